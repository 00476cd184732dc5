"""Strength over one week: days in, points of a drawing and rows of its table out. A day without an entry is a gap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from journal.models.entries import STRENGTHS, Felt
from journal.weeks import WeekDay

LEFT, STEP = 42, 42
BOTTOM, RISE = 112, 24


@dataclass(frozen=True)
class ChartDay:
    """One of the seven days, as a column of the drawing and a row of the table."""

    day: WeekDay
    x: int
    strongest: Felt | None
    weakest: Felt | None

    @property
    def top(self) -> int:
        """Return the height of the strongest feeling."""
        return height(self.strongest.strength) if self.strongest else BOTTOM

    @property
    def bottom(self) -> int:
        """Return the height of the weakest feeling."""
        return height(self.weakest.strength) if self.weakest else BOTTOM


@dataclass(frozen=True)
class WeekChart:
    """Seven columns, and the lines that join days next to each other."""

    days: list[ChartDay]
    lines: list[str]

    @property
    def steps(self) -> list[tuple[int, int]]:
        """Return each strength with its height."""
        return [(strength, height(strength)) for strength in STRENGTHS]

    @property
    def description(self) -> str:
        """Return in words what is drawn."""
        said = [f"{one.day.weekday} {one.strongest}" for one in self.days if one.strongest]
        empty = len(self.days) - len(said)
        gaps = f" {empty} of 7 days without an entry are left open." if empty else ""
        return f"The strongest feeling of each day. {'; '.join(said)}.{gaps}"


def height(strength: int) -> int:
    """Return how far down the drawing a strength stands."""
    return BOTTOM - RISE * (strength - 1)


def chart_of(days: Sequence[WeekDay]) -> WeekChart | None:
    """Return the chart of a week, or None where nothing was felt."""
    columns = [_column(number, day) for number, day in enumerate(days)]
    lines = list(_lines(columns))
    return WeekChart(columns, lines) if any(one.strongest for one in columns) else None


def _column(number: int, day: WeekDay) -> ChartDay:
    felt = sorted(
        (felt for entry in day.entries for felt in entry.felt), key=lambda one: one.strength
    )
    strongest, weakest = (felt[-1], felt[0]) if felt else (None, None)
    return ChartDay(day, LEFT + STEP * number, strongest, weakest)


def _lines(columns: list[ChartDay]) -> Iterator[str]:
    """Yield the points of each run of days that have a feeling."""
    for has_any, run in groupby(columns, key=lambda one: one.strongest is not None):
        points = [f"{one.x},{one.top}" for one in run]
        if has_any and len(points) > 1:
            yield " ".join(points)
