"""Gratitude notes."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from guide import banks
from journal.beginnings import new_note
from journal.forms import GratitudeNoteForm
from journal.models import GratitudeNote
from journal.timeline import Cursor, page_of
from journal.views.deleted import delete
from journal.wording import say_day
from users import drafts
from users.http import UserRequest, require_form_methods, require_post, require_safe, see_other


@require_safe
def note_list(request: UserRequest) -> HttpResponse:
    """Show the notes, newest first."""
    page = page_of(request.user, ["note"], Cursor.read(request.GET.get("before", "")))
    return render(request, "journal/note_list.html", {"page": page})


@require_form_methods
def note_create(request: UserRequest) -> HttpResponse:
    """Write a note; a prompt of the day helps to begin, one about what is asked for."""
    form = drafts.open_form(GratitudeNoteForm, request, new_note(request.GET))
    if request.method == "POST":
        return drafts.answer(request, form)
    asked = request.GET.get("about", "")
    prompts = [one for one in banks.prompts() if one.about == asked] or banks.prompts()
    prompt = prompts[request.user.clock.today().toordinal() % len(prompts)].text
    filled = request.user.preferences.partner_words.fill(prompt)
    return render(request, "journal/note_form.html", {"form": form, "prompt": filled})


@require_safe
def note_detail(request: UserRequest, pk: UUID) -> HttpResponse:
    """Show one note."""
    note = get_object_or_404(GratitudeNote.objects.for_user(request.user), pk=pk)
    clock = request.user.clock
    day = say_day(clock.day_of(note.happened_at), today=clock.today())
    return render(request, "journal/note_detail.html", {"note": note, "day": day})


@require_form_methods
def note_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Change one note."""
    note = get_object_or_404(GratitudeNote.objects.for_user(request.user), pk=pk)
    form = drafts.open_form(GratitudeNoteForm, request, note)
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/note_form.html", {"form": form, "note": note})


@require_form_methods
def note_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete; the next page offers it back."""
    note = get_object_or_404(GratitudeNote.objects.for_user(request.user), pk=pk)
    if request.method == "POST":
        return delete(note, to="journal:note_list")
    return render(request, "journal/note_delete.html", {"note": note})


@require_post
def note_say(request: UserRequest, pk: UUID) -> HttpResponse:
    """Mark a note as said aloud."""
    note = get_object_or_404(GratitudeNote.objects.for_user(request.user), pk=pk)
    note.say()
    return see_other(note)


@require_post
def note_unsay(request: UserRequest, pk: UUID) -> HttpResponse:
    """Take the mark back."""
    note = get_object_or_404(GratitudeNote.objects.for_user(request.user), pk=pk)
    note.unsay()
    return see_other(note)
