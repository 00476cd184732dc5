"""The pages that are measured, each with its floor and its target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from http import HTTPStatus
from itertools import islice
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret
from django.urls import reverse
from django.utils import timezone

from guide import library
from journal.models import Entry
from journal.timeline import Cursor
from users.form_keys import FormKey
from users.models import User
from vault.row_security import acting_as

BARE, LIST, POST = "bare", "list", "post"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FAR_DOWN = 1800


@dataclass(frozen=True)
class Request:
    """What is sent."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


def nothing() -> None:
    """Leave everything as it is."""


@dataclass(frozen=True)
class Page:
    """A page: how to ask for it so many times, and how to undo what that wrote."""

    name: str
    floor: str
    limit: float | None  # times its floor, in processor time
    ask: Callable[[int], list[Request]]
    status: int = HTTPStatus.OK
    undo: Callable[[], None] = nothing


def get(name: str, floor: str, limit: float | None, path: str, **headers: str) -> Page:
    """Return a page that is asked for in the same way each time."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    request = Request("GET", path, named)
    status = HTTPStatus.NOT_MODIFIED if "If-None-Match" in named else HTTPStatus.OK
    return Page(name, floor, limit, lambda count: [request] * count, status)


def form_headers(cookies: str, secret: str) -> dict[str, str]:
    """Return the headers of a form with its CSRF cookie."""
    return {
        "Cookie": f"{cookies}; csrf={secret}; csrftoken={secret}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def floors(session: str) -> list[Page]:
    """Return the three floors."""
    cookie = f"sessionid={session}"
    secret = _get_new_csrf_string()

    def posts(count: int) -> list[Request]:
        token = _mask_cipher_secret(secret)
        body = urlencode({"csrfmiddlewaretoken": token, "text": "A sentence. " * 10})
        return [Request("POST", "/post/", form_headers(cookie, secret), body)] * count

    return [
        get(BARE, BARE, None, "/bare/", Cookie=cookie),
        get(LIST, LIST, None, "/list/", Cookie=cookie),
        Page(POST, POST, None, posts, HTTPStatus.FOUND),
    ]


def sessions(user: User, count: int) -> list[str]:
    """Return cookies of so many new sessions of this user."""
    now = int(timezone.now().timestamp())
    content = {
        "since": now,
        "seen": now,
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: BACKEND,
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    store = SessionStore()
    model, expiry = store.get_model_class(), timezone.now() + timedelta(days=1)
    made = [
        model(session_key=store._get_new_session_key(), session_data=store.encode(content))
        for _ in range(count)
    ]
    for row in made:
        row.expire_date = expiry
    model.objects.bulk_create(made)
    return [f"session={row.session_key}" for row in made]


def check_ins(user: User, count: int) -> list[Request]:
    """Return quick check-ins, each from a page of its own: new form key, new token, no old message."""
    place = reverse("journal:entry_quick")
    asked = []
    for cookie in sessions(user, count):
        secret = _get_new_csrf_string()
        typed = {
            "csrfmiddlewaretoken": _mask_cipher_secret(secret),
            "form_key": FormKey.of(Entry(owner=user), place).token,
            "family": "hurt",
            "feeling": "lonely",
            "strength": "3",
        }
        asked.append(Request("POST", place, form_headers(cookie, secret), urlencode(typed)))
    return asked


def searches(cookie: str, count: int) -> list[Request]:
    """Return searches over everything: one word in every entry's digest, another in few of them."""
    secret = _get_new_csrf_string()
    typed = {"csrfmiddlewaretoken": _mask_cipher_secret(secret), "words": "balcony fridge"}
    path, headers = reverse("journal:search"), form_headers(cookie, secret)
    return [Request("POST", path, headers, urlencode(typed))] * count


def forget_check_ins(user: User, since: object) -> None:
    """Delete what the check-ins wrote, so that the other pages show the same in each round."""
    with acting_as(user):
        Entry.objects.for_user(user).filter(written_at__gte=since).delete()


def rows_down(user: User, count: int) -> str:
    """Return the query of a timeline page that begins after so many entries."""
    with acting_as(user):
        rows = Entry.objects.for_user(user).newest_first().only("owner", "happened_at")
        (last,) = islice(rows, count - 1, count)
        return f"?before={Cursor(last.happened_at, last.pk)}"


def private_pages(user: User, today: date) -> list[Page]:
    """Return the pages of somebody who is signed in."""
    (cookie,) = sessions(user, 1)
    with acting_as(user):
        week = user.clock.week_of(today)
        entries = Entry.objects.for_user(user).count()
        entry = Entry.objects.for_user(user).newest_first()[40]
    timeline, insights = reverse("journal:timeline"), reverse("journal:insights")
    ask = partial(get, Cookie=cookie)
    return [
        ask("timeline, first page", LIST, 1.5, timeline),
        ask(f"timeline, {FAR_DOWN} down", LIST, 1.5, timeline + rows_down(user, FAR_DOWN)),
        ask("timeline, last page", LIST, 1.5, timeline + rows_down(user, entries - 20)),
        ask("Today", LIST, 2, reverse("journal:today")),
        ask("this week", LIST, 2, reverse("journal:week_detail", args=[week.name])),
        ask("a full week", LIST, 2, reverse("journal:week_detail", args=[week.previous.name])),
        ask("insights, 52 weeks", LIST, 2, f"{insights}?weeks=52"),
        ask("insights, ten years", LIST, 4, f"{insights}?weeks=all"),
        ask("entry form", LIST, 1.2, reverse("journal:entry_create")),
        ask("one entry", LIST, None, entry.get_absolute_url()),
        ask("thanks", LIST, None, reverse("journal:note_list")),
        ask("goals", LIST, None, reverse("journal:goal_list")),
        Page("search of ten years", LIST, 10, partial(searches, cookie)),
        Page(
            "quick check-in",
            POST,
            2,
            partial(check_ins, user),
            HTTPStatus.SEE_OTHER,
            partial(forget_check_ins, user, timezone.now()),
        ),
    ]


def longest_page() -> str:
    """Return the address of the longest page of the guide, which stands for all."""
    pages = [page for part in library.parts() for page in part.pages]
    return max(pages, key=lambda page: len(page.text)).get_absolute_url()


def first_looks() -> list[str]:
    """Return the addresses that a visitor may come to first."""
    return [longest_page(), reverse("guide:contents"), reverse("users:landing")]


def public_pages(etag_of: Callable[[str], str]) -> list[Page]:
    """Return the pages of a visitor."""
    longest = longest_page()
    return [
        get("guide, visitor", BARE, 0.8, longest),
        get("guide, seen before", BARE, 0.8, longest, If_None_Match=etag_of(longest)),
        get("sign in", BARE, 2, reverse("account_login")),
        get("landing", BARE, None, reverse("users:landing")),
    ]
