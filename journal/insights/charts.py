"""Counts in, points out: lanes of bars or dots, all drawn by one template (components/chart.html)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

WIDTH = 320
TRACK = 18  # the height of a lane's bars
LANE_HEIGHT = 44  # from one lane to the next, its label above it
TOP = 12
FOOT = 20
LARGEST, SMALLEST = 18, 3  # dots
Row = tuple[str, str, Sequence[int | None]]


@dataclass(frozen=True)
class Lane:
    """One line of a chart: its label, and what is drawn below it."""

    label: str
    y: int
    family: str = ""
    base: str = ""  # the ground, broken where nothing was written
    bars: str = ""

    @property
    def icon_y(self) -> int:
        """Return where the shape beside the label begins."""
        return self.y - 12


@dataclass(frozen=True)
class Column:
    """The dots of one family, below each other, and where its shape stands at the foot."""

    family: str
    dots: str
    icon_x: int


@dataclass(frozen=True)
class Tick:
    """A word below the lanes."""

    x: int
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Chart:
    """A drawing beside its table; title and description say it to those who do not see it."""

    title: str
    description: str
    lanes: list[Lane]
    ticks: list[Tick] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Return how high it is."""
        return len(self.lanes) * LANE_HEIGHT + (FOOT if self.ticks or self.columns else 0)

    @property
    def foot(self) -> int:
        """Return where the words below the lanes stand."""
        return self.height - 4

    @property
    def icon_y(self) -> int:
        """Return where the shapes below the lanes begin."""
        return self.height - FOOT + 2


def _most(rows: Sequence[Row]) -> int:
    return max((number or 0 for *_, numbers in rows for number in numbers), default=0)


def over_time(title: str, description: str, times: Sequence[str], rows: Sequence[Row]) -> Chart:
    """Return a bar for each time in each lane; None is a gap, in which nothing was written."""
    most, edges = _most(rows), _edges(len(times))
    lanes = []
    for place, (label, family, numbers) in enumerate(rows):
        y = place * LANE_HEIGHT + TOP
        foot = y + TRACK + 8
        bars = "".join(
            _bar(edges[n] + 1, foot, edges[n + 1] - edges[n] - 2, round(number / most * TRACK))
            for n, number in enumerate(numbers)
            if number
        )
        lanes.append(Lane(label, y, family, _ground(numbers, edges, foot), bars))
    return Chart(title, description, lanes, _ends(times))


def _edges(number: int) -> list[int]:
    return [round(n * WIDTH / max(number, 1)) for n in range(number + 1)]


def _ground(numbers: Sequence[int | None], edges: Sequence[int], foot: int) -> str:
    """Return a line below the times in which something was written."""
    runs = groupby(range(len(numbers)), key=lambda n: numbers[n] is not None)
    told_runs = [list(run) for is_told, run in runs if is_told]
    return "".join(f"M{edges[run[0]]} {foot}H{edges[run[-1] + 1]}" for run in told_runs)


def _bar(x: int, foot: int, width: int, height: int) -> str:
    return f"M{x} {foot}v-{max(height, 1)}h{width}V{foot}z"


def _ends(times: Sequence[str]) -> list[Tick]:
    """Return the first and the last time in words."""
    ends = [Tick(0, times[0], "start")] if times else []
    return [*ends, Tick(WIDTH, times[-1], "end")] if len(times) > 1 else ends


def parts(title: str, description: str, rows: Sequence[tuple[str, int, int]]) -> Chart:
    """Return lanes of one bar: so many of so many (label, part, whole)."""
    most = max((whole for *_, whole in rows), default=0) or 1
    lanes = []
    for place, (label, part, whole) in enumerate(rows):
        y = place * LANE_HEIGHT + TOP
        foot = y + TRACK + 4
        bars = _bar(0, foot, max(round(part / most * WIDTH), 2), TRACK * 2 // 3) if part else ""
        lanes.append(Lane(label, y, "", f"M0 {foot}H{round(whole / most * WIDTH)}", bars))
    return Chart(title, description, lanes)


def grid(
    title: str,
    description: str,
    rows: Sequence[Row],
    *,
    families: Sequence[str] = (),
    words: Sequence[str] = (),
) -> Chart:
    """Return a dot in each place, the larger the more often; columns are families or words."""
    most, across = _most(rows), max(len(families), len(words))
    middles = [round((n + 0.5) * WIDTH / across) for n in range(across)]
    lanes = [Lane(label, place * LANE_HEIGHT + TOP) for place, (label, *_) in enumerate(rows)]
    dots = [
        "".join(
            _dot(middle, lane.y + TRACK - 2, number / most)
            for lane, (*_, numbers) in zip(lanes, rows, strict=True)
            if (number := numbers[n])
        )
        for n, middle in enumerate(middles)
    ]
    if families:
        places = zip(families, dots, middles, strict=True)
        columns = [Column(family, path, x - 8) for family, path, x in places]
        return Chart(title, description, lanes, columns=columns)
    ticks = [Tick(x, word) for x, word in zip(middles, words, strict=True)]
    return Chart(title, description, lanes, ticks, [Column("", "".join(dots), 0)])


def _dot(x: int, y: int, share: float) -> str:
    """Return a square whose area says how large a share of the most this is; its line rounds it."""
    size = max(SMALLEST, round(LARGEST * share**0.5))
    return f"M{x - size // 2} {y - size // 2}h{size}v{size}h-{size}z"
