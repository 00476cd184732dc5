"""What Today shows of what was written, in one question to the database."""

from dataclasses import dataclass
from datetime import date

from guide.marks import Marks, marks_in_traces
from journal import weeks
from journal.models import Entry, Experiment, GratitudeNote, OwnWord, ReminderChoices, Review
from journal.models.words import Words, remember_words
from journal.saying import LAST, TURNS, ThanksToday, thanks_today
from journal.weeks import WeekDay
from users.clock import Week
from users.models import Trace, User
from vault.together import together


@dataclass(frozen=True)
class Glance:
    """What is seen of a week, and what waits."""

    days: list[WeekDay]
    reviews: list[Review]
    words: Words
    marks: Marks
    experiment: Experiment | None  # the one whose day to look back came first
    thanks: ThanksToday
    reminders: ReminderChoices | None


def glance(user: User, week: Week, today: date, url: str) -> Glance:
    """Return what Today shows of this week, whose page has this address."""
    entries = Entry.objects.for_user(user).within(week.first_day, week.last_day, user.clock)
    thanks = GratitudeNote.objects.for_user(user)
    felt, reviews, words, traces, experiments, choices, *notes = together(
        entries.only_feelings(),
        Review.objects.for_user(user).near(week),
        OwnWord.objects.for_user(user),
        Trace.objects.for_user(user),
        Experiment.objects.for_user(user).due(today).for_today(),
        ReminderChoices.objects.for_user(user),
        thanks.planned_for(today).for_today(),
        thanks.waiting().for_today()[:TURNS],
        thanks.weighed().for_rule()[:LAST],
    )
    return Glance(
        words=remember_words(user.pk, words),
        days=weeks.strip(user, week, felt, url),
        reviews=reviews,
        marks=marks_in_traces(user, traces),
        reminders=choices[0] if choices else None,
        experiment=min(experiments, key=lambda one: (one.review_on, one.pk), default=None),
        thanks=thanks_today(user, today, *notes),
    )
