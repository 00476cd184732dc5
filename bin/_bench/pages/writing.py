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
from users.models import User
from vault.row_security import acting_as


def written(user: User) -> list[Page]:
    """Return the forms that somebody sends."""
    return [
        Page(
            "quick check-in",
            POST,
            2,
            partial(check_ins, user),
            HTTPStatus.SEE_OTHER,
            partial(forget_check_ins, user, timezone.now()),
        ),
    ]


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


def forget_check_ins(user: User, since: object) -> None:
    """Delete what the check-ins wrote, so that the other pages show the same in each round."""
    with acting_as(user):
        Entry.objects.for_user(user).filter(written_at__gte=since).delete()
