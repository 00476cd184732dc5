"""What somebody has done already: of that nothing reminds, neither a mail nor Today."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from journal.goals.periods import Period, period_of, week_meant
from journal.goals.progress import kept_in
from journal.models import Entry, Goal, Review, Tick
from journal.models.reminders import ReminderChoices, ReminderKind
from journal.reminders.schedule import Agenda, Turn
from users.clock import Clock
from users.models import User


@dataclass(frozen=True)
class Completed:
    """What was done: days with an entry, Mondays of closed weeks, turns of goals."""

    entries: frozenset[date] = frozenset()
    weeks: frozenset[date] = frozenset()
    turns: frozenset[Turn] = frozenset()

    def covers(
        self, kind: ReminderKind, day: date, choices: ReminderChoices, agenda: Agenda, clock: Clock
    ) -> bool:
        """Return whether what a reminder of this kind and day would ask for is among them."""
        if kind == ReminderKind.CHECK_IN:
            return day in self.entries
        if kind == ReminderKind.WEEK:
            return week_meant(day, clock).monday in self.weeks
        if kind == ReminderKind.REVIEWS:
            return False  # whoever has looked back has no such day any more
        return self.turns.issuperset(agenda.turns(kind, choices, day))


def completed_for(
    user: User, kind: ReminderKind, day: date, choices: ReminderChoices, agenda: Agenda
) -> Completed:
    """Return what this user has done of what a reminder of this kind and day would ask for."""
    if kind == ReminderKind.CHECK_IN:
        is_there = Entry.objects.for_user(user).within(day, day, user.clock).exists()
        return Completed(entries=frozenset([day] if is_there else []))
    if kind == ReminderKind.WEEK:
        review = Review.objects.of_week(user, week_meant(day, user.clock))
        return Completed(weeks=frozenset([review.week] if review.is_closed else []))
    if kind == ReminderKind.REVIEWS:
        return Completed()
    return Completed(turns=_done(user, agenda, agenda.turns(kind, choices, day)))


def _done(user: User, agenda: Agenda, turns: set[Turn]) -> frozenset[Turn]:
    """Return those of these turns that are ticked, or whose week or month has all that was asked for; one query."""
    goals = {goal.pk: goal for goal in agenda.goals}
    spans = {(pk, turn): _span(user, goals[pk], turn) for pk, turn in turns}
    windows = {goals[pk]: span.first_day for (pk, _), span in spans.items()}
    ticks: dict[UUID, dict[date, str]] = defaultdict(dict)
    for pk, day, state in Tick.objects.for_user(user).states(windows):
        ticks[pk][day] = state
    return frozenset(
        (pk, turn)
        for (pk, turn), span in spans.items()
        if turn in ticks[pk] or 0 < goals[pk].times <= kept_in(ticks[pk], span)
    )


def _span(user: User, goal: Goal, turn: date) -> Period:
    """Return the day itself, or the week or month of a goal without fixed days."""
    repeat = goal.repeat
    return (
        period_of(turn, repeat.unit, user.clock) if repeat.has_no_fixed_days else Period(turn, turn)
    )
