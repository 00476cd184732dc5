"""Forms, by the same nouns as the models."""

from journal.forms.entries import AnotherFeelingForm, EntryForm, QuickEntryForm
from journal.forms.goals import GoalForm, TickForm
from journal.forms.modes import ModeEntryForm
from journal.forms.thanks import GratitudeNoteForm
from journal.forms.words import OwnWordForm
from journal.forms.worksheets import WorksheetForm

__all__ = [
    "AnotherFeelingForm",
    "EntryForm",
    "GoalForm",
    "GratitudeNoteForm",
    "ModeEntryForm",
    "OwnWordForm",
    "QuickEntryForm",
    "TickForm",
    "WorksheetForm",
]
