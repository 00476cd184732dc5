"""Every address that a person can open, with a row of its own where it shows one, all under the same limit."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from django.test import Client

from pages.asking import LIST, Page, get, sessions
from tests.addresses import BY_TOKEN, declared, url_with_row
from users.models import User
from vault.row_security import acting_as

LIMIT = 3
READER = "reader"


def opened() -> list[Page]:
    """Return the addresses that answer with a page, as somebody asks for them who has little else."""
    for earlier in User.objects.filter(username=READER):
        earlier.delete()
    user = User(username=READER)
    user.set_unusable_password()
    user.save()
    names = sorted(declared() - BY_TOKEN)
    pages = []
    for name, cookie in zip(names, sessions(user, len(names)), strict=True):
        with acting_as(user):
            path = url_with_row(name, user)
        response = Client().get(path, HTTP_COOKIE=cookie, HTTP_HOST="localhost")
        if response.status_code == HTTPStatus.OK:
            page = get(name, LIST, LIMIT, path, Cookie=cookie)
            pages.append(replace(page, user=user))
    return pages
