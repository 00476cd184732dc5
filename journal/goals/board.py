"""All goals on one board: now, coming, paused, done."""

from dataclasses import dataclass

from django.urls import reverse

from journal.goals.progress import Mark, Progress, progress_of
from journal.goals.strip import Strip, strip_of
from journal.models import Goal
from journal.text import say_near
from users.models import User


@dataclass(frozen=True)
class GoalRow:
    """A goal that is going on, as the board shows it (journal/goals/_goal_row.html)."""

    goal: Goal
    title: str
    url: str
    when: str
    tick: Mark | None  # the turn that can be ticked now
    strip: Strip | None
    summary: str  # "6 of the last 8"
    review_url: str
    is_broken: bool


@dataclass(frozen=True)
class Board:
    """Goals by how far they have come."""

    now: list[GoalRow]
    coming: list[GoalRow]
    paused: list[Goal]
    done: list[Goal]

    @property
    def is_empty(self) -> bool:
        """Return whether there is no goal at all."""
        return not (self.now or self.coming or self.paused or self.done)


def board_of(user: User) -> Board:
    """Return somebody's board; what is going on comes with its progress."""
    by_state: dict[str, list[Goal]] = {state: [] for state in Goal.State.values}
    for goal in Goal.objects.for_user(user).for_list().in_order():
        by_state[goal.state].append(goal)
    active = progress_of(user, by_state[Goal.State.ACTIVE], coming=1)
    return Board(
        now=[_row(progress) for progress in active if progress.has_begun],
        coming=[_row(progress) for progress in active if not progress.has_begun],
        paused=by_state[Goal.State.PAUSED],
        done=by_state[Goal.State.DONE],
    )


def _row(progress: Progress) -> GoalRow:
    goal, more = progress.goal, progress.so_far
    if not more and progress.coming:
        more = f"next: {say_near(progress.coming[0], today=progress.today)}"
    words = goal.repeat.in_words()
    states = [mark.state for mark in progress.strip]
    review_url = reverse("journal:goal_review", args=[goal.pk])
    return GoalRow(
        goal=goal,
        title=goal.title,
        url=goal.get_absolute_url(),
        when=f"{words} · {more}" if more else words,
        tick=progress.current if progress.has_begun else None,
        strip=strip_of(states) if states else None,
        summary=progress.summary,
        review_url=review_url if progress.asks_to_look_back else "",
        # Whatever a list shows of the goal has been read by now.
        is_broken=goal.is_broken(),
    )
