"""All goals on one board: now, coming, paused, done."""

from collections.abc import Iterable
from dataclasses import dataclass

from journal.models import Goal
from journal.progress import Progress, progress_of
from users.models import User


@dataclass(frozen=True)
class Board:
    """Goals by how far they have come."""

    now: list[Progress]
    coming: list[Progress]
    paused: list[Goal]
    done: list[Goal]

    @property
    def is_empty(self) -> bool:
        """Return whether there is no goal at all."""
        return not (self.now or self.coming or self.paused or self.done)


def board_of(user: User, goals: Iterable[Goal]) -> Board:
    """Return the board of these goals; what is going on comes with its progress, in one query."""
    by_state: dict[str, list[Goal]] = {state: [] for state in Goal.State.values}
    for goal in goals:
        by_state[goal.state].append(goal)
    going = progress_of(user, by_state[Goal.State.ACTIVE], coming=1)
    return Board(
        now=[one for one in going if one.goal.first_day <= one.today],
        coming=[one for one in going if one.goal.first_day > one.today],
        paused=by_state[Goal.State.PAUSED],
        done=by_state[Goal.State.DONE],
    )
