"""What a view needs to say about the requests that it takes."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url

from users.models import User
from vault.sealing import CannotOpenError

logger = logging.getLogger(__name__)

Params = ParamSpec("Params")


class UserRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


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


View = Callable[Concatenate[UserRequest, Params], HttpResponse]


def _takes(*methods: str) -> Callable[[View[Params]], View[Params]]:
    """Answer other methods like a page that is not there: a stranger learns nothing from a 405."""

    def decorator(view: View[Params]) -> View[Params]:
        @wraps(view)
        def only(request: UserRequest, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
            if request.method not in methods:
                raise Http404
            return view(request, *args, **kwargs)

        return cast("View[Params]", only)

    return decorator


def require_safe(view: View[Params]) -> View[Params]:
    """For pages that only show."""
    return _takes("GET", "HEAD")(view)


def require_form_methods(view: View[Params]) -> View[Params]:
    """For pages with a form."""
    return _takes("GET", "HEAD", "POST")(view)


def require_post(view: View[Params]) -> View[Params]:
    """For buttons."""
    return _takes("POST")(view)
