"""The budget compromise view: what two people would choose, and where the middle is. Numbers in, points out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from guide.tools import Row

Amounts = Mapping[str, int | str]
WIDTH = 100


class Meeting(StrEnum):
    """How near the two are."""

    MATCH = "a match"
    MIDDLE = "a middle exists"
    TALK = "to talk about"
    OPEN = "not filled in yet"


@dataclass(frozen=True)
class RangeBar:
    """From the least one could live with to what one would choose, as a part of the longest bar."""

    start: float
    length: float


@dataclass(frozen=True)
class BudgetRow:
    """One category, ready to draw; a figure that was not given is None."""

    label: str
    now: int | None
    me: int | None
    partner: int | None
    trial: int | None
    meeting: Meeting
    middle: tuple[int, int] | None
    my_bar: RangeBar | None
    their_bar: RangeBar | None


@dataclass(frozen=True)
class Totals:
    """What the columns come to."""

    now: int
    me: int
    partner: int
    trial: int


@dataclass(frozen=True)
class Budget:
    """The whole view."""

    rows: list[BudgetRow]
    totals: Totals
    template: str = "journal/worksheets/_budget.html"


def view(rows: list[Row], amounts: Mapping[str, Amounts]) -> Budget:
    """Return the rows that were filled in, and the two of personal money always."""
    shown = [row for row in rows if row.kept or row.slug in amounts]
    figures = {row.slug: _numbers(amounts.get(row.slug, {})) for row in shown}
    longest = max((n for row in figures.values() for n in row.values()), default=0) or 1
    drawn = [_row(row.label, figures[row.slug], longest) for row in shown]
    totals = Totals(
        *(
            sum(figure.get(column, 0) for figure in figures.values())
            for column in ("now", "me", "partner", "trial")
        )
    )
    return Budget(drawn, totals)


def _numbers(amounts: Amounts) -> dict[str, int]:
    return {column: value for column, value in amounts.items() if isinstance(value, int)}


def _row(label: str, figure: Mapping[str, int], longest: int) -> BudgetRow:
    mine = _span(figure.get("least-me"), figure.get("me"))
    theirs = _span(figure.get("least-partner"), figure.get("partner"))
    middle = _middle(mine, theirs)
    return BudgetRow(
        label=label,
        now=figure.get("now"),
        me=figure.get("me"),
        partner=figure.get("partner"),
        trial=figure.get("trial"),
        meeting=_meeting(figure, mine, theirs, middle),
        middle=middle,
        my_bar=_drawn(mine, longest),
        their_bar=_drawn(theirs, longest),
    )


def _span(least: int | None, wish: int | None) -> tuple[int, int] | None:
    """Return from where to where somebody could live with it; one figure alone is a point."""
    figures = [figure for figure in (least, wish) if figure is not None]
    return (min(figures), max(figures)) if figures else None


def _middle(mine: tuple[int, int] | None, theirs: tuple[int, int] | None) -> tuple[int, int] | None:
    if mine is None or theirs is None:
        return None
    low, high = max(mine[0], theirs[0]), min(mine[1], theirs[1])
    return (low, high) if low <= high else None


def _meeting(
    figure: Mapping[str, int],
    mine: tuple[int, int] | None,
    theirs: tuple[int, int] | None,
    middle: tuple[int, int] | None,
) -> Meeting:
    if mine is None or theirs is None:
        return Meeting.OPEN
    if "me" in figure and figure["me"] == figure.get("partner"):
        return Meeting.MATCH
    return Meeting.MIDDLE if middle else Meeting.TALK


def _drawn(span: tuple[int, int] | None, longest: int) -> RangeBar | None:
    if span is None:
        return None
    low, high = span
    return RangeBar(
        round(WIDTH * low / longest, 1), max(1.5, round(WIDTH * (high - low) / longest, 1))
    )
