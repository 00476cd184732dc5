"""The guide's pages and Support: open to everyone."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from guide import banks, helplines, library, road, safety, self_check, ways
from guide import search as finding
from guide.library import Page
from guide.marks import Marks, marks_in
from guide.serving import serve, serve_bytes
from users.partner import is_quiet

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]


def public(view: View[Params]) -> View[Params]:
    """Open a page to everyone; a visitor's request needs no transaction, so no connection either."""
    return non_atomic_requests(login_not_required(require_safe(view)))


@public
def contents(request: HttpRequest) -> HttpResponseBase:
    """Show where to start, and every part."""
    quiet = is_quiet(request)
    starts = [start for start in road.starts() if safety.suggested([start.page], quiet=quiet)]
    groups = {name: safety.shelf(parts, quiet=quiet) for name, parts in road.groups().items()}
    marks = marks_in(request)
    context = {
        "starts": starts,
        "quiet": quiet,
        "marks": marks,
        "go_on": safety.go_on(marks.pages_done, quiet=quiet) if marks else None,
        "kept": safety.suggested(marks.kept_pages, quiet=quiet) if marks else (),
        **groups,
    }
    return serve(request, "guide/contents.html", context)


@public
def part(request: HttpRequest, part_slug: str) -> HttpResponseBase:
    """Show the pages of one part."""
    guide_part = library.part(part_slug)
    if guide_part is None:
        raise Http404
    quiet = is_quiet(request)
    answers = safety.answers(quiet=quiet) if part_slug == road.ANSWERS else ()
    context = {
        "part": safety.listed(guide_part, quiet=quiet),
        "quiet": quiet,
        "answers": answers,
        "marks": marks_in(request),
    }
    return serve(request, "guide/part.html", context)


@public
def page(request: HttpRequest, part_slug: str, slug: str) -> HttpResponseBase:
    """Show one page."""
    guide_page = library.page(slug)
    if guide_page is None or guide_page.part_slug != part_slug:
        raise Http404
    quiet = is_quiet(request)
    context = _reading(guide_page, quiet=quiet) | _exercise(guide_page, quiet=quiet)
    return serve(request, "guide/page.html", context | _marked(guide_page, marks_in(request)))


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


@public
def check(request: HttpRequest) -> HttpResponseBase:
    """Show the lists of the self-check; the page itself reads what is ticked, and asks us nothing."""
    context = {
        "lists": self_check.lists(),
        "endings": self_check.endings(),
        "countries": helplines.countries(),
    }
    return serve(request, "guide/check.html", context)


@public
def check_ending(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show one ending of the self-check, for a browser without script."""
    group = self_check.group(code)
    if group is None:
        raise Http404
    context = {"ending": group, "countries": helplines.countries()}
    return serve(request, "guide/check_ending.html", context)


def _exercise(page: Page, *, quiet: bool) -> dict[str, Any]:
    alone = not safety.offers_tool(page, quiet=quiet)
    return {"alone": safety.alone(quiet=alone), "ways": ways.offered(page, quiet=quiet)}


def _marked(page: Page, marks: Marks | None) -> dict[str, Any]:
    if marks is None:
        return {}
    return {
        "marks": marks,
        "done_on": marks.tried_on(page),
        "is_kept": page.slug in marks.pages_kept,
    }


def _reading(page: Page, *, quiet: bool) -> dict[str, Any]:
    before, after = safety.around(page, quiet=quiet)
    goals = [banks.goal_template(code) for code in page.goals]
    related = [library.page(slug) for slug in page.related]
    return {
        "part": library.part_of(page),
        "page": safety.as_read(page, quiet=quiet),
        "before": before,
        "after": after,
        "notes": safety.notes_above(page, quiet=quiet),
        "asks_first": safety.asks_first(page, quiet=quiet),
        "goals": safety.goals(filter(None, goals), quiet=quiet),
        "related": safety.suggested(filter(None, related), quiet=quiet),
        "sources": [banks.sources()[code] for code in page.sources],
    }
