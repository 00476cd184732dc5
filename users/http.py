"""What a view needs to say about the requests that it takes."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from users.models import User
from vault.sealing import CannotOpenError

__all__ = [
    "SeeOther",
    "UserRequest",
    "cannot_open",
    "require_form_methods",
    "require_post",
    "require_safe",
    "see_other",
]

logger = logging.getLogger(__name__)

Params = ParamSpec("Params")


class UserRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


View = Callable[Concatenate[UserRequest, Params], HttpResponse]


def _locks_person(view: View[Params]) -> View[Params]:
    """Lock the person before any row that a POST writes: two of their requests then never wait for each other."""

    @wraps(view)
    def locking(request: UserRequest, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
        if request.method == "POST" and request.user.is_authenticated:
            request.user.lock()
        return view(request, *args, **kwargs)

    return cast("View[Params]", locking)


def require_post(view: View[Params]) -> View[Params]:
    """Take POST alone: for buttons."""
    return require_POST(_locks_person(view))


def require_form_methods(view: View[Params]) -> View[Params]:
    """Take what shows a form and what it sends."""
    return require_http_methods(["GET", "HEAD", "POST"])(_locks_person(view))


class SeeOther(HttpResponseRedirect):
    """303: the browser fetches the next page by GET, and a reload sends nothing again."""

    status_code = 303


def see_other(to: Model | str) -> SeeOther:
    """Redirect to a model's page, a URL name or an address."""
    return SeeOther(resolve_url(to))


def cannot_open(request: HttpRequest, error: CannotOpenError) -> HttpResponse:
    """Say that the key is not in its place: to who sent a form that nothing was saved, to others that nothing is lost."""
    sent = request.method == "POST"
    logger.error("nothing was saved: %s" if sent else "a page was not shown: %s", error)
    return render(request, "503_key.html", {"sent": sent}, status=503)
