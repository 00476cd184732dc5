"""Date nights: plan one, say how it was, read what has been."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from guide import decks
from journal.goals.date_forms import DateAnswersForm, DatePlanForm
from journal.goals.date_history import Place, evenings
from journal.goals.occurrence_views import address_of_day
from journal.goals.views import goal_of
from journal.models import DateNight
from journal.text import say_date
from users import drafts
from users.forms import OwnedForm
from users.http import UserRequest, require_form_methods, require_post, require_safe, see_other

PAGE_SIZE = 30


@require_form_methods
def date_plan(request: UserRequest, pk: UUID, day: date) -> HttpResponse:
    """Plan one: an idea, when, where, what to arrange."""
    return _ask(request, pk, day, DatePlanForm, "journal/goals/date_plan.html")


@require_form_methods
def date_answers(request: UserRequest, pk: UUID, day: date) -> HttpResponse:
    """Ask two questions afterwards."""
    return _ask(request, pk, day, DateAnswersForm, "journal/goals/date_answers.html")


def _ask(
    request: UserRequest, pk: UUID, day: date, form_class: type[OwnedForm], template: str
) -> HttpResponse:
    goal = goal_of(request, pk)
    if not goal.repeat.falls_on(day):
        return see_other(address_of_day(goal, day))
    night = DateNight.objects.at(request.user, goal, day)
    idea = decks.idea(request.GET.get("idea", ""))
    if idea:
        night.what = idea.idea
    form = drafts.open_form(form_class, request, night)
    if request.method == "POST":
        return drafts.answer(request, form, to=address_of_day(goal, day))
    day_in_words = say_date(day, today=request.user.clock.today())
    return render(request, template, {"form": form, "goal": goal, "day": day, "date": day_in_words})


@require_post
def date_arrange(request: UserRequest, pk: UUID, step: int) -> HttpResponse:
    """Tick something to arrange, or take its tick back."""
    nights = DateNight.objects.for_user(request.user).select_for_update()
    night = get_object_or_404(nights, pk=pk)
    if not night.toggle(step):
        raise Http404
    return see_other(night)


@require_safe
def date_list(request: UserRequest) -> HttpResponse:
    """Show the dates that have been, as an album of lines."""
    today = request.user.clock.today()
    last = _last_seen(request.GET.get("before", ""))
    past, more = evenings(request.user, today, last, PAGE_SIZE)
    lines = [(say_date(night.day, today=today), night) for night in past]
    older = f"{more[0]}.{more[1]}" if more else ""
    context = {"lines": lines, "page": {"older": older}}
    return render(request, "journal/goals/date_list.html", context)


def _last_seen(text: str) -> Place | None:
    """Return day and goal of the last line of a page, as they stand in an address, or None."""
    day, _, pk = text.partition(".")
    try:
        return date.fromisoformat(day), UUID(pk)
    except ValueError:
        return None
