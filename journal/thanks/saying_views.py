"""From a thank-you that was kept to one that was said: plan it, say it, tell how it landed, and each step back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from guide import banks
from journal.models import GratitudeNote
from journal.thanks import suggestions
from journal.thanks.forms import LandedForm, PlanForm
from users import drafts
from users.http import UserRequest, require_form_methods, require_post, see_other
from users.models import User


@require_form_methods
def note_plan(request: UserRequest, pk: UUID) -> HttpResponse:
    """Plan when to say it, and in which words."""
    note = _note_or_404(request.user, pk)
    suggestions.begin(note)
    form = drafts.open_form(PlanForm, request, note)
    if request.method == "POST":
        return drafts.answer(request, form)
    context = {"form": form, "note": note, "moments": banks.moments()}
    return render(request, "journal/thanks/note_plan.html", context)


@require_post
def note_unplan(request: UserRequest, pk: UUID) -> HttpResponse:
    """Only keep it after all."""
    note = _note_or_404(request.user, pk)
    note.unplan()
    return see_other(note)


@require_post
def note_say(request: UserRequest, pk: UUID) -> HttpResponse:
    """Mark a note as said aloud."""
    note = _note_or_404(request.user, pk)
    note.say()
    return see_other(note)


@require_post
def note_unsay(request: UserRequest, pk: UUID) -> HttpResponse:
    """Take the mark back."""
    note = _note_or_404(request.user, pk)
    note.unsay()
    return see_other(note)


@require_form_methods
def note_landed(request: UserRequest, pk: UUID) -> HttpResponse:
    """Tell how it landed."""
    note = _note_or_404(request.user, pk)
    form = drafts.open_form(LandedForm, request, note)
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/thanks/note_landed.html", {"form": form, "note": note})


@require_post
def note_suggest(request: UserRequest) -> HttpResponse:
    """Suggest saying thanks again: what landed badly so far no longer weighs."""
    GratitudeNote.objects.for_user(request.user).counted().update(counts_since=None)
    return see_other("journal:note_list")


def _note_or_404(user: User, pk: UUID) -> GratitudeNote:
    # Two clicks that come at once take turns: each step depends on the one before.
    return get_object_or_404(GratitudeNote.objects.for_user(user).select_for_update(), pk=pk)
