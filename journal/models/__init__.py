"""Everything a person writes: private, sealed, behind row security."""

from journal.models.calendars import CalendarFeed
from journal.models.date_nights import DateNight
from journal.models.digests import KindDigest, WeekDigest, YearDigest
from journal.models.entries import Entry
from journal.models.experiments import Experiment
from journal.models.goals import Goal
from journal.models.gratitude_notes import GratitudeNote
from journal.models.reminders import Reminder, ReminderChoices
from journal.models.reviews import Review
from journal.models.sliders import SliderAnswers, SliderQuestions
from journal.models.summaries import Summary
from journal.models.talks import Agreement, Talk
from journal.models.threads import Thread, ThreadEntry
from journal.models.ticks import Tick
from journal.models.words import OwnWord
from journal.models.worksheets import Worksheet

__all__ = [
    "Agreement",
    "CalendarFeed",
    "DateNight",
    "Entry",
    "Experiment",
    "Goal",
    "GratitudeNote",
    "KindDigest",
    "OwnWord",
    "Reminder",
    "ReminderChoices",
    "Review",
    "SliderAnswers",
    "SliderQuestions",
    "Summary",
    "Talk",
    "Thread",
    "ThreadEntry",
    "Tick",
    "WeekDigest",
    "Worksheet",
    "YearDigest",
]
