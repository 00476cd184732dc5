"""Forms, by the same nouns as the models."""

from journal.forms.calendars import CalendarFeedForm
from journal.forms.dates import DateAnswersForm, DatePlanForm
from journal.forms.entries import AnotherFeelingForm, EntryForm, QuickEntryForm
from journal.forms.experiments import ExperimentForm, LookBackForm
from journal.forms.goals import GoalForm
from journal.forms.modes import ModeEntryForm
from journal.forms.reminders import ReminderChoicesForm
from journal.forms.reviews import BasketsForm, CardForm, ReviewForm
from journal.forms.search import SearchForm
from journal.forms.sliders import SliderAnswersForm, SliderQuestionsForm
from journal.forms.summaries import SummaryForm, SummaryLinesForm
from journal.forms.talks import AgreementForm, AgreementMarkForm, TalkForm, TalkLogForm
from journal.forms.thanks import GratitudeNoteForm, LandedForm, PlanForm
from journal.forms.threads import STEP_FORMS, PlaceForm, ThreadForm
from journal.forms.ticks import MoveForm, OccurrenceForm
from journal.forms.words import OwnWordForm
from journal.forms.worksheets import WorksheetForm

__all__ = [
    "STEP_FORMS",
    "AgreementForm",
    "AgreementMarkForm",
    "AnotherFeelingForm",
    "BasketsForm",
    "CalendarFeedForm",
    "CardForm",
    "DateAnswersForm",
    "DatePlanForm",
    "EntryForm",
    "ExperimentForm",
    "GoalForm",
    "GratitudeNoteForm",
    "LandedForm",
    "LookBackForm",
    "ModeEntryForm",
    "MoveForm",
    "OccurrenceForm",
    "OwnWordForm",
    "PlaceForm",
    "PlanForm",
    "QuickEntryForm",
    "ReminderChoicesForm",
    "ReviewForm",
    "SearchForm",
    "SliderAnswersForm",
    "SliderQuestionsForm",
    "SummaryForm",
    "SummaryLinesForm",
    "TalkForm",
    "TalkLogForm",
    "ThreadForm",
    "WorksheetForm",
]
