"""The guide's pages and Support: open to everyone."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from guide import banks, helplines, library, road, tools
from guide import search as finding
from guide.library import Page
from guide.serving import serve, serve_bytes

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]


def public(view: View[Params]) -> View[Params]:
    """Open a page to everyone; a visitor's request needs no transaction, so no connection either."""
    return non_atomic_requests(login_not_required(require_safe(view)))


@public
def contents(request: HttpRequest) -> HttpResponseBase:
    """Show where to start, and every part."""
    context = {"starts": road.starts(), **road.groups()}
    return serve(request, "guide/contents.html", context)


@public
def part(request: HttpRequest, part_slug: str) -> HttpResponseBase:
    """Show the pages of one part."""
    found = library.part(part_slug)
    if found is None:
        raise Http404
    context = {"part": found, "answers": road.answers() if part_slug == road.ANSWERS else ()}
    return serve(request, "guide/part.html", context)


@public
def page(request: HttpRequest, part_slug: str, slug: str) -> HttpResponseBase:
    """Show one page."""
    found = library.page(slug)
    if found is None or found.part_slug != part_slug:
        raise Http404
    return serve(request, "guide/page.html", _reading(found))


@public
def search(request: HttpRequest) -> HttpResponseBase:
    """Show everything there is to find; the browser searches in it by itself."""
    context = {"parts": library.parts(), "answers": road.answers()}
    return serve(request, "guide/search.html", context)


@public
@gzip_page
def search_index(request: HttpRequest) -> HttpResponseBase:
    """Send the index that the browser searches in."""
    return serve_bytes(request, finding.index(), "application/json")


@public
def sources(request: HttpRequest) -> HttpResponseBase:
    """Show every source, and how far each goes."""
    return serve(request, "guide/sources.html", {"kinds": banks.source_kinds()})


@public
def support(request: HttpRequest) -> HttpResponseBase:
    """Show who to turn to, and what Exit can and cannot do."""
    return serve(request, "guide/support.html", {"countries": helplines.countries()})


def _reading(page: Page) -> dict[str, Any]:
    part, tool = library.part_of(page), tools.tools().get(page.tool)
    before, after = road.neighbours(page)
    return {
        "part": part,
        "page": page,
        "before": before,
        "after": after,
        "notes": [banks.notes()[code] for code in page.notes],
        "tool": tool,
        "tool_url": tool.url(page.template, page.mode, page.slug) if tool else "",
        "goals": [banks.goal_template(code) for code in page.goals],
        "related": [library.page(slug) for slug in page.related],
        "sources": [banks.sources()[code] for code in page.sources],
    }
