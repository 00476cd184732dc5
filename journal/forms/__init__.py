"""Forms, by the same nouns as the models."""

from journal.forms.dates import DateAnswersForm, DatePlanForm
from journal.forms.entries import EntryForm, QuickEntryForm
from journal.forms.goals import GoalForm
from journal.forms.thanks import GratitudeNoteForm
from journal.forms.ticks import MoveForm, OccurrenceForm, TickForm
from journal.forms.worksheets import WorksheetForm

__all__ = [
    "DateAnswersForm",
    "DatePlanForm",
    "EntryForm",
    "GoalForm",
    "GratitudeNoteForm",
    "MoveForm",
    "OccurrenceForm",
    "QuickEntryForm",
    "TickForm",
    "WorksheetForm",
]
