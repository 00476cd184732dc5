"""What is sent to be kept."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret
from django.urls import reverse
from django.utils import timezone

from journal.models import Entry
from pages.asking import POST, Page, Request, form_headers, sessions
from users.form_keys import FormKey
from users.models import Draft, User
from vault.row_security import acting_as


def written(user: User) -> list[Page]:
    """Return the forms that somebody sends."""
    return [
        Page(
            "quick check-in",
            POST,
            2.5,
            partial(check_ins, user),
            HTTPStatus.SEE_OTHER,
            partial(forget_check_ins, user, timezone.now()),
        ),
        Page("autosave", POST, 2, partial(autosaves, user), undo=partial(forget_drafts, user)),
    ]


def check_ins(user: User, count: int) -> list[Request]:
    """Return quick check-ins, each from a page of its own: new form key, new token, no old message."""
    place = reverse("journal:entry_quick")
    asked = []
    for cookie in sessions(user, count):
        secret = _get_new_csrf_string()
        typed = {
            "csrfmiddlewaretoken": _mask_cipher_secret(secret),
            "form_key": FormKey.for_row(Entry(owner=user), place).token,
            "family": "hurt",
            "feeling": "lonely",
            "strength": "3",
        }
        asked.append(Request("POST", place, form_headers(cookie, secret), urlencode(typed)))
    return asked


def forget_check_ins(user: User, since: object) -> None:
    """Delete what the check-ins wrote, so that the other pages show the same in each round."""
    with acting_as(user):
        Entry.objects.for_user(user).filter(written_at__gte=since).delete()


def autosaves(user: User, count: int) -> list[Request]:
    """Return what the entry form sends while somebody writes in it: the same opening, again and again."""
    place, (cookie,) = reverse("journal:entry_create"), sessions(user, 1)
    secret, key = _get_new_csrf_string(), FormKey.for_row(Entry(owner=user), place)
    asked = []
    for number in range(count):
        typed = {
            "csrfmiddlewaretoken": _mask_cipher_secret(secret),
            "form_key": key.token,
            "feelings_0": "lonely",
            "strength_0": "3",
            "what_happened": "We had eaten late, and the plates were still there. " * (number % 9),
        }
        headers = form_headers(cookie, secret)
        asked.append(Request("POST", reverse("users:draft_keep"), headers, urlencode(typed)))
    return asked


def forget_drafts(user: User) -> None:
    """Delete what was kept, so that the form opens empty."""
    with acting_as(user):
        Draft.objects.for_user(user).at(reverse("journal:entry_create")).delete()
