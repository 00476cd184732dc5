"""How goals are going: the last twelve marks, and "6 of the last 8". Nothing here ever resets to zero."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from journal.goals.periods import Period, last_periods
from journal.models import Goal, Tick
from journal.models.ticks import state_label
from journal.text import say_date, say_day, times
from users.models import User
from users.seasons import spans

MARKS = 12
COUNTED = 8
NEXT = 4
# Three years of days: as far back as a page counts how often somebody came back.
REMEMBERED = 1100
DONE_OR_PARTLY = {Tick.State.DONE, Tick.State.PARTLY}
OPEN = "none"
# Days and states are the same for everybody: a process keeps those of a season, in every state.
MAX_MARKS = 1000
ONE_DAY = timedelta(days=1)
Ticks = Mapping[date, str]  # the state of each
Windows = dict[Goal, date]


@dataclass(frozen=True)
class Mark:
    """What became of a goal on one day, or in one week or month; "none" is one without a tick, and no more than that."""

    day: date
    state: str
    label: str
    is_today: bool = False
    is_open: bool = False  # what is to come of it is not settled yet
    tick: Tick | None = field(default=None, compare=False)

    @property
    def is_done(self) -> bool:
        """Return whether it is ticked off."""
        return self.state == Tick.State.DONE

    @property
    def is_kept(self) -> bool:
        """Return whether it was done, if only in part."""
        return self.state in DONE_OR_PARTLY


@dataclass(frozen=True)
class Progress:
    """One goal, as its row and its page show it."""

    goal: Goal
    marks: list[Mark]  # oldest first
    coming: list[date]
    today: date
    of_today: Mark | None = None  # of a goal without fixed days
    so_far: str = ""  # "2 of 3 this week"
    comebacks: int = 0
    beginning: str = ""  # "3 of the first 8"

    @property
    def current(self) -> Mark | None:
        """Return the day to tick: today's if there is one, else the last one that came round."""
        return self.of_today or (self.marks[-1] if self.marks else None)

    @property
    def strip(self) -> list[Mark]:
        """Return the marks as they are drawn: one alone, of which nothing is settled yet, says nothing."""
        first = self.marks[0] if len(self.marks) == 1 else None
        return [] if first and first.is_open and first.state == OPEN else self.marks

    @property
    def has_begun(self) -> bool:
        """Return whether its first day has come."""
        return self.goal.first_day <= self.today

    @property
    def is_due(self) -> bool:
        """Return whether there is something to do about it today."""
        return bool(self.current and self.current.is_today)

    @property
    def settled_days(self) -> set[date]:
        """Return today, or the last day that came round, if nothing more is to be done about it."""
        days = {self.current.day} if self.current and self.current.state != OPEN else set()
        is_enough = self.so_far and self.marks[-1].state == Tick.State.DONE
        return days | ({self.today} if is_enough else set())

    @property
    def asks_to_look_back(self) -> bool:
        """Return whether its day to look back has come; without such a day, whether nothing of it is to come any more."""
        if not self.goal.is_active:
            return False
        day = self.goal.review_day or self.goal.last_day
        if day:
            return day <= self.today
        return bool(self.marks) and not self.marks[-1].is_open and not self.goal.rule

    @property
    def summary(self) -> str:
        """Return how many of the last turns were kept; an open one counts once it is ticked, and what did not apply never."""
        counted = _counted(self.marks)[-COUNTED:]
        if not counted:
            return ""
        kept_count = sum(mark.state in DONE_OR_PARTLY for mark in counted)
        many = "the last " if len(counted) == COUNTED else ""
        unit = f" {self.goal.repeat.unit}s" if self.goal.repeat.has_no_fixed_days else ""
        return f"{kept_count} of {many}{len(counted)}{unit}"

    @property
    def comeback_words(self) -> str:
        """Return "came back 3 times"."""
        return f"came back {times(self.comebacks)}" if self.comebacks else ""

    @property
    def next_words(self) -> str:
        """Return when it comes round next."""
        return say_day(self.coming[0], today=self.today) if self.coming else ""

    @property
    def coming_words(self) -> list[tuple[str, date]]:
        """Return the next turns, each in words and as a day."""
        return [(say_date(day, today=self.today), day) for day in self.coming]


def ticks_since(user: User, windows: Windows) -> dict[Goal, Ticks]:
    """Return what became of these goals on each day, at least since the day that stands beside each; one query."""
    ticks: dict[UUID, dict[date, str]] = {goal.pk: {} for goal in windows}
    for pk, day, state in Tick.objects.for_user(user).states(windows):
        ticks[pk][day] = state
    return {goal: ticks[goal.pk] for goal in windows}


def progress_of(
    user: User,
    goals: Iterable[Goal],
    *,
    marks: int = MARKS,
    coming: int = NEXT,
) -> list[Progress]:
    """Return the progress of these goals, with so many marks and turns to come."""
    today = user.clock.today()
    turns = _all_turns(user, goals, marks)
    ticks = ticks_since(user, _windows(turns))
    return [
        _progress(goal, days, ticks.get(goal, {}), coming, today) for goal, days in turns.items()
    ]


def _all_turns(user: User, goals: Iterable[Goal], count: int) -> dict[Goal, list[Period]]:
    today, seasons = user.clock.today(), spans(user.preferences.seasons)
    for goal in goals:
        goal.rest_in(seasons)
    return {goal: _turns(user, goal, count, today) for goal in goals}


def _windows(turns: Mapping[Goal, list[Period]]) -> Windows:
    return {goal: days[0].first_day for goal, days in turns.items() if days}


def full_progress_of(user: User, goal: Goal) -> Progress:
    """Return one goal's progress, with how often the person came back to it."""
    (progress,) = progress_of(user, [goal], marks=REMEMBERED)
    return replace(
        progress,
        marks=_with_notes(user, goal, progress.marks[-MARKS:]),
        comebacks=comebacks(progress.marks),
        beginning=_beginning(progress.marks),
    )


def _with_notes(user: User, goal: Goal, marks: list[Mark]) -> list[Mark]:
    """Bring along what was ticked on these days."""
    if not marks or goal.repeat.has_no_fixed_days:
        return marks
    windows = {goal: marks[0].day}
    ticks = {tick.day: tick for tick in Tick.objects.for_user(user).in_windows(windows)}
    return [replace(mark, tick=ticks.get(mark.day)) for mark in marks]


def _counted(marks: Iterable[Mark]) -> list[Mark]:
    return [mark for mark in marks if not mark.is_open and mark.state != Tick.State.NOT_APPLICABLE]


def _beginning(marks: Iterable[Mark]) -> str:
    """Return how the first turns went, if they are others than the last ones."""
    counted = _counted(marks)
    if len(counted) < 2 * COUNTED:
        return ""
    return (
        f"{sum(mark.state in DONE_OR_PARTLY for mark in counted[:COUNTED])} of the first {COUNTED}"
    )


def comebacks(marks: Iterable[Mark]) -> int:
    """Return how often a goal was kept again after it had been left out; what did not apply leaves nothing out."""
    count, has_kept, has_gap = 0, False, False
    for mark in marks:
        if mark.state in DONE_OR_PARTLY:
            count += has_gap
            has_kept, has_gap = True, False
        elif has_kept and not mark.is_open and mark.state != Tick.State.NOT_APPLICABLE:
            has_gap = True
    return count


def next_to_come(goals: Iterable[Progress]) -> Progress | None:
    """Return the goal whose turn comes first, or None if none has one."""
    coming = [goal for goal in goals if goal.coming]
    return min(coming, key=lambda goal: goal.coming[0], default=None)


def _turns(user: User, goal: Goal, count: int, today: date) -> list[Period]:
    if goal.repeat.has_no_fixed_days:
        return last_periods(goal.repeat, count, today, user.clock)
    return [Period(day, day) for day in goal.repeat.last(count, until=today)]


def _progress(goal: Goal, turns: list[Period], ticks: Ticks, coming: int, today: date) -> Progress:
    if goal.repeat.has_no_fixed_days:
        return _loose_progress(goal, turns, ticks, today)
    return Progress(
        goal=goal,
        marks=[_mark(turn.first_day, ticks.get(turn.first_day), today) for turn in turns],
        coming=_coming(goal, coming, _first_open(ticks, today)),
        today=today,
    )


def _coming(goal: Goal, count: int, since: date) -> list[date]:
    """Return the next turns; what rests has none in sight."""
    rests = any(last == date.max for _, last in goal.repeat.rests)
    return [] if rests else goal.repeat.next(count, since=since)


def _loose_progress(goal: Goal, periods: list[Period], ticks: Ticks, today: date) -> Progress:
    marks = [_period_mark(goal, period, ticks, today) for period in periods]
    is_on = goal.repeat.falls_on(today)
    done = kept_in(ticks, periods[-1]) if periods else 0
    return Progress(
        goal=goal,
        marks=marks,
        coming=_coming(goal, 1, today) if goal.first_day > today else [],
        today=today,
        of_today=_mark(today, ticks.get(today), today) if is_on else None,
        so_far=f"{done} of {goal.times} this {goal.repeat.unit}" if is_on else "",
    )


def kept_in(ticks: Ticks, period: Period) -> int:
    """Return how often a goal was kept in a week or month."""
    return sum(
        state in DONE_OR_PARTLY
        for day, state in ticks.items()
        if period.first_day <= day <= period.last_day
    )


def _period_mark(goal: Goal, period: Period, ticks: Ticks, today: date) -> Mark:
    kept_count = kept_in(ticks, period)
    state = (
        OPEN
        if not kept_count
        else Tick.State.DONE
        if kept_count >= goal.times
        else Tick.State.PARTLY
    )
    label = f"{period.in_words(today)}: {kept_count} of {goal.times}"
    is_open = period.last_day >= today and state != Tick.State.DONE
    return Mark(period.first_day, state, label, is_open=is_open)


def _first_open(ticks: Ticks, today: date) -> date:
    """Return the day from which turns are still to come: tomorrow, if today's is ticked."""
    return today + ONE_DAY if today in ticks else today


@lru_cache(MAX_MARKS)
def _mark(day: date, state: str | None, today: date) -> Mark:
    shown_state = OPEN if state is None else state
    return Mark(
        day,
        shown_state,
        f"{say_date(day, today=today)}: {state_words(shown_state)}",
        is_today=day == today,
        is_open=state is None and day == today,
    )


def state_words(state: str) -> str:
    """Return what became of a turn, within a sentence."""
    return "no tick" if state == OPEN else state_label(state).lower()
