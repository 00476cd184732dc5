"""Forms, by the same nouns as the models."""

from journal.forms.entries import EntryForm, QuickEntryForm
from journal.forms.goals import GoalForm, TickForm
from journal.forms.reviews import BasketsForm, CardForm, ReviewForm
from journal.forms.talks import AgreementForm, AgreementMarkForm, TalkForm, TalkLogForm
from journal.forms.thanks import GratitudeNoteForm
from journal.forms.worksheets import WorksheetForm

__all__ = [
    "AgreementForm",
    "AgreementMarkForm",
    "BasketsForm",
    "CardForm",
    "EntryForm",
    "GoalForm",
    "GratitudeNoteForm",
    "QuickEntryForm",
    "ReviewForm",
    "TalkForm",
    "TalkLogForm",
    "TickForm",
    "WorksheetForm",
]
