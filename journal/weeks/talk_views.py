"""The Table: one page for a weekly talk, and the log afterwards."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from guide import modes
from journal.models import Entry, Talk
from journal.weeks import talk_prefill
from journal.weeks.card_views import for_two
from journal.weeks.review_views import week_context
from journal.weeks.talk_forms import TalkForm, TalkLogForm
from journal.weeks.views import week_or_404
from journal.weeks.week import load_added_sheets
from users import drafts
from users.clock import Week
from users.http import UserRequest, require_form_methods, require_safe
from users.models import User

FRIEND = "friend"


@require_safe
def week_table(request: UserRequest, name: str) -> HttpResponse:
    """Show the page for the talk of this week, ready to print."""
    talk, week = _talk_of(request.user, name)
    context = {
        "talk": talk,
        "notes": for_two(request.user),
        "added": load_added_sheets(request.user, week),
    }
    context |= week_context(request.user, week) | _from_outside(request.user, week)
    return render(request, "journal/weeks/week_table.html", context)


def _from_outside(user: User, week: Week) -> dict[str, Any]:
    """Return the view from outside that was written these two weeks, and the way to write one."""
    near = Entry.objects.for_user(user).within(week.previous.first_day, week.last_day, user.clock)
    return {"seen": near.last_in_mode(FRIEND), "friend": modes.mode(FRIEND)}


@require_form_methods
def week_table_update(request: UserRequest, name: str) -> HttpResponse:
    """Change what is brought to the talk."""
    talk, week = _talk_of(request.user, name)
    form = drafts.open_form(TalkForm, request, talk)
    if request.method == "POST":
        return drafts.answer(request, form)
    context = week_context(request.user, week) | {"form": form}
    return render(request, "journal/weeks/week_table_form.html", context)


@require_form_methods
def week_table_log(request: UserRequest, name: str) -> HttpResponse:
    """Say in sixty seconds how it went."""
    talk, week = _talk_of(request.user, name)
    form = drafts.open_form(TalkLogForm, request, talk)
    if request.method == "POST":
        return drafts.answer(request, form)
    context = week_context(request.user, week) | {"form": form}
    return render(request, "journal/weeks/week_table_log.html", context)


def _talk_of(user: User, name: str) -> tuple[Talk, Week]:
    """Return the page of the week of this name, and the week; one that is new is filled from it."""
    week = week_or_404(user.clock, name)
    talk = Talk.objects.of_week(user, week)
    talk.owner = user
    if talk._state.adding:
        talk_prefill.prefill_talk(talk, user, week)
    return talk, week
