"""All goals on one board: now, coming, paused, done."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from journal.goals import goal_digests
from journal.goals.progress import Progress, progress_of
from journal.models import Goal
from journal.text import say_near
from users.models import User

Row = dict[str, Any]


@dataclass(frozen=True)
class Board:
    """Goals by how far they have come; what is going on as rows of finished values, like all that stands in lists."""

    now: list[Row]
    coming: list[Row]
    paused: list[Goal]
    done: list[Goal]

    @property
    def is_empty(self) -> bool:
        """Return whether there is no goal at all."""
        return not (self.now or self.coming or self.paused or self.done)


def board_of(user: User) -> Board:
    """Return somebody's board; what is going on comes with its progress."""
    by_state: dict[str, list[Goal]] = {state: [] for state in Goal.State.values}
    for goal in goal_digests.goals_of(user):
        by_state[goal.state].append(goal)
    going = progress_of(user, by_state[Goal.State.ACTIVE], coming=1, ticks=goal_digests.ticks)
    return Board(
        now=[_row(one) for one in going if one.has_begun],
        coming=[_row(one) for one in going if not one.has_begun],
        paused=by_state[Goal.State.PAUSED],
        done=by_state[Goal.State.DONE],
    )


def _row(one: Progress) -> Row:
    """Return a goal as it stands on the board."""
    goal, more = one.goal, one.so_far
    if not more and one.coming:
        more = f"next: {say_near(one.coming[0], today=one.today)}"
    words = goal.repeat.in_words()
    review = reverse("journal:goal_review", args=[goal.pk]) if one.asks_to_look_back else ""
    return {
        "goal": goal,
        "title": goal.title,
        "url": goal.get_absolute_url(),
        "when": f"{words} · {more}" if more else words,
        "tick": one.current if one.has_begun else None,
        "states": tuple(mark.state for mark in one.strip),
        "summary": one.summary,
        "review_url": review,
        # Whatever a list brings along has been read by now.
        "is_broken": goal.is_broken(),
    }
