"""Forms, by the same nouns as the models."""

from journal.forms.entries import EntryForm, QuickEntryForm
from journal.forms.goals import GoalForm, TickForm
from journal.forms.reviews import BasketsForm, CardForm, ReviewForm
from journal.forms.thanks import GratitudeNoteForm
from journal.forms.worksheets import WorksheetForm

__all__ = [
    "BasketsForm",
    "CardForm",
    "EntryForm",
    "GoalForm",
    "GratitudeNoteForm",
    "QuickEntryForm",
    "ReviewForm",
    "TickForm",
    "WorksheetForm",
]
