"""Closed by default: a page asks for a sign-in unless it says otherwise, and what was sent is kept until then."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from time import time
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from users import drafts
from users.account_forms import AnsweredByRedirect
from users.http import SeeOther, cannot_open
from users.models import User
from vault.sealing import CannotOpenError

NOTE_AFTER_SECONDS = 5 * 60
# What was too much to be read, and what cannot be sealed because the key is not in its place: both say so.
CANNOT_KEEP = {HTTPStatus.BAD_REQUEST, HTTPStatus.SERVICE_UNAVAILABLE}
Middleware = Callable[[HttpRequest], HttpResponse]


def end_old_sessions(get_response: Middleware) -> Middleware:
    """Sign out whoever has been away too long, or signed in a day ago: the device may be in other hands."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            _end_or_note(request, request.user, int(time()))
        return get_response(request)

    return middleware


def _end_or_note(request: HttpRequest, user: User, now: int) -> None:
    """End the session, or note that it is in use, and the day; every five minutes is often enough."""
    session = request.session
    since, seen = session.get("since", now), session.get("seen", 0)
    too_old = now - since > settings.SESSION_COOKIE_AGE
    too_idle = seen and now - seen > settings.SESSION_IDLE_SECONDS
    if too_old or too_idle:
        logout(request)
    elif now - seen > NOTE_AFTER_SECONDS:
        session["since"], session["seen"] = since, now
        user.note_visit(datetime.fromtimestamp(now, UTC).date())


def keep_unanswered_forms(get_response: Middleware) -> Middleware:
    """Keep what a form carried if no view has saved or kept it: its row is gone, the session over, the token stale, or we failed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method != "POST" or response.status_code in CANNOT_KEEP:
            return response
        try:
            place = drafts.save_unanswered(request, response)
        except CannotOpenError as error:
            return cannot_open(request, error)
        if not place:
            return response
        return SeeOther(place) if request.user.is_authenticated else _sign_in_first(place)

    return middleware


def _sign_in_first(back: str) -> HttpResponse:
    return SeeOther(redirect_to_login(back, resolve_url(settings.LOGIN_URL)).url)


class SignInRequired(AnsweredByRedirect, LoginRequiredMiddleware):
    """Sends visitors to sign in, and loses nothing of what a form carried."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let open pages through without a look at the session."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override] # Django may answer anything, its stubs know a redirect only
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],  # noqa: ARG002 - Django's signature
    ) -> HttpResponse:
        """Ask for a sign-in that leads back to the page, or to today for what was sent."""
        is_page = request.method in {"GET", "HEAD"}
        return _sign_in_first(
            request.get_full_path() if is_page else resolve_url(settings.LOGIN_REDIRECT_URL)
        )

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say so where something private cannot be opened or sealed."""
        return cannot_open(request, error) if isinstance(error, CannotOpenError) else None
