"""Emotion entries: three taps, the whole form, one page each."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from guide import banks, modes
from journal.entries.forms import AnotherFeelingForm, EntryForm, QuickEntryForm
from journal.entries.mode_form import ModeEntryForm
from journal.entries.pie import slices
from journal.entries.prefill import new_entry, question_in
from journal.models import Entry, GratitudeNote, Thread
from journal.models.words import Words
from journal.text import say_day
from journal.trash.views import delete
from users import drafts
from users.http import UserRequest, require_form_methods, require_post, require_safe, see_other
from users.models import Draft, User

MAX_THANKS = 3


@require_form_methods
def entry_quick(request: UserRequest) -> HttpResponse:
    """Family, word, strength: saved at the third tap."""
    form = drafts.open_form(QuickEntryForm, request, Entry())
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/entries/entry_quick.html", {"form": form} | taps(form.words))


def taps(words: Words) -> dict[str, Any]:
    """Return what the three taps choose from."""
    return {
        "families": words.by_family(),
        "own_words": words.offers_own,
        "strengths": banks.strengths(),
    }


@require_form_methods
def entry_create(request: UserRequest) -> HttpResponse:
    """Write a whole entry, or one in the mode that is named."""
    if "mode" in request.GET:
        return _in_a_mode(request)
    question = question_in(request.user, request.GET)
    form = drafts.open_form(EntryForm, request, new_entry(question))
    if request.method == "POST":
        return drafts.answer(request, form)
    context = {"form": form, "question": question, "modes": modes.modes().values()}
    return render(request, "journal/entries/entry_form.html", context)


def _in_a_mode(request: UserRequest) -> HttpResponse:
    mode = modes.mode(request.GET["mode"])
    if mode is None:
        raise Http404
    form = drafts.open_form(ModeEntryForm, request, Entry(mode=mode.slug), place=mode.url())
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/entries/entry_mode_form.html", _asking(form))


def _asking(form: ModeEntryForm) -> dict[str, Any]:
    notes = [banks.notes()[code] for code in form.mode.notes]
    return {"form": form, "mode": form.mode, "words": form.partner_words, "notes": notes}


@require_safe
def entry_detail(request: UserRequest, pk: UUID) -> HttpResponse:
    """Show one entry."""
    entry = _entry_or_404(request.user, pk)
    clock = request.user.clock
    context = {
        "entry": entry,
        "day": say_day(clock.day_of(entry.happened_at), today=clock.today()),
        "time": f"{clock.local(entry.happened_at):%H:%M}",
        "threads": Thread.objects.for_user(request.user).in_order().for_list().beside(entry),
        "slices": slices(entry.answers) if entry.way and entry.way.drawing else [],
        "words": request.user.preferences.partner_words,
        "friend": modes.mode("friend"),
    }
    if "saved" in request.GET and entry.was_hard and not entry.mode:
        context |= _after_a_hard_one(request.user)
    return render(request, "journal/entries/entry_detail.html", context)


def _after_a_hard_one(user: User) -> dict[str, Any]:
    """Return what is offered once a hard entry is saved: the view from outside, and thanks of one's own."""
    return {
        "offers_view": not user.preferences.quiet,
        "thanks": GratitudeNote.objects.for_user(user).some(MAX_THANKS),
    }


@require_form_methods
def entry_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Change one entry, in the form that it was written in."""
    entry = _entry_or_404(request.user, pk)
    form_class = ModeEntryForm if entry.way else EntryForm
    form = drafts.open_form(form_class, request, entry)
    if request.method == "POST":
        return drafts.answer(request, form)
    if isinstance(form, ModeEntryForm):
        context = _asking(form) | {"entry": entry}
        return render(request, "journal/entries/entry_mode_form.html", context)
    return render(request, "journal/entries/entry_form.html", {"form": form, "entry": entry})


@require_post
def entry_tear(request: UserRequest, pk: UUID) -> HttpResponse:
    """Tear a letter up: its words are gone, also those that were half written, and the moment stays."""
    entry = get_object_or_404(Entry.objects.for_user(request.user).select_for_update(), pk=pk)
    if not (entry.way and entry.way.tears):
        raise Http404
    entry.tear()
    place = reverse("journal:entry_update", args=[entry.pk])
    Draft.objects.for_user(request.user).at(place).delete()
    return see_other(entry)


def _entry_or_404(user: User, pk: UUID) -> Entry:
    entry = get_object_or_404(Entry.objects.for_user(user), pk=pk)
    entry.owner = user
    return entry


@require_form_methods
def entry_add_feeling(request: UserRequest, pk: UUID) -> HttpResponse:
    """Add another feeling to an entry, with a strength of its own, in three taps."""
    entry = get_object_or_404(Entry.objects.for_user(request.user), pk=pk)
    form = drafts.open_form(AnotherFeelingForm, request, entry)
    if request.method == "POST":
        return drafts.answer(request, form)
    context = {"form": form, "entry": entry} | taps(form.words)
    return render(request, "journal/entries/entry_add_feeling.html", context)


@require_form_methods
def entry_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete; the next page offers it back."""
    entry = get_object_or_404(Entry.objects.for_user(request.user), pk=pk)
    if request.method == "POST":
        return delete(entry, to="journal:timeline")
    return render(request, "journal/entries/entry_delete.html", {"entry": entry})
