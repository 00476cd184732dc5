"""Each request acts as its signed-in user, runs nothing foreign, and leaves nothing behind in a cache."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
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
        with row_security.use_identity(identity):
            return get_response(request)

    return middleware


def content_security_policy(get_response: View) -> View:
    """Send the content security policy. It is the same for every response, so it is built once; django-csp builds it for each."""
    policy = build_policy()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault(HEADER, policy)
        return response

    return middleware


def no_store_unless_said(get_response: View) -> View:
    """Forbid every cache to keep a page, unless the view itself said something else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
