"""How a public page is sent: to visitors from memory, to signed-in readers with their own words."""

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response

from users.partner import words_of

# By path. Only paths of pages that exist get here, and nothing in them changes while the process lives.
_for_visitors: dict[str, bytes] = {}


def serve(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponseBase:
    """Send a page; without a session cookie no session, user or database is touched."""
    context |= {"words": words_of(request)}
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return render(request, template, context)
    return _serve_visitor(request, template, context | {"page_is_public": True})


def _serve_visitor(
    request: HttpRequest, template: str, context: dict[str, Any]
) -> HttpResponseBase:
    kept = {} if settings.DEBUG else _for_visitors
    body = kept.get(request.path)
    if body is None:
        body = kept[request.path] = render_to_string(template, context, request).encode()
    response = HttpResponse(body)
    response["Cache-Control"] = "public, no-cache"
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
