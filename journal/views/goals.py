"""Goals: make one, see when it comes round, tick it off."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from guide import banks, safety
from journal.beginnings import new_goal, sheet_in
from journal.forms import GoalForm
from journal.models import Goal
from journal.progress import full_progress_of, progress_of
from users import drafts
from users.http import UserRequest, require_form_methods, require_post, require_safe, see_other
from users.locks import ask_for_password


@require_safe
def goal_list(request: UserRequest) -> HttpResponse:
    """Show the goals with their last marks."""
    goals = progress_of(request.user, Goal.objects.for_user(request.user).in_order())
    return render(request, "journal/goal_list.html", {"goals": goals})


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
    context = {"form": form, "templates": () if request.GET else offered[:6]}
    return render(request, "journal/goal_form.html", context)


@require_safe
def goal_detail(request: UserRequest, pk: UUID) -> HttpResponse:
    """Show one goal: its steps, its next turns, its last marks."""
    goal = get_object_or_404(Goal.objects.for_user(request.user), pk=pk)
    progress = full_progress_of(request.user, goal)
    return render(request, "journal/goal_detail.html", {"goal": goal, "progress": progress})


@require_form_methods
def goal_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Change one goal."""
    goal = get_object_or_404(Goal.objects.for_user(request.user), pk=pk)
    form = drafts.open_form(GoalForm, request, goal)
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/goal_form.html", {"form": form, "goal": goal})


@require_form_methods
def goal_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete the goal and its ticks."""
    goal = get_object_or_404(Goal.objects.for_user(request.user), pk=pk)
    if request.method == "POST":
        goal.delete()
        messages.success(request, "Deleted.")
        return see_other(reverse("journal:goal_list"))
    return render(request, "journal/goal_delete.html", {"goal": goal})


@require_post
def step_tick(request: UserRequest, pk: UUID, step: int) -> HttpResponse:
    """Tick a step of a goal, or take its tick back."""
    goal = get_object_or_404(Goal.objects.for_user(request.user).select_for_update(), pk=pk)
    if not goal.toggle_step(step):
        raise Http404
    return see_other(goal)
