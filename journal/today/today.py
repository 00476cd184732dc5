"""What Today shows of what was written, in one question to the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from guide.marks import Marks, marks_in_traces
from journal.goals.progress import Progress
from journal.models import Entry, Experiment, Goal, GratitudeNote, OwnWord, ReminderChoices, Review
from journal.models.words import Words, remember_words
from journal.reminders.done import Deeds
from journal.thanks.suggestions import LAST, TURNS, ThanksToday, thanks_today
from journal.weeks.week import END, START, THIS, WeekDay, strip, values_of
from users.clock import Week
from users.models import Trace, User
from vault.statements import ANYBODY, stand_in
from vault.together import Together


@dataclass(frozen=True)
class Glance:
    """What is seen of a week, and what waits."""

    days: list[WeekDay]
    reviews: list[Review]
    words: Words
    marks: Marks
    goals: list[Goal]  # that are going on, the newest first
    experiments: list[Experiment]  # whose day to look back has come
    thanks: ThanksToday
    reminders: ReminderChoices | None

    @property
    def experiment(self) -> Experiment | None:
        """Return the experiment whose day to look back came first."""
        return min(self.experiments, key=lambda one: (one.review_on, one.pk), default=None)

    def deeds(self, goals: Iterable[Progress]) -> Deeds:
        """Return what has been done already, as far as Today shows it."""
        return Deeds(
            entries=frozenset(one.date for one in self.days if one.entries),
            weeks=frozenset(one.week for one in self.reviews if one.is_closed),
            turns=frozenset((one.goal.pk, day) for one in goals for day in one.settled_days),
        )


TODAY = stand_in(date(1, 1, 3))


@cache
def _seen() -> Together:
    return Together(
        Entry.objects.for_user(ANYBODY).between(START, END).only_feelings(),
        Review.objects.for_user(ANYBODY).near(THIS),
        OwnWord.objects.for_user(ANYBODY),
        Trace.objects.for_user(ANYBODY),
        Experiment.objects.for_user(ANYBODY).due(TODAY).for_today(),
        Goal.objects.for_user(ANYBODY).active().for_today(),
        ReminderChoices.objects.for_user(ANYBODY),
        GratitudeNote.objects.for_user(ANYBODY).planned_for(TODAY).for_today(),
        GratitudeNote.objects.for_user(ANYBODY).waiting().for_today()[:TURNS],
        GratitudeNote.objects.for_user(ANYBODY).weighed().for_rule()[:LAST],
    )


def glance(user: User, week: Week, today: date, url: str) -> Glance:
    """Return what Today shows of this week, whose page has this address; one query."""
    values = values_of(user, week) | {TODAY: today}
    felt, reviews, words, traces, experiments, goals, choices, *notes = _seen().rows(values)
    return Glance(
        words=remember_words(user.pk, words),
        days=strip(user, week, felt, url),
        reviews=reviews,
        marks=marks_in_traces(user, traces),
        reminders=choices[0] if choices else None,
        experiments=experiments,
        goals=sorted(goals, key=lambda one: (one.created_at, one.pk), reverse=True),
        thanks=thanks_today(user, today, *notes),
    )
