"""Gratitude notes: write, read, change, delete; and a jar that hands one back."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from journal.models import GratitudeNote
from journal.text import say_day
from journal.thanks import prompts, suggestions
from journal.thanks.forms import GratitudeNoteForm
from journal.thanks.prefill import new_note
from journal.timeline.page import Cursor, page_of
from journal.trash.views import delete
from users import drafts
from users.http import SeeOther, UserRequest, require_form_methods, require_post, require_safe
from users.models import Draft, User

SHOW_AGAIN_AFTER = timedelta(weeks=2)
SLOTS = ("what_they_did", "what_it_did", "what_it_says")


@require_safe
def note_list(request: UserRequest) -> HttpResponse:
    """Show the notes, newest first."""
    page = page_of(request.user, ("note",), Cursor.read(request.GET.get("before", "")))
    return render(request, "journal/thanks/note_list.html", {"page": page})


@require_form_methods
def note_create(request: UserRequest) -> HttpResponse:
    """Write a note; a prompt of the day helps to begin, one about what is asked for."""
    form = drafts.open_form(GratitudeNoteForm, request, new_note(request.GET))
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/thanks/note_form.html", {"form": form} | _prompting(request))


def _prompting(request: UserRequest) -> dict[str, str]:
    """Return the prompt in the person's own words, and the code of the one that comes next."""
    of_today = prompts.prompt_of(request.user.clock.today(), request.GET.get("about", ""))
    prompt = prompts.chosen(request.GET.get("prompt", ""), of_today)
    if prompt is None:
        return {"next_prompt": of_today.code}
    filled = request.user.preferences.partner_words.fill(prompt.text)
    return {"prompt": filled, "next_prompt": prompts.another(prompt).code}


@require_post
def note_prompt(request: UserRequest) -> HttpResponse:
    """Show another prompt, or none; what was typed so far comes along as a draft."""
    if any(request.POST.get(name, "").strip() for name in SLOTS):
        drafts.save_draft(request, reason=Draft.Reason.TYPED)
    drafts.mark_answered(request)
    prompt = prompts.prompt_named(request.POST.get("prompt", ""))
    code = prompt.code if prompt else prompts.NONE
    return SeeOther(f"{reverse('journal:note_create')}?prompt={code}")


@require_safe
def note_jar(request: UserRequest) -> HttpResponse:
    """Hand back one that was kept a while ago, any of them; looking changes nothing."""
    notes = GratitudeNote.objects.for_user(request.user)
    by_chance = notes.two_by_chance(timezone.now() - SHOW_AGAIN_AFTER, _id_in(request.GET))
    note, *more = [*by_chance] or [None]
    context = {"note": note, "is_only": not more} | _said_of(request.user, note)
    return render(request, "journal/thanks/note_jar.html", context)


@require_safe
def note_detail(request: UserRequest, pk: UUID) -> HttpResponse:
    """Show one note."""
    note = get_object_or_404(GratitudeNote.objects.for_user(request.user), pk=pk)
    suggestion = suggestions.suggestion(request.user, note)
    context = {"note": note, "suggestion": suggestion} | _said_of(request.user, note)
    return render(request, "journal/thanks/note_detail.html", context)


def _said_of(user: User, note: GratitudeNote | None) -> dict[str, str]:
    """Return the days of a note in words: when it was written, and when it is meant to be said."""
    if note is None:
        return {}
    clock = user.clock
    today = clock.today()
    say_on = say_day(note.say_on, today=today) if note.say_on else ""
    return {"day": say_day(clock.day_of(note.happened_at), today=today), "say_on": say_on}


def _id_in(query: Mapping[str, str]) -> UUID | None:
    """Return the id of the note that was handed out last, if one is named."""
    with suppress(ValueError):
        return UUID(query.get("not", ""))
    return None


@require_form_methods
def note_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Change one note."""
    note = get_object_or_404(GratitudeNote.objects.for_user(request.user), pk=pk)
    form = drafts.open_form(GratitudeNoteForm, request, note)
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/thanks/note_form.html", {"form": form, "note": note})


@require_form_methods
def note_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete; the next page offers it back."""
    note = get_object_or_404(GratitudeNote.objects.for_user(request.user), pk=pk)
    if request.method == "POST":
        return delete(note, to="journal:note_list")
    return render(request, "journal/thanks/note_delete.html", {"note": note})
