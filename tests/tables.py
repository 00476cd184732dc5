"""Every table of the site, declared: whose rows it holds, and what of them stands in clear."""

from django.apps import apps
from django.db import models

from journal.digests import weeks
from tests.factories import (
    AgreementFactory,
    CalendarFeedFactory,
    DateNightFactory,
    EntryFactory,
    ExperimentFactory,
    GratitudeNoteFactory,
    GuideMarkFactory,
    OwnWordFactory,
    ReminderChoicesFactory,
    ReminderFactory,
    ReviewFactory,
    SliderAnswersFactory,
    SliderQuestionsFactory,
    SummaryFactory,
    TalkFactory,
    ThreadEntryFactory,
    TickFactory,
    WorksheetFactory,
)
from users.models import Draft, User

# The rows of one person, behind both walls.
PRIVATE = {
    "journal.Agreement",
    "journal.CalendarFeed",
    "journal.DateNight",
    "journal.Entry",
    "journal.Experiment",
    "journal.Goal",
    "journal.GratitudeNote",
    "journal.KindDigest",
    "journal.SliderAnswers",
    "journal.SliderQuestions",
    "journal.Summary",
    "journal.Thread",
    "journal.ThreadEntry",
    "journal.Reminder",
    "journal.ReminderChoices",
    "journal.Review",
    "journal.OwnWord",
    "journal.Talk",
    "journal.Tick",
    "journal.WeekDigest",
    "journal.Worksheet",
    "journal.YearDigest",
    "users.Draft",
    "users.Preferences",
    "users.GuideMark",
    "vault.UserKey",
}
# What a sign-in needs before anybody is signed in.
ACCOUNTS = {"users.User", "account.EmailAddress"}

PRIVATE_TABLES = sorted(apps.get_model(label)._meta.db_table for label in PRIVATE)

# What may stand in clear: whose it is, when it was, how it hangs together. Never what was typed or chosen.
CLEAR_TYPES = (models.UUIDField, models.ForeignKey, models.DateTimeField, models.DateField)
CLEAR_COLUMNS = {
    "journal.CalendarFeed.digest",  # of the token in its address
    "journal.Goal.state",  # active, paused or done
    "journal.GratitudeNote.state",  # kept, planned or said
    "journal.KindDigest.kind",  # the table that its rows stand in
    "journal.OwnWord.kind",  # a feeling or a trigger
    "journal.Reminder.kind",  # a time of day was chosen for this kind, and has come
    "journal.Reminder.state",  # waiting, sent, shared or left
    "users.Draft.place",  # the address of its form
    "users.Draft.reason",  # why it could not be saved
    "vault.UserKey.master_key",  # the name of the key that wraps it
    "vault.UserKey.wrapped",  # the key itself, encrypted
}
# Indexes by time, of rows that wait: the worker finds among everybody's those whose time has come.
BY_TIME = {"reminder_choices_by_time": "next_at"}
OURS = {"journal", "users", "vault"}


def of_somebody(model: type[models.Model]) -> bool:
    """Return whether the rows of this model say something about one person."""
    points = any(field.related_model is User for field in model._meta.concrete_fields)
    return points or model._meta.app_label in OURS


def found() -> set[str]:
    """Return the labels of all models that say something about one person."""
    return {model._meta.label for model in apps.get_models() if of_somebody(model)}


def one_of_each(owner: User) -> None:
    """Write a row of every private model for this user, who has a key and preferences already.

    The digests of the weeks come by themselves, those of the years and of goals when somebody looks.
    """
    entry = EntryFactory(owner=owner)
    GratitudeNoteFactory(owner=owner)
    lies = ThreadEntryFactory(owner=owner, entry=entry)
    ExperimentFactory(owner=owner, thread=lies.thread)
    SliderQuestionsFactory(owner=owner)
    SliderAnswersFactory(owner=owner)
    TickFactory(owner=owner)
    ReviewFactory(owner=owner)
    TalkFactory(owner=owner)
    AgreementFactory(owner=owner)
    CalendarFeedFactory(owner=owner)
    DateNightFactory(owner=owner)
    SummaryFactory(owner=owner)
    WorksheetFactory(owner=owner)
    OwnWordFactory(owner=owner)
    ReminderChoicesFactory(owner=owner)
    ReminderFactory(owner=owner)
    weeks.years(owner)
    GuideMarkFactory(owner=owner)
    Draft.objects.write(owner, "/goals/new/", {"title": ["Half a walk"]}, Draft.Reason.INVALID)


def private_models() -> list[type[models.Model]]:
    """Return the private models."""
    return [apps.get_model(label) for label in sorted(PRIVATE)]
