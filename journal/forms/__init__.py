"""Forms, by the same nouns as the models."""

from journal.forms.entries import EntryForm, QuickEntryForm
from journal.forms.experiments import ExperimentForm, LookBackForm
from journal.forms.goals import GoalForm, TickForm
from journal.forms.sliders import SliderAnswersForm, SliderQuestionsForm
from journal.forms.thanks import GratitudeNoteForm
from journal.forms.threads import STEP_FORMS, PlaceForm, ThreadForm
from journal.forms.worksheets import WorksheetForm

__all__ = [
    "STEP_FORMS",
    "EntryForm",
    "ExperimentForm",
    "GoalForm",
    "GratitudeNoteForm",
    "LookBackForm",
    "PlaceForm",
    "QuickEntryForm",
    "SliderAnswersForm",
    "SliderQuestionsForm",
    "ThreadForm",
    "TickForm",
    "WorksheetForm",
]
