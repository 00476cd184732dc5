"""Goals: make one, see how it goes, let it rest, look back."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from guide import banks, safety
from journal.goals.board import board_of
from journal.goals.forms import GoalForm
from journal.goals.prefill import new_goal, next_evenings, sheet_in
from journal.goals.progress import full_progress_of
from journal.models import Goal, GratitudeNote, Tick
from journal.text import say_date
from journal.trash.views import delete
from users import drafts
from users.http import UserRequest, require_form_methods, require_post, require_safe, see_other
from users.locks import ask_for_password

A_FEW = 2  # goals at a time are easier to keep than three
UNTIL_THE_NEXT_LOOK = timedelta(weeks=4)


def goal_of(request: UserRequest, pk: UUID) -> Goal:
    """Return a goal of this user's; whoever writes about it has it alone until the answer is sent."""
    goals = Goal.objects.for_user(request.user)
    if request.method == "POST":
        goals = goals.select_for_update()
    return get_object_or_404(goals, pk=pk)


@require_safe
def goal_list(request: UserRequest) -> HttpResponse:
    """Show the goals: now, coming, paused, done."""
    return render(request, "journal/goals/goal_list.html", {"board": board_of(request.user)})


@require_form_methods
def goal_create(request: UserRequest) -> HttpResponse:
    """Make a goal, from nothing, from what the guide offers or from a worksheet's own words."""
    sheet = sheet_in(request.user, request.GET)
    if sheet and sheet.locked and request.method != "POST":
        ask_for_password(request)
    form = drafts.open_form(GoalForm, request, new_goal(request.user, request.GET, sheet))
    if request.method == "POST":
        return drafts.answer(request, form)
    offered = safety.goals(banks.goal_templates(), quiet=request.user.preferences.quiet)
    going = list(Goal.objects.for_user(request.user).active())
    idea = request.GET.get("idea", "")
    context = {
        "form": form,
        "templates": () if request.GET else offered,
        "is_one_more": len(going) >= A_FEW,
        "idea": idea,
        "evenings": next_evenings(request.user, going) if idea else [],
    }
    return render(request, "journal/goals/goal_form.html", context)


@require_safe
def goal_detail(request: UserRequest, pk: UUID) -> HttpResponse:
    """Show one goal: its steps, its next turns, its last marks."""
    goal = goal_of(request, pk)
    progress = full_progress_of(request.user, goal)
    return render(request, "journal/goals/goal_detail.html", {"goal": goal, "progress": progress})


@require_form_methods
def goal_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Change one goal; after a look back, the next one is proposed."""
    goal = goal_of(request, pk)
    if "looked" in request.GET and goal.review_day:
        goal.review_day = max(goal.review_day, _next_look(request))
    form = drafts.open_form(GoalForm, request, goal)
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/goals/goal_form.html", {"form": form, "goal": goal})


@require_form_methods
def goal_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete the goal and its ticks; the next page offers it back."""
    goal = goal_of(request, pk)
    if request.method == "POST":
        return delete(goal, to="journal:goal_list")
    return render(request, "journal/goals/goal_delete.html", {"goal": goal})


@require_post
def goal_pause(request: UserRequest, pk: UUID) -> HttpResponse:
    """Let a goal rest, from tomorrow on if today is ticked already."""
    goal = goal_of(request, pk)
    today = request.user.clock.today()
    is_ticked = Tick.objects.for_user(request.user).of_day(goal, today).exists()
    goal.pause(today + timedelta(days=is_ticked))
    return see_other(goal)


@require_post
def goal_resume(request: UserRequest, pk: UUID) -> HttpResponse:
    """Go on with a goal that rested, or that was done."""
    goal = goal_of(request, pk)
    goal.resume(request.user.clock.today())
    return see_other(goal)


@require_post
def goal_finish(request: UserRequest, pk: UUID) -> HttpResponse:
    """Say that a goal is done."""
    goal = goal_of(request, pk)
    goal.finish(request.user.clock.today())
    return see_other(goal)


@require_safe
def goal_review(request: UserRequest, pk: UUID) -> HttpResponse:
    """Look back: then and now, and keep, change or stop."""
    goal = goal_of(request, pk)
    progress = full_progress_of(request.user, goal)
    return render(request, "journal/goals/goal_review.html", {"goal": goal, "progress": progress})


@require_post
def goal_keep(request: UserRequest, pk: UUID) -> HttpResponse:
    """Keep a goal as it is, and look back again in some weeks."""
    goal = goal_of(request, pk)
    again = _next_look(request)
    goal.keep(again)
    day_in_words = say_date(again, today=request.user.clock.today())
    messages.success(request, f"Kept. Look back again on {day_in_words}.")
    return see_other(goal)


def _next_look(request: UserRequest) -> date:
    return request.user.clock.today() + UNTIL_THE_NEXT_LOOK


@require_post
def goal_win(request: UserRequest, pk: UUID) -> HttpResponse:
    """Keep what was reached among the thanks; asked twice, it is kept once."""
    goal = goal_of(request, pk)
    return see_other(GratitudeNote.objects.win_of(request.user, goal))


@require_post
def step_tick(request: UserRequest, pk: UUID, step: int) -> HttpResponse:
    """Tick a step of a goal, or take its tick back."""
    goal = goal_of(request, pk)
    if not goal.toggle_step(step):
        raise Http404
    return see_other(goal)


@require_post
def step_shift(request: UserRequest, pk: UUID, step: int, by: int) -> HttpResponse:
    """Move a step up or down."""
    goal = goal_of(request, pk)
    if not goal.shift_step(step, by):
        raise Http404
    return see_other(goal)
