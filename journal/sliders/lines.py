"""Lines of monthly answers, each compared with its own past and with nothing else. Pure: dates and numbers in, words and points out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

MAX_QUESTIONS = 6
HIGHEST = 10
# Answered by the person about themselves: none of them is about what somebody else is like.
SUGGESTED = (
    "Do I feel we are on the same side?",
    "Can I say what I need?",
    "Do I look forward to our evenings?",
    "Do I feel seen?",
    "Do I laugh at home?",
    "Do I get rest and time of my own?",
)

FOUR_WEEKS = timedelta(weeks=4)
STILL = 1  # a question that changed by no more than this has not moved
WINDOW = 12  # months
EARLIEST = date(1900, 12, 31)

# The drawing: a column for the scale, then one for each month, as in the table below it.
SLOT, TOP, BOTTOM = 30, 10, 90


@dataclass(frozen=True)
class Month:
    """The answers of one month, by the wording of their question."""

    first: date
    day: date
    values: Mapping[str, int]


@dataclass(frozen=True)
class Cell:
    """One month of one line; no value is a gap."""

    month: date
    value: int | None
    x: int

    @property
    def y(self) -> float:
        """Return the height at which its point stands."""
        return BOTTOM - (BOTTOM - TOP) * (self.value or 0) / HIGHEST


@dataclass(frozen=True)
class Line:
    """One question over the months of a window."""

    wording: str
    cells: list[Cell]
    sentence: str

    @property
    def points(self) -> list[Cell]:
        """Return the months with an answer."""
        return [cell for cell in self.cells if cell.value is not None]

    @property
    def strokes(self) -> list[str]:
        """Return the unbroken runs, as an SVG polyline reads them."""
        runs = groupby(self.cells, key=lambda cell: cell.value is not None)
        answered = [list(run) for is_answered, run in runs if is_answered]
        return [" ".join(f"{cell.x},{cell.y:g}" for cell in run) for run in answered]


def first_of(day: date) -> date:
    """Return the first day of its month."""
    return day.replace(day=1)


def months_on(month: date, number: int) -> date:
    """Return the first day of the month so many months on, or back."""
    years, index = divmod(month.month - 1 + number, 12)
    return date(month.year + years, index + 1, 1)


def window(months: Iterable[Month], until: date) -> list[date]:
    """Return the months to show: up to twelve, ending with this one, none before the first answer."""
    earliest = min([month.first for month in months] + [until])
    start = max(earliest, months_on(until, 1 - WINDOW))
    shown = [months_on(start, number) for number in range(WINDOW)]
    return [month for month in shown if month <= until]


def line(wording: str, months: list[Month], shown: list[date]) -> Line:
    """Return the line of one question over these months."""
    known = {month.first: month.values for month in months if wording in month.values}
    cells = [
        Cell(month, known.get(month, {}).get(wording), SLOT * column + SLOT // 2)
        for column, month in enumerate(shown, 1)
    ]
    points = [(month.first, month.values[wording]) for month in months if wording in month.values]
    return Line(wording, cells, _sentence(points))


def wordings_of(months: Iterable[Month]) -> list[str]:
    """Return every wording that was ever answered, the oldest first."""
    return list(dict.fromkeys(wording for month in months for wording in month.values))


def still_since(months: list[Month]) -> date | None:
    """Return the day since which nothing has moved, or None.

    The last answers are held against the latest that are at least four weeks older. Nothing has moved if
    both answer a question, and no question that both answer has changed by more than one.
    """
    if not months:
        return None
    last = max(months, key=lambda month: month.day)
    older = [month for month in months if last.day - month.day >= FOUR_WEEKS]
    if not older:
        return None
    before = max(older, key=lambda month: month.day)
    both = last.values.keys() & before.values.keys()
    moved = any(abs(last.values[wording] - before.values[wording]) > STILL for wording in both)
    return before.day if both and not moved else None


@dataclass(frozen=True)
class Overview:
    """Everything that the page of all months shows."""

    lines: list[Line]
    past: list[Line]  # of questions that are no longer asked
    still_since: date | None
    is_answered: bool  # this month
    earlier: str  # the last month of the page before, as it stands in an address, or ""
    later: str


def overview(months: list[Month], wordings: list[str], until: date, today: date) -> Overview:
    """Return the lines of the twelve months that end with this one."""
    shown, now = window(months, until), first_of(today)
    gone = [wording for wording in wordings_of(months) if wording not in wordings]
    past = [line(wording, months, shown) for wording in gone]
    older = any(month.first < shown[0] for month in months)
    return Overview(
        lines=[line(wording, months, shown) for wording in wordings],
        past=[past_line for past_line in past if past_line.points],
        still_since=still_since(months),
        is_answered=any(month.first == now for month in months),
        earlier=say_month(months_on(shown[0], -1)) if older else "",
        later=say_month(min(months_on(until, WINDOW), now)) if until < now else "",
    )


def say_month(month: date) -> str:
    """Return a month as it stands in an address: 2026-11."""
    return f"{month:%Y-%m}"


def month_in(text: str, *, latest: date) -> date:
    """Return the month of an address; the latest one if it makes no sense, lies ahead or long before anybody's time."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return latest
    return min(month, latest) if month > EARLIEST else latest


def _sentence(points: list[tuple[date, int]]) -> str:
    """Return the last answer beside the one before and the first."""
    if not points:
        return "Not answered yet."
    year = points[-1][0].year
    parts = [f"{value} in {_name(month, year)}" for month, value in points]
    last = f"{parts[-1]} {year}"
    if len(parts) == 1:
        return f"{last}. A second month makes a line."
    first = f", and at the beginning {parts[0]}" if len(parts) > 2 else ""  # noqa: PLR2004 - last and one before
    return f"{last}, before that {parts[-2]}{first}."


def _name(month: date, year: int) -> str:
    """Return the month's name, with its year if it is another one."""
    return f"{month:%B}" if month.year == year else f"{month:%B %Y}"
