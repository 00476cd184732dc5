"""Acts that change several models."""

from django.db import transaction

from guide.decks import DateIdea
from journal.models import GratitudeNote
from journal.thanks.prefill import new_note
from users.models import GuideMark, MarkKind, MarkTarget, User


@transaction.atomic
def did_idea(user: User, idea: DateIdea) -> GratitudeNote | None:
    """Mark an idea as done and write its line in the journal; once a day, however often it is pressed."""
    clock = user.clock
    before = GuideMark.objects.add_mark(user, MarkTarget.IDEA, idea.code, MarkKind.DONE)
    if before and clock.day_of(before) == clock.today():
        return None
    note = new_note({"idea": idea.code})
    note.owner = user
    note.version += 1
    note.save()
    return note
