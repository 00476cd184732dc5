"""A repeat as a calendar tells it: a first day and a rule, days left out, days moved. Days in, days out."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import takewhile

from journal.recurrence.repeat import Repeat

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Series:
    """What RFC 5545 needs to know of a repeat."""

    first: date | None  # the first day on which the rule comes round; None if no rule holds any day
    rule: str = ""
    until: date | None = None
    left_out: list[date] = field(default_factory=list)
    moved: dict[date, date] = field(default_factory=dict)
    alone: list[date] = field(default_factory=list)  # moved here from beyond the end

    def ended_before(self, day: date) -> bool:
        """Return whether all of it lies before this day."""
        ends = [*self.moved.values(), *self.alone]
        ends += [self.until or date.max] if self.rule else [self.first] if self.first else []
        return max(ends, default=date.min) < day


def series_of(repeat: Repeat) -> Series:
    """Return a repeat with fixed days as a series. A rest that lasts ends it; one that is over leaves days out."""
    if not repeat.rule:
        return Series(next(repeat.since(date.min), None))
    plain = replace(repeat, moves={}, rests=())
    until = _until(repeat)
    first = next(plain.since(repeat.first_day), None)
    if first and until and first > until:
        first = None
    moves = {day: to for day, to in repeat.moves.items() if plain.falls_on(day)}
    shown = {day: to for day, to in moves.items() if not repeat.rests_through(to, to)}
    inside = {day for day in moves if first and (until is None or day <= until)}
    gone = _rested(plain, repeat, until) if first else set()
    return Series(
        first,
        repeat.rule if first else "",
        until,
        left_out=sorted((gone - shown.keys()) | (inside - shown.keys())),
        moved={day: to for day, to in shown.items() if day in inside},
        alone=sorted(to for day, to in shown.items() if day not in inside),
    )


def _until(repeat: Repeat) -> date | None:
    """Return the last day on which it can come round: the day before a rest that lasts, or its own last day."""
    ends = [begin - ONE_DAY for begin, end in repeat.rests if end == date.max]
    return min([*ends, *filter(None, [repeat.last_day])], default=None)


def _rested(plain: Repeat, repeat: Repeat, until: date | None) -> set[date]:
    """Return the turns that fall into rests that are over."""
    return {
        turn
        for begin, end in repeat.rests
        if end != date.max
        for turn in between(plain, begin, min(end, until or end))
    }


def between(repeat: Repeat, first: date, last: date) -> Iterator[date]:
    """Return all turns between these days."""
    return takewhile(lambda day: day <= last, repeat.since(first))
