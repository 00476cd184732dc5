"""The three floors."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret

from pages.asking import BARE, LIST, POST, Page, Request, form_headers, get


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
