"""What a view needs to say about the requests that it takes."""

import logging

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

require_post = require_POST
require_form_methods = require_http_methods(["GET", "HEAD", "POST"])


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
