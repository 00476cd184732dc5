"""Closed by default: a page asks for a sign-in unless it says otherwise, and what was sent is kept until then."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from users import drafts
from users.http import SeeOther


class SignInRequired(LoginRequiredMiddleware):
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

    def handle_no_permission(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],  # noqa: ARG002 - Django's signature
    ) -> HttpResponseRedirect:
        """Keep a form's words for their owner, then ask for a sign-in that leads back to the form."""
        if request.method in {"GET", "HEAD"}:
            back = request.get_full_path()
        else:
            back = drafts.park(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
        return SeeOther(redirect_to_login(back, resolve_url(settings.LOGIN_URL)).url)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a form whose row has been deleted into a new one with the same words."""
        if isinstance(error, Http404) and request.method == "POST":
            place = drafts.rescue(request)
            return SeeOther(place) if place else None
        return None
