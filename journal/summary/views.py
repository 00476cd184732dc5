"""The summary for somebody who helps: choose, look at each line, then print or take a file."""

from typing import Any

from allauth.core.internal import ratelimit
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render

from guide import banks
from journal.models import Summary
from journal.summary import Section, pdf, sections_of, shown
from journal.summary.forms import SummaryForm, SummaryLinesForm
from journal.text import say_full_span
from journal.trash.views import delete
from users import drafts
from users.http import UserRequest, require_form_methods, require_safe, see_other
from users.models import User
from vault.row_security import acting_as

FILE_NAME = "summary.pdf"
FILES = {"summary_pdf": "10/m/user"}  # each starts a program; nobody needs so many
ONE_SHEET = 5200  # signs, as the page is set


@require_safe
def summary_detail(request: UserRequest) -> HttpResponse:
    """Show the page as it will be printed: the lines that were kept, and none that was never looked at."""
    return render(request, "journal/summary/summary_detail.html", _page(request.user))


@require_form_methods
def summary_update(request: UserRequest) -> HttpResponse:
    """Choose the time, and what may stand on the page."""
    form = drafts.open_form(SummaryForm, request, Summary.objects.get_or_new(request.user))
    if request.method == "POST":
        return drafts.answer(request, form, to="journal:summary_lines")
    return render(request, "journal/summary/summary_form.html", {"form": form})


@require_form_methods
def summary_lines(request: UserRequest) -> HttpResponse:
    """Look at each line, and leave out what is not to stand there."""
    summary = Summary.objects.get_or_new(request.user)
    if summary._state.adding:
        return see_other("journal:summary_update")
    form = drafts.open_form(SummaryLinesForm, request, summary)
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/summary/summary_lines.html", {"form": form})


@transaction.non_atomic_requests  # none is held open for as long as the file takes
@require_safe
def summary_pdf(request: UserRequest) -> HttpResponse:
    """Give the page as a file. It is made now, and nothing of it stays here."""
    with acting_as(request.user):
        page = _page(request.user)
    if not page["sections"]:
        raise Http404
    # The public consume() takes no limits of our own, and consume_or_429() draws a page that would be thrown away.
    limit = {"app": "journal", "action": "summary_pdf", "config": FILES}
    if not ratelimit.consume(request, **limit, limit_get=True):
        return _without_file(request, page | {"too_many": True}, 429)
    made = pdf.pdf_of(page["title"], page["about"], page["sections"])
    if made is None:
        return _without_file(request, page | {"failed": True}, 503)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def _without_file(request: UserRequest, page: dict[str, Any], status: int) -> HttpResponse:
    """Show the page itself, which can be printed, and say why there is no file."""
    with acting_as(request.user):
        response = render(request, "journal/summary/summary_detail.html", page, status=status)
    response["Retry-After"] = "60"
    return response


@require_form_methods
def summary_delete(request: UserRequest) -> HttpResponse:
    """Ask once, then delete what was chosen; nothing that it was read from goes with it."""
    summary = Summary.objects.get_or_new(request.user)
    if summary._state.adding:
        raise Http404
    if request.method == "POST":
        return delete(summary, to=summary)
    return render(request, "journal/summary/summary_delete.html", {"summary": summary})


def _page(user: User) -> dict[str, Any]:
    summary = Summary.objects.get_or_new(user)
    if summary._state.adding:
        return {"summary": None, "sections": []}
    sections = sections_of(summary)
    first, last = summary.days(user.clock)
    kept_sections = shown(sections, set(summary.kept), summary.without)
    return {
        "summary": summary,
        "title": "Summary",
        "about": f"Written down from {say_full_span(first, last)}. Counts say what came back, not why.",
        "sections": kept_sections,
        "is_long": sum(section.length for section in kept_sections) > ONE_SHEET,
        "unseen": _unseen(sections, set(summary.seen)),
        "note": banks.notes()["SN-PRIVATE"],
    }


def _unseen(sections: list[Section], seen: set[str]) -> int:
    return sum(mark not in seen for section in sections for _, mark in section.marks)
