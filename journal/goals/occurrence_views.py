"""One turn of a goal: what became of it, a note, another day for it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from journal.goals.tick_forms import MoveForm, OccurrenceForm
from journal.goals.views import goal_of
from journal.models import DateNight, Goal, Tick
from journal.text import say_date
from users import drafts
from users.http import UserRequest, require_form_methods, require_post, require_safe, see_other

# Where a tick leads back to; without a name, to the goal's own page.
BACK = {"": "", "today": "journal:today", "goals": "journal:goal_list"}


def address_of_day(goal: Goal, day: date) -> str:
    """Return the address of a goal's turn on this day."""
    return reverse("journal:occurrence_detail", args=[goal.pk, day])


def can_tick(request: UserRequest, goal: Goal, day: date) -> bool:
    """Return whether a goal has come round on this day."""
    return day <= request.user.clock.today() and goal.repeat.falls_on(day)


def _near(goal: Goal, day: date, today: date) -> list[tuple[str, date]]:
    """Return the turns around a day, each in words and as a day."""
    near = goal.repeat.last(2, until=min(day, today)) + goal.repeat.next(1, since=day)
    return [(say_date(turn, today=today), turn) for turn in near]


def _night(request: UserRequest, goal: Goal, day: date) -> DateNight | None:
    return DateNight.objects.at(request.user, goal, day) if goal.date_night else None


@require_form_methods
def occurrence_detail(request: UserRequest, pk: UUID, day: date) -> HttpResponse:
    """Say what became of one turn, with a note; where there is no turn, say so."""
    goal = goal_of(request, pk)
    today = request.user.clock.today()
    context = {
        "goal": goal,
        "day": day,
        "date": say_date(day, today=today),
        "is_turn": goal.repeat.falls_on(day),
        "night": _night(request, goal, day),
    }
    if not can_tick(request, goal, day):
        context["near"] = _near(goal, day, today)
        return render(request, "journal/goals/occurrence_detail.html", context)
    tick = Tick.objects.at(request.user, goal, day, request.user.clock)
    form = drafts.open_form(OccurrenceForm, request, tick)
    if request.method == "POST":
        return drafts.answer(request, form, to=goal.get_absolute_url())
    context |= {"form": form, "tick": None if tick._state.adding else tick}
    return render(request, "journal/goals/occurrence_detail.html", context)


@require_safe
def occurrence_find(request: UserRequest, pk: UUID) -> HttpResponse:
    """Go to the turn on a day that was chosen."""
    goal = get_object_or_404(Goal.objects.for_user(request.user), pk=pk)
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return see_other(goal)
    return see_other(address_of_day(goal, day))


@require_post
def goal_tick(request: UserRequest, pk: UUID, day: date) -> HttpResponse:
    """Say what became of a goal on a day that has come round."""
    goal = goal_of(request, pk)
    state, back = (request.POST.get(name, "") for name in ("state", "back"))
    is_known = state in Tick.State.values and back in BACK
    if not is_known or not can_tick(request, goal, day):
        return see_other(address_of_day(goal, day))
    Tick.objects.set_state(request.user, goal, day, state, request.user.clock)
    return _page_after(request, goal)


@require_post
def goal_untick(request: UserRequest, pk: UUID, day: date) -> HttpResponse:
    """Take a tick back."""
    goal = goal_of(request, pk)
    Tick.objects.for_user(request.user).of_day(goal, day).delete()
    return _page_after(request, goal)


def _page_after(request: UserRequest, goal: Goal) -> HttpResponse:
    """Go back to the page that was named, else to the goal's own."""
    return see_other(BACK.get(request.POST.get("back", "")) or goal)


@require_form_methods
def occurrence_move(request: UserRequest, pk: UUID, day: date) -> HttpResponse:
    """Move one turn to another day; the others stay where they are."""
    goal = goal_of(request, pk)
    if goal.repeat.has_no_fixed_days or not goal.repeat.falls_on(day):
        return see_other(address_of_day(goal, day))
    form = drafts.open_form(MoveForm, request, goal)
    form.day = day
    if request.method == "POST":
        if form.is_valid():
            to = say_date(form.cleaned_data["to"], today=request.user.clock.today())
            messages.success(request, f"Moved to {to}.")
        return drafts.answer(request, form)
    context = {"form": form, "goal": goal, "day": day, "date": say_date(day, today=day)}
    return render(request, "journal/goals/occurrence_move.html", context)
