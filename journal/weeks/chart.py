"""Strength over one week: days in, paths of a drawing and rows of its table out. A day without an entry is a gap.

Each kind of mark is one path, because drawing them one by one took a quarter of the page's time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from journal.models.entries import Felt
from journal.weeks.week import WeekDay

LEFT, DAY_WIDTH = 42, 42
BOTTOM, RISE = 112, 24
GAP, AHEAD = "nothing written", "still to come"


@dataclass(frozen=True)
class ChartDay:
    """One of the seven days, as a column of the drawing and a row of the table."""

    weekday: str
    letter: str
    x: int
    strongest: Felt | None
    weakest: Felt | None
    is_future: bool

    @property
    def strongest_in_words(self) -> str:
        """Return the strongest feeling in words."""
        return str(self.strongest or (AHEAD if self.is_future else GAP))

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
    """Seven columns, as text and paths."""

    rows: list[tuple[str, str]]  # weekday, strongest feeling
    letters: str
    dots: str
    spans: str
    line: str
    description: str


def height(strength: int) -> int:
    """Return how far down the drawing a strength stands."""
    return BOTTOM - RISE * (strength - 1)


def chart_of(days: Sequence[WeekDay]) -> WeekChart | None:
    """Return the chart of a week, or None where nothing was felt."""
    columns = [_column(number, day) for number, day in enumerate(days)]
    felt = [column for column in columns if column.strongest]
    if not felt:
        return None
    return WeekChart(
        rows=[(column.weekday, column.strongest_in_words) for column in columns],
        letters="".join(column.letter for column in columns),
        dots="".join(f"M{column.x},{column.top}h0" for column in felt),
        spans="".join(f"M{column.x},{column.top}V{column.bottom}" for column in felt),
        line="".join(_runs(columns)),
        description=_description(
            felt, [column for column in columns if column.strongest_in_words == GAP]
        ),
    )


def _column(number: int, day: WeekDay) -> ChartDay:
    felt = sorted(
        (felt for entry in day.entries for felt in entry.felt), key=lambda felt: felt.strength
    )
    strongest, weakest = (felt[-1], felt[0]) if felt else (None, None)
    return ChartDay(
        day.weekday, day.letter, LEFT + DAY_WIDTH * number, strongest, weakest, day.is_future
    )


def _runs(columns: list[ChartDay]) -> Iterator[str]:
    """Yield a line for each run of days that have a feeling."""
    for has_any, run in groupby(columns, key=lambda column: column.strongest is not None):
        points = [f"{column.x},{column.top}" for column in run]
        if has_any and len(points) > 1:
            yield "M" + "L".join(points)


def _description(felt: list[ChartDay], gaps: list[ChartDay]) -> str:
    sentence = "; ".join(f"{column.weekday} {column.strongest_in_words}" for column in felt)
    are = "is" if len(gaps) == 1 else "are"
    left_open = f" {len(gaps)} of 7 days without an entry {are} left open." if gaps else ""
    return f"The strongest feeling of each day. {sentence}.{left_open}"
