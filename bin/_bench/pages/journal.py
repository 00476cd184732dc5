"""Pages of ten years of writing."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import islice
from urllib.parse import urlencode

from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret
from django.urls import reverse

from journal.models import Entry
from journal.timeline.page import Cursor
from pages.asking import LIST, Page, Request, form_headers, get
from users.models import User
from vault.row_security import acting_as

FAR_DOWN = 1800


def read(user: User, cookie: str, today: date) -> list[Page]:
    """Return the pages on which somebody reads what they wrote."""
    with acting_as(user):
        week = user.clock.week_of(today)
        entries = Entry.objects.for_user(user).count()
        entry = Entry.objects.for_user(user).newest_first()[40]
    timeline, insights = reverse("journal:timeline"), reverse("journal:insights")
    ask = partial(get, Cookie=cookie)
    return [
        ask("timeline, first page", LIST, 2.4, timeline),
        ask(f"timeline, {FAR_DOWN} down", LIST, 2.4, timeline + rows_down(user, FAR_DOWN)),
        ask("timeline, last page", LIST, 2.4, timeline + rows_down(user, entries - 20)),
        ask("Today", LIST, 3, reverse("journal:today")),
        ask("this week", LIST, 3, reverse("journal:week_detail", args=[week.name])),
        ask("a full week", LIST, 3, reverse("journal:week_detail", args=[week.previous.name])),
        ask("insights, 52 weeks", LIST, 2.5, f"{insights}?weeks=52"),
        ask("insights, ten years", LIST, 4, f"{insights}?weeks=all"),
        ask("entry form", LIST, 1.5, reverse("journal:entry_create")),
        ask("one entry", LIST, 3, entry.get_absolute_url()),
        ask("thanks", LIST, 3, reverse("journal:note_list")),
        Page("search of ten years", LIST, 10, partial(searches, cookie)),
    ]


def searches(cookie: str, count: int) -> list[Request]:
    """Return searches over everything: one word in every entry's digest, another in few of them."""
    secret = _get_new_csrf_string()
    typed = {"csrfmiddlewaretoken": _mask_cipher_secret(secret), "words": "balcony fridge"}
    path, headers = reverse("journal:search"), form_headers(cookie, secret)
    return [Request("POST", path, headers, urlencode(typed))] * count


def rows_down(user: User, count: int) -> str:
    """Return the query of a timeline page that begins after so many entries."""
    with acting_as(user):
        rows = Entry.objects.for_user(user).newest_first().only("owner", "happened_at")
        (last,) = islice(rows, count - 1, count)
        return f"?before={Cursor(last.happened_at, last.pk)}"
