"""Emotion entries: three taps, the whole form, one page each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from guide import banks
from journal.beginnings import new_entry, question_in
from journal.forms import AnotherFeelingForm, EntryForm, QuickEntryForm
from journal.models import Entry, Thread
from journal.wording import say_day
from users import drafts
from users.http import UserRequest, require_form_methods, require_safe, see_other


@require_form_methods
def entry_quick(request: UserRequest) -> HttpResponse:
    """Family, word, strength: saved at the third tap."""
    form = drafts.open_form(QuickEntryForm, request, Entry())
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/entry_quick.html", _taps(form))


def _taps(form: QuickEntryForm) -> dict[str, Any]:
    return {
        "form": form,
        "families": form.words.families(),
        "own_words": form.words.offers_own,
        "strengths": banks.strengths(),
    }


@require_form_methods
def entry_create(request: UserRequest) -> HttpResponse:
    """Write a whole entry."""
    question = question_in(request.user, request.GET)
    form = drafts.open_form(EntryForm, request, new_entry(question))
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/entry_form.html", {"form": form, "question": question})


@require_safe
def entry_detail(request: UserRequest, pk: UUID) -> HttpResponse:
    """Show one entry."""
    entry = get_object_or_404(Entry.objects.for_user(request.user), pk=pk)
    clock = request.user.clock
    context = {
        "entry": entry,
        "day": say_day(clock.day_of(entry.happened_at), today=clock.today()),
        "time": clock.local(entry.happened_at),
        "threads": Thread.objects.for_user(request.user).in_order().for_list().beside(entry),
    }
    return render(request, "journal/entry_detail.html", context)


@require_form_methods
def entry_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Change one entry."""
    entry = get_object_or_404(Entry.objects.for_user(request.user), pk=pk)
    form = drafts.open_form(EntryForm, request, entry)
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/entry_form.html", {"form": form, "entry": entry})


@require_form_methods
def entry_add_feeling(request: UserRequest, pk: UUID) -> HttpResponse:
    """Add another feeling to an entry, with a strength of its own, in three taps."""
    entry = get_object_or_404(Entry.objects.for_user(request.user), pk=pk)
    form = drafts.open_form(AnotherFeelingForm, request, entry)
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/entry_add_feeling.html", _taps(form) | {"entry": entry})


@require_form_methods
def entry_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete."""
    entry = get_object_or_404(Entry.objects.for_user(request.user), pk=pk)
    if request.method == "POST":
        entry.delete()
        messages.success(request, "Deleted.")
        return see_other(reverse("journal:timeline"))
    return render(request, "journal/entry_delete.html", {"entry": entry})
