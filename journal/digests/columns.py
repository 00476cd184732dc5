"""Many weeks in few numbers: a column for each question, with a number for each week. Tallies in, numbers out.

Week by week these would be some thousand dictionaries, and a look at a year would spend its time on taking them
apart; columns are read, added up and compared where Python is fastest.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from operator import add
from typing import Any

from journal.digests.tally import ALL, WARM, WARM_FAMILIES, Grid, Tally
from users.clock import DAY, WEEK, Week

Columns = dict[str, list[int]]


@dataclass
class WeeklySeries:
    """Weeks one after the other, the empty ones too."""

    first: date  # the first day of the first week
    entries: list[int]
    days: list[int]  # entries of each day
    warm_days: list[int]  # those of them with something close or calm
    families: Columns = field(default_factory=dict)  # {family: feelings}
    strengths: Columns = field(default_factory=dict)  # {"1" to "5": feelings}
    notes: Columns = field(default_factory=dict)  # {state: thank-yous}
    turns: Columns = field(default_factory=dict)  # {goal: on which days, counted from the first}
    last: int = -1  # the last week in which anything was written
    end: str = ""  # the last entry with something close or calm that says how it ended
    end_in: int = -1  # its week

    def __len__(self) -> int:
        """Return how many weeks there are."""
        return len(self.entries)

    def week(self, place: int) -> Week:
        """Return one of the weeks."""
        return Week(self.first + place * WEEK)

    def place_of(self, day: date) -> int:
        """Return where the week of a day stands, or would stand."""
        return (day - self.first).days // 7

    def tally(self, start: int, end: int) -> Tally:
        """Return what the columns say of some of the weeks."""
        families = _sums(self.families, start, end)
        return Tally(
            entries=sum(self.entries[start:end]),
            feelings={family: {"": number} for family, number in families.items()},
            strengths=_sums(self.strengths, start, end),
            notes=_sums(self.notes, start, end),
        )

    def together(self, columns: Columns, names: Iterable[str]) -> list[int]:
        """Return for each week what the columns of these names come to."""
        sums = [0] * len(self)
        for name in names:
            if name in columns:
                sums = list(map(add, sums, columns[name]))
        return sums

    @property
    def warm(self) -> list[int]:
        """Return how often something close or calm was felt in each week."""
        return self.together(self.families, WARM_FAMILIES)

    @property
    def thanks_kept(self) -> list[int]:
        """Return how many thank-yous were kept in each week."""
        return self.together(self.notes, self.notes)

    def on(self, day: date) -> tuple[int, int]:
        """Return how many entries of a day hold something close or calm, and how many there are."""
        place = (day - self.first).days
        return (self.warm_days[place], self.days[place]) if 0 <= place < len(self.days) else (0, 0)

    def turns_of(self, goals: set[str]) -> set[date]:
        """Return the days on which one of these goals was done."""
        places = {place for goal in goals for place in self.turns.get(goal, ())}
        return {self.first + place * DAY for place in places}


def _sums(columns: Columns, start: int, end: int) -> dict[str, int]:
    sums = {name: sum(column[start:end]) for name, column in columns.items()}
    return {name: number for name, number in sums.items() if number}


def series_of(first: date, tallies: Sequence[Tally]) -> WeeklySeries:
    """Return what these weeks come to, of which the first begins on this day."""
    number = len(tallies)
    series = WeeklySeries(
        first, [tally.entries for tally in tallies], [0] * 7 * number, [0] * 7 * number
    )
    for place, tally in enumerate(tallies):
        families = {family: sum(words.values()) for family, words in tally.feelings.items()}
        for columns, counts in (
            (series.families, families),
            (series.strengths, tally.strengths),
            (series.notes, tally.notes),
        ):
            for name, count in counts.items():
                columns.setdefault(name, [0] * number)[place] = count
        for when, at in tally.times.items():
            day = _day(place, int(when[0]), first)
            series.days[day] += at[ALL]
            series.warm_days[day] += at.get(WARM, 0)
        for goal, weekdays in tally.turns.items():
            days = sorted(_day(place, int(weekday), first) for weekday in weekdays)
            series.turns.setdefault(goal, []).extend(days)
        if tally != Tally():
            series.last = place
        for pk in tally.good_ends:
            series.end, series.end_in = pk, place
    return series


def _day(place: int, weekday: int, first: date) -> int:
    return place * 7 + (weekday - first.weekday()) % 7


def align(every_series: Iterable[WeeklySeries], first: date, number: int) -> WeeklySeries:
    """Lay several series out as so many weeks from this day on, with gaps where none of them reaches."""
    whole = WeeklySeries(first, [0] * number, [0] * 7 * number, [0] * 7 * number)
    for series in every_series:
        place = whole.place_of(series.first)
        _align_column(series.entries, whole.entries, place)
        _align_column(series.days, whole.days, place * 7)
        _align_column(series.warm_days, whole.warm_days, place * 7)
        for name in ("families", "strengths", "notes"):
            columns: Columns = getattr(whole, name)
            for key, column in getattr(series, name).items():
                _align_column(column, columns.setdefault(key, [0] * number), place)
        for goal, days in series.turns.items():
            moved = (day + place * 7 for day in days)
            whole.turns.setdefault(goal, []).extend(day for day in moved if 0 <= day < number * 7)
        whole.last = max(whole.last, place + series.last if series.last >= 0 else -1)
        if series.end and place + series.end_in >= 0:
            whole.end, whole.end_in = series.end, place + series.end_in
    return whole


def _align_column(column: list[int], over: list[int], place: int) -> None:
    start, end = max(place, 0), min(place + len(column), len(over))
    if start < end:
        over[start:end] = column[start - place : end - place]


@dataclass
class ChoiceCounts:
    """What is only asked for in sums: what set it off, what was needed, when it was, whether it says what came of it."""

    names: list[str]  # what was counted, as _names() tells it
    totals: list[int]  # how often, in all
    weeks: list[str]  # in each week: the places of the names, each as often as it came

    def counted(self, start: int) -> Iterator[tuple[str, int]]:
        """Yield what was counted from this week on, and how often."""
        if start <= 0:
            yield from zip(self.names, self.totals, strict=True)
        else:
            counts = Counter(" ".join(self.weeks[start:]).split())
            yield from ((self.names[int(place)], number) for place, number in counts.items())


def count_choices(tallies: Iterable[Tally]) -> ChoiceCounts:
    """Return what was chosen in these weeks."""
    places: dict[str, int] = {}
    weeks = []
    for tally in tallies:
        counted = _names(tally)
        for name, _ in counted:
            places.setdefault(name, len(places))
        weeks.append([place for name, number in counted for place in [places[name]] * number])
    totals = Counter(chain.from_iterable(weeks))
    places_by_week = [" ".join(map(str, week)) for week in weeks]
    return ChoiceCounts(list(places), [totals[place] for place in places.values()], places_by_week)


GRIDS = ("triggers", "needs", "times")


def _names(tally: Tally) -> list[tuple[str, int]]:
    """Return what was counted, as a grid, a column and a label: the label comes last, for it may hold anything."""
    counted = [
        (f"{grid} {what} {label}", number)
        for grid in GRIDS
        for label, counts in getattr(tally, grid).items()
        for what, number in counts.items()
    ]
    return counted + [(f"says {what} ", number) for what, number in tally.says.items()]


def chosen(counted: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """Return the parts of a tally that these counts come to."""
    sums: dict[str, int] = {}
    for name, number in counted:
        sums[name] = sums.get(name, 0) + number
    parts: dict[str, Grid] = {grid: {} for grid in GRIDS}
    says = {}
    for name, number in sums.items():
        grid, what, label = name.split(" ", 2)
        if grid == "says":
            says[what] = number
        else:
            parts[grid].setdefault(label, {})[what] = number
    return {**parts, "says": says}
