"""How goals are going: the last twelve marks, and "6 of the last 8". Nothing here ever resets to zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from journal.models import Goal, Tick
from journal.wording import say_date, say_day
from users.models import User

MARKS = 12
COUNTED = 8
NEXT = 4
KEPT = {Tick.State.DONE, Tick.State.PARTLY}
OPEN = "none"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Mark:
    """What became of a goal on one day; "none" is a day without a tick, and no more than that."""

    day: date
    state: str
    label: str
    is_today: bool = False


@dataclass(frozen=True)
class Progress:
    """One goal, as its row and its page show it."""

    goal: Goal
    marks: list[Mark]  # oldest first
    coming: list[date]
    today: date

    @property
    def current(self) -> Mark | None:
        """Return the day to tick: today's if there is one, else the last one that came round."""
        return self.marks[-1] if self.marks else None

    @property
    def summary(self) -> str:
        """Return how many of the last turns were kept; a turn of today counts once it is ticked."""
        counted = [mark for mark in self.marks if mark.state != OPEN or mark.day < self.today]
        counted = counted[-COUNTED:]
        if not counted:
            return ""
        kept = sum(mark.state in KEPT for mark in counted)
        many = "the last " if len(counted) == COUNTED else ""
        return f"{kept} of {many}{len(counted)}"

    @property
    def next_words(self) -> str:
        """Return when it comes round next."""
        return say_day(self.coming[0], today=self.today) if self.coming else ""

    @property
    def coming_words(self) -> list[str]:
        """Return the next turns in words."""
        return [say_date(day, today=self.today) for day in self.coming]


def progress_of(
    user: User, goals: Iterable[Goal], *, marks: int = MARKS, coming: int = NEXT
) -> list[Progress]:
    """Return the progress of these goals, with so many marks and turns to come; their ticks come in one query."""
    today = user.clock.today()
    turns = {goal: goal.repeat.last(marks, until=today) for goal in goals}
    windows = {goal: days[0] for goal, days in turns.items() if days}
    ticked = {(tick.goal_id, tick.day): tick for tick in Tick.objects.for_user(user).of(windows)}
    return [
        Progress(
            goal=goal,
            marks=[_mark(day, ticked.get((goal.pk, day)), today) for day in days],
            coming=goal.repeat.next(coming, since=_first_open(goal, today, ticked)),
            today=today,
        )
        for goal, days in turns.items()
    ]


def next_to_come(goals: Iterable[Progress]) -> Progress | None:
    """Return the goal whose turn comes first, or None if none has one."""
    coming = [goal for goal in goals if goal.coming]
    return min(coming, key=lambda goal: goal.coming[0], default=None)


def _first_open(goal: Goal, today: date, ticked: dict[tuple[UUID, date], Tick]) -> date:
    """Return the day from which turns are still to come: tomorrow, if today's is ticked."""
    return today + ONE_DAY if (goal.pk, today) in ticked else today


def _mark(day: date, tick: Tick | None, today: date) -> Mark:
    state = tick.state if tick else OPEN
    said = tick.state_label if tick else "no tick"
    return Mark(day, state, f"{say_date(day, today=today)}: {said.lower()}", is_today=day == today)
