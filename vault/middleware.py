"""Each request acts as its signed-in user, and leaves nothing behind in a cache."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from vault import row_security

View = Callable[[HttpRequest], HttpResponse]


def act_as_signed_in_user(get_response: View) -> View:
    """Bind the request's user to the transactions that it opens."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            identity = row_security.identity_of(request.user)
        else:
            identity = row_security.NOBODY
        with row_security.bound(identity):
            return get_response(request)

    return middleware


def no_store_unless_said(get_response: View) -> View:
    """Forbid every cache to keep a page, unless the view itself said something else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
