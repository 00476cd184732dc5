"""When reminders fall due, from what a person chose and what their days hold. Pure reckoning: no query, no mail."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from uuid import UUID

from journal.models.goals import Goal
from journal.models.reminders import ReminderChoices, ReminderKind
from journal.recurrence.rules import WEEKDAYS
from journal.text import say_day
from users.clock import Clock

ONE_DAY = timedelta(days=1)
# Chosen days of the week come round within a week; clocks that change may move one over midnight.
DAYS_TO_CHECK = 9
FROM_THE_AGENDA = {ReminderKind.GOALS, ReminderKind.DATES, ReminderKind.REVIEWS}
UPCOMING_COUNT = 5
Turn = tuple[UUID, date]  # a goal's id, and a day on which it comes round


@dataclass(frozen=True, order=True)
class DueReminder:
    """One moment at which somebody wants to be reminded."""

    moment: datetime
    kind: ReminderKind
    day: date = field(compare=False)

    def in_words(self, clock: Clock, now: datetime) -> str:
        """Return "Sunday 22 November at 20:00: close the week"."""
        day = say_day(self.day, today=clock.local(now).date())
        label = self.kind.label
        return f"{day} at {clock.local(self.moment):%H:%M}: {label[0].lower()}{label[1:]}"


@dataclass(frozen=True)
class Agenda:
    """What somebody's days hold, as far as reminders ask."""

    goals: Sequence[Goal] = ()  # those that are going on
    review_days: Sequence[date] = ()
    rests: bool = False  # a hard season: nothing is asked
    # The days of evenings that were planned, by goal: a date on no fixed day comes round on those.
    evenings: Mapping[UUID, Collection[date]] = field(default_factory=dict)

    def days(self, kind: ReminderKind, choices: ReminderChoices, since: date) -> Iterator[date]:
        """Return the days of this kind from this one on, in order."""
        if self.rests:
            return iter(())
        if kind == ReminderKind.WEEK:
            return _weekdays([choices.week_day], since)
        if kind == ReminderKind.CHECK_IN:
            return _weekdays(choices.check_in_days or WEEKDAYS, since)
        if kind == ReminderKind.REVIEWS:
            return iter(sorted(day for day in self.review_days if day >= since))
        ahead = choices.ahead(kind)
        turns = merge(*(self._turns(goal, since + ahead) for goal in self.goals_for(kind, choices)))
        return (day - ahead for day in turns)

    def goals_for(self, kind: ReminderKind, choices: ReminderChoices) -> list[Goal]:
        """Return the goals that this kind is about: those that are dates, or the others that were chosen."""
        if kind == ReminderKind.DATES:
            return [goal for goal in self.goals if goal.date_night]
        return [goal for goal in self.goals if not goal.date_night and choices.wants(goal)]

    def turns(self, kind: ReminderKind, choices: ReminderChoices, day: date) -> set[Turn]:
        """Return the turns that this kind speaks of on this day."""
        turn = day + choices.ahead(kind)
        goals = self.goals_for(kind, choices)
        return {(goal.pk, turn) for goal in goals if next(self._turns(goal, turn), None) == turn}

    def _turns(self, goal: Goal, since: date) -> Iterator[date]:
        if goal.date_night and goal.repeat.has_no_fixed_days:
            planned = sorted(day for day in self.evenings.get(goal.pk, ()) if day >= since)
            return filter(goal.repeat.falls_on, planned)
        return goal.repeat.since(since)

    def holds(self, kind: ReminderKind, choices: ReminderChoices, day: date) -> bool:
        """Return whether there is something of this kind on this day."""
        return next(self.days(kind, choices, day), None) == day


def _weekdays(names: Sequence[str], since: date) -> Iterator[date]:
    day = since
    while True:
        if WEEKDAYS[day.weekday()] in names:
            yield day
        day += ONE_DAY


def due(
    choices: ReminderChoices, agenda: Agenda, clock: Clock, since: datetime, until: datetime
) -> list[DueReminder]:
    """Return what falls due between these instants, both included, in order."""
    first, last = clock.local(since).date(), clock.local(until).date()
    days = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    reminders = [
        DueReminder(moment, kind, day)
        for kind, at in _times(choices)
        for day in days
        if since <= (moment := clock.moment(day, at)) <= until and agenda.holds(kind, choices, day)
    ]
    return sorted(reminders)


def next_check(choices: ReminderChoices, clock: Clock, after: datetime) -> datetime | None:
    """Return when to look again: the next time of day that was chosen.

    What comes round on that day is asked only then, so a goal that is moved, paused or taken up again, and a
    season that ends, need not touch this.
    """
    today = clock.local(after).date()
    moments = [
        moment
        for kind, at in _times(choices)
        for day in (today + n * ONE_DAY for n in range(DAYS_TO_CHECK))
        if (moment := clock.moment(day, at)) > after and _may_hold(kind, choices, day)
    ]
    return min(moments, default=None)


def _may_hold(kind: ReminderKind, choices: ReminderChoices, day: date) -> bool:
    return kind in FROM_THE_AGENDA or Agenda().holds(kind, choices, day)


def due_today(
    choices: ReminderChoices, agenda: Agenda, clock: Clock, now: datetime
) -> list[DueReminder]:
    """Return what Today reminds of unless it is done: what fell due since midnight, however it is sent."""
    midnight = clock.moment(clock.local(now).date(), time())
    return due(choices, agenda, clock, midnight, now)


def coming(
    choices: ReminderChoices,
    agenda: Agenda,
    clock: Clock,
    now: datetime,
    count: int = UPCOMING_COUNT,
) -> list[DueReminder]:
    """Return the next reminders, each once."""
    today = clock.local(now).date()
    streams = [
        _due_reminders(agenda.days(kind, choices, today), kind, at, clock)
        for kind, at in _times(choices)
    ]
    return list(islice((reminder for reminder in merge(*streams) if reminder.moment > now), count))


def _due_reminders(
    days: Iterable[date], kind: ReminderKind, at: time, clock: Clock
) -> Iterator[DueReminder]:
    last = None
    for day in days:
        if day != last:
            yield DueReminder(clock.moment(day, at), kind, day)
        last = day


def _times(choices: ReminderChoices) -> list[tuple[ReminderKind, time]]:
    return [(kind, at) for kind in choices.kinds if (at := choices.at(kind))]


def start_reminders(choices: ReminderChoices, clock: Clock, now: datetime) -> None:
    """Let the worker look at these choices from now on, if anything goes out by mail."""
    choices.asked_at = None
    choices.next_at = next_check(choices, clock, now) if choices.mails else None
