"""Four, twelve or fifty-two weeks, or all of them, laid out with their gaps in weeks, months, years."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from journal.digests import Year
from journal.patterns import Tally, total
from users.clock import WEEK, Clock, Week

PERIODS = {"4": 4, "12": 12, "52": 52, "all": 0}
USUAL = "12"
# How many weeks are shown one by one, month by month, year by year: a chart never grows past some twenty places.
MOST_WEEKS, MOST_MONTHS, MOST_YEARS = 13, 104, 800
WEEKS_OF_YEAR = 52
Weeks = dict[Week, Tally]


@dataclass(frozen=True)
class Bucket:
    """A week, a month or a year; a week stands where its Monday does."""

    name: str
    tally: Tally


@dataclass(frozen=True)
class Span:
    """The weeks that are looked at, one after the other, the empty ones too."""

    weeks: Weeks
    buckets: list[Bucket]
    whole: Tally
    today: date
    unit: str  # of the buckets

    @property
    def names(self) -> list[str]:
        """Return the names of the buckets."""
        return [bucket.name for bucket in self.buckets]


def first_week(period: str, clock: Clock) -> Week | None:
    """Return the first week of a period that ends with this week, or None for all of it."""
    weeks = PERIODS[period]
    this_week = clock.week_of(clock.today())
    return Week(this_week.first_day - (weeks - 1) * WEEK) if weeks else None


def span_of(period: str, kept: Weeks, clock: Clock) -> Span:
    """Lay the weeks of a period out, with gaps where nothing was written."""
    today = clock.today()
    last = clock.week_of(today)
    first = first_week(period, clock) or min(kept, key=lambda week: week.first_day, default=last)
    last = max(last, *kept, key=lambda week: week.first_day) if kept else last
    weeks, week = {}, first
    while week.first_day <= last.first_day:
        weeks[week] = kept.get(week, Tally())
        week = week.next
    unit, name = _unit(len(weeks))
    buckets: dict[str, list[Tally]] = {}
    for week, tally in weeks.items():
        buckets.setdefault(name(week.monday if unit != "week" else week.first_day), []).append(
            tally
        )
    laid = [Bucket(name, total(tallies)) for name, tallies in buckets.items()]
    return Span(weeks, laid, total(bucket.tally for bucket in laid), today, unit)


def span_of_years(kept: dict[int, Year], clock: Clock) -> Span:
    """Lay many years out, with gaps where nothing was written."""
    today = clock.today()
    first, last = min(kept), max(*kept, today.year)
    unit, name = _unit((last - first + 1) * WEEKS_OF_YEAR)
    buckets: dict[str, list[Tally]] = {}
    for year in range(first, last + 1):
        held = [kept[year].tally] if year in kept else []
        buckets.setdefault(name(date(year, 1, 1)), []).extend(held)
    laid = [Bucket(name, total(tallies)) for name, tallies in buckets.items()]
    weeks = {week: tally for year in kept.values() for week, tally in year.weeks.items()}
    return Span(weeks, laid, total(bucket.tally for bucket in laid), today, unit)


def _unit(weeks: int) -> tuple[str, Callable[[date], str]]:
    if weeks <= MOST_WEEKS:
        return "week", lambda day: f"{day.day} {day:%b}"
    if weeks <= MOST_MONTHS:
        return "month", lambda day: f"{day:%b %Y}"
    if weeks <= MOST_YEARS:
        return "year", lambda day: f"{day:%Y}"
    return "ten years", lambda day: f"{day.year // 10}0s"
