"""When reminders fall due, from what a person chose and what their days hold. Pure reckoning: no query, no mail."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from uuid import UUID

from journal.models.goals import Goal
from journal.models.reminders import Kind, ReminderChoices
from journal.recurrence.rules import WEEKDAYS
from journal.text import say_day
from users.clock import Clock

ONE_DAY = timedelta(days=1)
# Chosen days of the week come round within a week; clocks that change may move one over midnight.
A_WEEK_AND_MORE = 9
FROM_THE_AGENDA = {Kind.GOALS, Kind.DATES, Kind.REVIEWS}
NEXT = 5
Turn = tuple[UUID, date]  # a goal's id, and a day on which it comes round


@dataclass(frozen=True, order=True)
class Occasion:
    """One moment at which somebody wants to be reminded."""

    moment: datetime
    kind: Kind
    day: date = field(compare=False)

    def in_words(self, clock: Clock, now: datetime) -> str:
        """Return "Sunday 22 November at 20:00: close the week"."""
        said = say_day(self.day, today=clock.local(now).date())
        label = self.kind.label
        return f"{said} at {clock.local(self.moment):%H:%M}: {label[0].lower()}{label[1:]}"


@dataclass(frozen=True)
class Agenda:
    """What somebody's days hold, as far as reminders ask."""

    goals: Sequence[Goal] = ()  # those that are going on
    review_days: Sequence[date] = ()
    rests: bool = False  # a hard season: nothing is asked
    # The days of evenings that were planned, by goal: a date on no fixed day comes round on those.
    evenings: Mapping[UUID, Collection[date]] = field(default_factory=dict)

    def days(self, kind: Kind, choices: ReminderChoices, since: date) -> Iterator[date]:
        """Return the days of this kind from this one on, in order."""
        if self.rests:
            return iter(())
        if kind == Kind.WEEK:
            return _weekdays([choices.week_day], since)
        if kind == Kind.CHECK_IN:
            return _weekdays(choices.check_in_days or WEEKDAYS, since)
        if kind == Kind.REVIEWS:
            return iter(sorted(day for day in self.review_days if day >= since))
        ahead = choices.ahead(kind)
        turns = merge(*(self._turns(goal, since + ahead) for goal in self.asked(kind, choices)))
        return (day - ahead for day in turns)

    def asked(self, kind: Kind, choices: ReminderChoices) -> list[Goal]:
        """Return the goals that this kind is about: those that are dates, or the others that were chosen."""
        if kind == Kind.DATES:
            return [goal for goal in self.goals if goal.date_night]
        return [goal for goal in self.goals if not goal.date_night and choices.wants(goal)]

    def turns(self, kind: Kind, choices: ReminderChoices, day: date) -> set[Turn]:
        """Return the turns that this kind speaks of on this day."""
        turn = day + choices.ahead(kind)
        asked = self.asked(kind, choices)
        return {(one.pk, turn) for one in asked if next(self._turns(one, turn), None) == turn}

    def _turns(self, goal: Goal, since: date) -> Iterator[date]:
        if goal.date_night and goal.repeat.has_no_fixed_days:
            planned = sorted(day for day in self.evenings.get(goal.pk, ()) if day >= since)
            return filter(goal.repeat.falls_on, planned)
        return goal.repeat.since(since)

    def holds(self, kind: Kind, choices: ReminderChoices, day: date) -> bool:
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
) -> list[Occasion]:
    """Return what falls due between these instants, both included, in order."""
    first, last = clock.local(since).date(), clock.local(until).date()
    days = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    found = [
        Occasion(moment, kind, day)
        for kind, at in _times(choices)
        for day in days
        if since <= (moment := clock.moment(day, at)) <= until and agenda.holds(kind, choices, day)
    ]
    return sorted(found)


def wakes(choices: ReminderChoices, clock: Clock, after: datetime) -> datetime | None:
    """Return when to look again: the next time of day that was chosen.

    What comes round on that day is asked only then, so a goal that is moved, paused or taken up again, and a
    season that ends, need not touch this.
    """
    begin = clock.local(after).date()
    moments = [
        moment
        for kind, at in _times(choices)
        for day in (begin + n * ONE_DAY for n in range(A_WEEK_AND_MORE))
        if (moment := clock.moment(day, at)) > after and _may_hold(kind, choices, day)
    ]
    return min(moments, default=None)


def _may_hold(kind: Kind, choices: ReminderChoices, day: date) -> bool:
    return kind in FROM_THE_AGENDA or Agenda().holds(kind, choices, day)


def due_today(
    choices: ReminderChoices, agenda: Agenda, clock: Clock, now: datetime
) -> list[Occasion]:
    """Return what Today reminds of unless it is done: what fell due since midnight, however it is sent."""
    midnight = clock.moment(clock.local(now).date(), time())
    return due(choices, agenda, clock, midnight, now)


def coming(
    choices: ReminderChoices, agenda: Agenda, clock: Clock, now: datetime, count: int = NEXT
) -> list[Occasion]:
    """Return the next occasions, each once."""
    today = clock.local(now).date()
    streams = [
        _occasions(agenda.days(kind, choices, today), kind, at, clock)
        for kind, at in _times(choices)
    ]
    return list(islice((one for one in merge(*streams) if one.moment > now), count))


def _occasions(days: Iterable[date], kind: Kind, at: time, clock: Clock) -> Iterator[Occasion]:
    last = None
    for day in days:
        if day != last:
            yield Occasion(clock.moment(day, at), kind, day)
        last = day


def _times(choices: ReminderChoices) -> list[tuple[Kind, time]]:
    return [(kind, at) for kind in choices.kinds if (at := choices.at(kind))]


def begin(choices: ReminderChoices, clock: Clock, now: datetime) -> None:
    """Begin with these choices, or begin again: from now on the worker looks at them, if anything goes out by mail."""
    choices.asked_at = None
    choices.next_at = wakes(choices, clock, now) if choices.mails else None
