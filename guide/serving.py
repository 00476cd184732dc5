"""How a public page is sent: to visitors from memory, to signed-in readers with their own words."""

import gzip
import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response

from users.partner import words_of

# By path, variant and packing. Only paths of pages that exist get here, and nothing in them changes while the process lives.
_for_visitors: dict[tuple[str, str, str], bytes] = {}


def serve(
    request: HttpRequest, template: str, context: dict[str, Any], *, variant: str | None = ""
) -> HttpResponseBase:
    """Send a page; without a session cookie no session, user or database is touched.

    A page that differs by parameters names its variant, one of few, or None if it is not to be kept in memory.
    """
    context |= {"words": words_of(request)}
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return render(request, template, context)
    return _serve_visitor(request, template, context | {"page_is_public": True}, variant)


def serve_bytes(
    request: HttpRequest, body: bytes, content_type: str, packing: str = ""
) -> HttpResponseBase:
    """Send what is the same for everyone, or say that the browser has it already."""
    response = HttpResponse(body, content_type=content_type)
    if packing:
        response["Content-Encoding"] = packing
    response["Cache-Control"] = "public, no-cache"
    response["Vary"] = "Accept-Encoding"
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _serve_visitor(
    request: HttpRequest, template: str, context: dict[str, Any], variant: str | None
) -> HttpResponseBase:
    cache = {} if settings.DEBUG or variant is None else _for_visitors
    # A page for visitors holds no secret, so packing it gives nothing away.
    packing = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else ""
    key = (request.path, variant or "", packing)
    body = cache.get(key)
    if body is None:
        page = render_to_string(template, context, request).encode()
        body = cache[key] = gzip.compress(page, mtime=0) if packing else page
    return serve_bytes(request, body, "text/html; charset=utf-8", packing)
