"""Experiments: plan one, look back at it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from guide import banks
from guide.safety import FEAR
from journal.models import Experiment, Thread
from journal.threads.experiment_forms import ExperimentForm, LookBackForm
from journal.threads.prefill import new_experiment
from journal.trash.views import delete
from users import drafts
from users.http import UserRequest, require_form_methods
from users.models import User


@require_form_methods
def experiment_create(request: UserRequest, pk: UUID) -> HttpResponse:
    """Plan the next experiment of a thread."""
    # Locked, so that two windows cannot begin two.
    threads = Thread.objects.for_user(request.user).select_for_update()
    thread = get_object_or_404(threads, pk=pk)
    form = drafts.open_form(ExperimentForm, request, new_experiment(request.user, thread))
    if request.method == "POST":
        return drafts.answer(request, form)
    context = {"form": form, "thread": thread} | _note(request.user)
    return render(request, "journal/threads/experiment_form.html", context)


@require_form_methods
def experiment_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Change the plan."""
    experiment = _experiment_or_404(request.user, pk)
    form = drafts.open_form(ExperimentForm, request, experiment)
    if request.method == "POST":
        return drafts.answer(request, form)
    context = {"form": form, "experiment": experiment} | _note(request.user)
    return render(request, "journal/threads/experiment_form.html", context)


@require_form_methods
def experiment_review(request: UserRequest, pk: UUID) -> HttpResponse:
    """Look back: keep, change or stop, and what was learned."""
    experiment = _experiment_or_404(request.user, pk)
    form = drafts.open_form(LookBackForm, request, experiment)
    if request.method == "POST":
        return drafts.answer(request, form)
    context = {"form": form, "experiment": experiment}
    return render(request, "journal/threads/experiment_review.html", context)


@require_form_methods
def experiment_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete."""
    experiment = _experiment_or_404(request.user, pk)
    if request.method == "POST":
        return delete(experiment, to=experiment)
    return render(request, "journal/threads/experiment_delete.html", {"experiment": experiment})


def _note(user: User) -> dict[str, Any]:
    """Return what stands above a plan: whether to try anything at all comes first."""
    return {"notes": [banks.notes()[FEAR]], "words": user.preferences.partner_words}


def _experiment_or_404(user: User, pk: UUID) -> Experiment:
    return get_object_or_404(Experiment.objects.for_user(user), pk=pk)
