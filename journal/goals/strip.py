"""The last turns of a goal on one line: done a dot, partly a half, skipped a dash, what did not apply a ring, no tick a gap."""

from collections.abc import Sequence
from dataclasses import dataclass

from journal.goals.progress import state_words
from journal.models import Tick

MARK_DISTANCE = 14  # from one turn to the next
HEIGHT = 16
DONE_SHAPES: dict[str, str] = {
    Tick.State.DONE: "M{x} 7.5m2 0a5 5 0 1 0 10 0 5 5 0 1 0-10 0z",
    Tick.State.PARTLY: "M{x} 12.5m2 0a5 5 0 0 1 10 0z",
}
OTHER_SHAPES: dict[str, str] = {
    Tick.State.SKIPPED: "M{x} 11.5m3.5 0h7",
    Tick.State.NOT_APPLICABLE: "M{x} 9m3.5 0a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0z",
}


@dataclass(frozen=True)
class Strip:
    """A drawing of some turns, the oldest first: two paths, and the same in words."""

    width: int
    height: int
    done_path: str
    other_path: str
    description: str


def strip_of(states: Sequence[str]) -> Strip:
    """Return the drawing of these states; a goal's own page names each with its day."""
    width = MARK_DISTANCE * len(states)
    return Strip(
        width=width,
        height=HEIGHT,
        done_path=_path(states, DONE_SHAPES),
        other_path=f"M0 {HEIGHT - 0.75}h{width}{_path(states, OTHER_SHAPES)}",
        description=", ".join(map(state_words, states)),
    )


def _path(states: Sequence[str], shapes: dict[str, str]) -> str:
    return "".join(
        shapes.get(state, "").format(x=MARK_DISTANCE * n) for n, state in enumerate(states)
    )
