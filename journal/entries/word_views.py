"""A person's own feelings and triggers."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from journal.entries.word_forms import OwnWordForm
from journal.models import OwnWord
from journal.models.words import words_of
from users import drafts
from users.http import UserRequest, require_form_methods, require_safe

KIND_BY_ADDRESS = {"feelings": OwnWord.Kind.FEELING, "triggers": OwnWord.Kind.TRIGGER}


@require_safe
def word_list(request: UserRequest) -> HttpResponse:
    """Show the person's own words."""
    words = words_of(request.user.pk)
    own = words.own.values()
    felt = [(row, words.feeling(row.ref)) for row in own if row.kind == OwnWord.Kind.FEELING]
    triggers = [(row, words.trigger(row.ref)) for row in own if row.kind == OwnWord.Kind.TRIGGER]
    context = {
        "feelings": [(row, feeling.family_slug, feeling.word) for row, feeling in felt if feeling],
        "triggers": [(row, "", trigger.label) for row, trigger in triggers if trigger],
    }
    return render(request, "journal/entries/word_list.html", context)


@require_form_methods
def word_create(request: UserRequest, kind: str) -> HttpResponse:
    """Add a feeling or a trigger."""
    if kind not in KIND_BY_ADDRESS:
        raise Http404
    word = OwnWord(kind=KIND_BY_ADDRESS[kind])
    form = drafts.open_form(OwnWordForm, request, word)
    if request.method == "POST":
        return drafts.answer(request, form, to="journal:word_list")
    return render(
        request,
        "journal/entries/word_form.html",
        {"form": form, "heading": word.Kind(word.kind).label},
    )


@require_form_methods
def word_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Rename a word, hide it, count it as another, or take that back."""
    word = get_object_or_404(OwnWord.objects.for_user(request.user), pk=pk)
    form = drafts.open_form(OwnWordForm, request, word)
    if request.method == "POST":
        return drafts.answer(request, form, to="journal:word_list")
    return render(
        request, "journal/entries/word_form.html", {"form": form, "heading": "Change this word"}
    )
