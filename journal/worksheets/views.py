"""Worksheets: one set of views for every tool."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from guide import banks, library, safety, tools
from guide.tools import Mode
from journal.answers import afterwords, guarding, sentence, then_and_now
from journal.models import Worksheet
from journal.text import say_day
from journal.timeline.page import Cursor, page_of
from journal.trash.views import delete
from journal.worksheets.drawings import drawing_of
from journal.worksheets.forms import WorksheetForm
from journal.worksheets.hints import hints
from journal.worksheets.prefill import new_sheet
from users import drafts
from users.clock import Clock
from users.http import UserRequest, require_form_methods, require_post, require_safe, see_other
from users.locks import ask_for_password
from users.models import User


@require_safe
def worksheet_list(request: UserRequest) -> HttpResponse:
    """Show the tools, and what was written with them."""
    cursor = Cursor.read(request.GET.get("before", ""))
    context = {
        "page": page_of(request.user, ("worksheet",), cursor),
        "tools": () if cursor else safety.worksheets(quiet=request.user.preferences.quiet),
        "words": request.user.preferences.partner_words,
    }
    return render(request, "journal/worksheets/worksheet_list.html", context)


@require_form_methods
def worksheet_create(request: UserRequest, tool: str) -> HttpResponse:
    """Fill in a tool; the last time stands beside it. What is locked asks for the password before it shows either."""
    sheet, mode = _new_sheet(request.user, tool, request.GET)
    if mode.opens:
        return see_other(mode.url())
    form = drafts.open_form(WorksheetForm, request, sheet, place=mode.url())
    if request.method == "POST":
        return drafts.answer(request, form)
    offered = safety.modes(tools.tools()[tool], quiet=request.user.preferences.quiet)
    if mode not in offered and not form.draft:
        return render(
            request, "journal/worksheets/worksheet_alone.html", _alone(request.user, mode)
        )
    before = Worksheet.objects.for_user(request.user).last_like(sheet)
    if sheet.locked and (before or form.draft):
        ask_for_password(request)
    context = _form_context(form, before, request.user.clock) | {"modes": offered}
    return render(request, "journal/worksheets/worksheet_form.html", context)


@require_safe
def worksheet_detail(request: UserRequest, pk: UUID) -> HttpResponse:
    """Show one worksheet: what it comes to, the gentle remarks, then and now."""
    sheet = _opened(request, pk)
    clock, preferences = request.user.clock, request.user.preferences
    context = {
        "sheet": sheet,
        "mode": sheet.way,
        "day": say_day(clock.day_of(sheet.happened_at), today=clock.today()),
        "week": clock.week_of(clock.today()),
        "words": preferences.partner_words,
        "quiet": preferences.quiet,
    }
    if sheet.way:
        context |= _reading(sheet, sheet.way, clock)
    return render(request, "journal/worksheets/worksheet_detail.html", context)


@require_form_methods
def worksheet_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Change one worksheet."""
    sheet = _opened(request, pk)
    if sheet.way is None:
        return see_other(sheet)
    form = drafts.open_form(WorksheetForm, request, sheet)
    if request.method == "POST":
        return drafts.answer(request, form)
    context = _form_context(form, None, request.user.clock) | {"sheet": sheet}
    return render(request, "journal/worksheets/worksheet_form.html", context)


@require_post
def worksheet_add(request: UserRequest, pk: UUID) -> HttpResponse:
    """Take it along into the week that it is now."""
    sheet, clock = _sheet_or_404(request.user, pk), request.user.clock
    sheet.add_to(clock.week_of(clock.today()))
    return see_other(sheet)


@require_post
def worksheet_take_out(request: UserRequest, pk: UUID) -> HttpResponse:
    """Take it out of the week again."""
    sheet = _sheet_or_404(request.user, pk)
    sheet.add_to(None)
    return see_other(sheet)


@require_form_methods
def worksheet_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete; the next page offers it back."""
    sheet = _sheet_or_404(request.user, pk)
    if request.method == "POST":
        return delete(sheet, to="journal:worksheet_list")
    return render(request, "journal/worksheets/worksheet_delete.html", {"sheet": sheet})


def _new_sheet(user: User, tool: str, query: Mapping[str, str]) -> tuple[Worksheet, Mode]:
    mode = tools.mode(tool, query.get("mode", ""))
    if mode is None:
        raise Http404
    return new_sheet(user, mode, query), mode


def _alone(user: User, mode: Mode) -> dict[str, Any]:
    words = user.preferences.partner_words
    return {"mode": mode, "words": words, "alone": safety.alone(quiet=True)}


def _opened(request: UserRequest, pk: UUID) -> Worksheet:
    """Return a sheet that is to be shown; a locked one asks for the password, but what was typed is never kept waiting."""
    sheet = _sheet_or_404(request.user, pk)
    if sheet.locked and request.method != "POST":
        ask_for_password(request)
    return sheet


def _sheet_or_404(user: User, pk: UUID) -> Worksheet:
    sheet = get_object_or_404(Worksheet.objects.for_user(user), pk=pk)
    sheet.owner = user
    return sheet


def _form_context(form: WorksheetForm, before: Worksheet | None, clock: Clock) -> dict[str, Any]:
    sheet, mode = form.instance, form.mode
    codes = [*mode.notes, *guarding(mode, sheet.answers)]
    return {
        "form": form,
        "mode": mode,
        "words": form.words,
        "questions": form.questions(before),
        "notes": [banks.notes()[code] for code in dict.fromkeys(codes)],
        "hints": hints(mode, sheet.answers),
        "before_day": _day(before, clock),
    }


def _reading(sheet: Worksheet, mode: Mode, clock: Clock) -> dict[str, Any]:
    preferences = sheet.owner.preferences
    words = preferences.partner_words
    before = Worksheet.objects.for_user(sheet.owner).last_like(sheet)
    then = before.answers if before else {}
    return {
        "sentence": sentence(mode, sheet.answers, words),
        "lines": then_and_now(mode, sheet.answers, then, words),
        "hints": hints(mode, sheet.answers),
        "notes": [banks.notes()[code] for code in guarding(mode, sheet.answers)],
        "afterwords": afterwords(mode, sheet.answers),
        "drawing": drawing_of(mode, sheet.answers, words),
        "before": before,
        "before_day": _day(before, clock),
        "guide_page": library.page(sheet.page),
        "offers_goal": mode.goal and safety.offers(template=mode.template, quiet=preferences.quiet),
    }


def _day(sheet: Worksheet | None, clock: Clock) -> str:
    if sheet is None:
        return ""
    day = clock.day_of(sheet.happened_at)
    return "Earlier today" if day == clock.today() else say_day(day, today=clock.today())
