"""Times of rest as they are kept: [["2026-11-20", "2026-12-04"]], the last one open (null) while it lasts."""

from collections.abc import Sequence
from datetime import date, timedelta

Kept = list[list[str | None]]
ONE_DAY = timedelta(days=1)


def spans(seasons: Sequence[Sequence[str | None]]) -> tuple[tuple[date, date], ...]:
    """Return the first and the last day of each."""
    return tuple(
        (date.fromisoformat(first or ""), date.fromisoformat(last) if last else date.max)
        for first, last in seasons
    )


def is_open(seasons: Sequence[Sequence[str | None]]) -> bool:
    """Return whether one lasts."""
    return bool(seasons) and seasons[-1][1] is None


def closed(seasons: Kept, today: date) -> Kept:
    """Return them with the last one ended the day before; one that began today never was."""
    if not is_open(seasons):
        return seasons
    *before, (first, _) = seasons
    yesterday = f"{today - ONE_DAY}"
    return [*before, [first, yesterday]] if first and first <= yesterday else before
