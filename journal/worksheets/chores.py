"""Who does what at home: minutes of doing and of thinking for each of two. Counts, and no verdict."""

from collections.abc import Mapping
from dataclasses import dataclass

from guide.tools import Row

Cells = Mapping[str, int | str]
SHARES = {"me": (1.0, 0.0), "partner": (0.0, 1.0), "both": (0.5, 0.5)}


@dataclass(frozen=True)
class Bar:
    """Minutes of one person; the length is a part of the longest bar."""

    minutes: int
    length: float


@dataclass(frozen=True)
class Pair:
    """Doing or thinking: one bar for each."""

    label: str
    mine: Bar
    theirs: Bar


@dataclass(frozen=True)
class Trial:
    """A task that is on trial with a new owner."""

    label: str
    owner: str
    until: str


@dataclass(frozen=True)
class Load:
    """The whole view."""

    pairs: list[Pair]
    trials: list[Trial]
    unshared: int
    template: str = "journal/worksheets/_chores.html"


def view(rows: list[Row], tasks: Mapping[str, Cells]) -> Load:
    """Return what the filled rows come to; minutes that nobody was named for are counted apart."""
    filled = [(row, tasks[row.slug]) for row in rows if row.slug in tasks]
    doing = [_shared(cells, "doing", ["does"]) for _, cells in filled]
    thinking = [_shared(cells, "thinking", ["notices", "plans"]) for _, cells in filled]
    sums = [
        [round(sum(share[n] for share in shares)) for n in (0, 1)] for shares in (doing, thinking)
    ]
    longest = max(max(pair) for pair in sums) or 1
    pairs = [
        Pair(label, *(Bar(minutes, round(100 * minutes / longest, 1)) for minutes in pair))
        for label, pair in zip(("Doing", "Thinking"), sums, strict=True)
    ]
    trials = [
        Trial(row.label, str(cells.get("owner", "")), str(cells.get("until", "")))
        for row, cells in filled
        if "owner" in cells
    ]
    nobody = sum(_unshared(cells) for _, cells in filled)
    return Load(pairs, trials, nobody)


def _shared(cells: Cells, column: str, by: list[str]) -> tuple[float, float]:
    """Return my minutes and theirs; noticing and planning are half each of the thinking."""
    minutes = _minutes(cells, column)
    named = [SHARES[str(cells[part])] for part in by if part in cells]
    if not named:
        return 0.0, 0.0
    mine = sum(share[0] for share in named) / len(named)
    return minutes * mine, minutes * (1 - mine)


def _unshared(cells: Cells) -> int:
    doing = 0 if "does" in cells else _minutes(cells, "doing")
    thinking = 0 if {"notices", "plans"} & cells.keys() else _minutes(cells, "thinking")
    return doing + thinking


def _minutes(cells: Cells, column: str) -> int:
    return int(cells.get(column, 0))
