"""Four, twelve or fifty-two weeks, or all of them, laid out with their gaps in weeks, months, years."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby

from journal.digests.columns import WeeklySeries, align, chosen, series_of
from journal.digests.tally import Tally, total
from journal.digests.weeks import Year
from users.clock import WEEK, Clock, Week

PERIODS = {"4": 4, "12": 12, "52": 52, "all": 0}
FEW, DEFAULT_PERIOD = "4", "12"
# How many weeks are shown one by one, month by month, year by year: a chart never grows past some twenty places.
MAX_WEEKS, MAX_MONTHS, MAX_YEARS = 13, 104, 800
WEEKS_OF_YEAR = 52
Weeks = dict[Week, Tally]


@dataclass(frozen=True)
class Bucket:
    """A week, a month or a year; a week stands where its Monday does."""

    name: str
    tally: Tally


@dataclass(frozen=True)
class InsightPeriod:
    """The weeks that are looked at, one after the other, the empty ones too."""

    series: WeeklySeries
    buckets: list[Bucket]
    whole: Tally
    today: date
    unit: str  # of the buckets

    @property
    def names(self) -> list[str]:
        """Return the names of the buckets."""
        return [bucket.name for bucket in self.buckets]


def first_week(choice: str, clock: Clock) -> Week | None:
    """Return the first week of a period that ends with this week, or None for all of it."""
    weeks = PERIODS[choice]
    this_week = clock.week_of(clock.today())
    return Week(this_week.first_day - (weeks - 1) * WEEK) if weeks else None


def period_of_weeks(choice: str, written_weeks: Weeks, clock: Clock) -> InsightPeriod:
    """Lay the weeks of a period out, with gaps where nothing was written."""
    today = clock.today()
    last = clock.week_of(today)
    first = _begin(choice, written_weeks, clock)
    last = max(last, *written_weeks, key=_first_day) if written_weeks else last
    weeks, week = {}, first
    while week.first_day <= last.first_day:
        weeks[week] = written_weeks.get(week, Tally())
        week = week.next
    unit, name = _unit(len(weeks))
    buckets: dict[str, list[Tally]] = {}
    for week, tally in weeks.items():
        buckets.setdefault(name(week.monday if unit != "week" else week.first_day), []).append(
            tally
        )
    shown = [Bucket(name, total(tallies)) for name, tallies in buckets.items()]
    series = series_of(first.first_day, list(weeks.values()))
    return InsightPeriod(series, shown, total(bucket.tally for bucket in shown), today, unit)


def _begin(choice: str, weeks: Weeks, clock: Clock) -> Week:
    """Return the first week to show: empty ones before the first words are no gaps, and only the last few of them stand."""
    written = min(weeks, key=_first_day, default=clock.week_of(clock.today()))
    first, few = first_week(choice, clock), first_week(FEW, clock)
    if first is None or few is None:
        return written
    is_by_week = PERIODS[choice] <= MAX_WEEKS
    return max(first, min(written, few, key=_first_day), key=_first_day) if is_by_week else first


def _first_day(week: Week) -> date:
    return week.first_day


def period_since(first: Week, years: dict[int, Year], clock: Clock) -> InsightPeriod | None:
    """Lay the weeks from this one on out; None if nothing was written in them."""
    today = clock.today()
    every_series = [year.series for year in years.values()]
    ends = [series.week(series.last).first_day for series in every_series]
    last = max(clock.week_of(today).first_day, *ends, first.first_day)
    series = align(every_series, first.first_day, (last - first.first_day).days // 7 + 1)
    if series.last < 0:
        return None
    unit, name = _unit(len(series))
    weeks = groupby(range(len(series)), key=lambda place: name(series.week(place).monday))
    buckets = [Bucket(name, _tally(series, list(places))) for name, places in weeks]
    return InsightPeriod(series, buckets, _whole(series, years), today, unit)


def _tally(series: WeeklySeries, places: list[int]) -> Tally:
    return series.tally(places[0], places[-1] + 1)


def _whole(series: WeeklySeries, years: dict[int, Year]) -> Tally:
    counted = (year.choices.counted(year.series.place_of(series.first)) for year in years.values())
    return replace(series.tally(0, len(series)), **chosen(chain.from_iterable(counted)))


def period_of_years(written_years: dict[int, Year], clock: Clock) -> InsightPeriod:
    """Lay many years out, with gaps where nothing was written."""
    today = clock.today()
    first, last = min(written_years), max(*written_years, today.year)
    unit, name = _unit((last - first + 1) * WEEKS_OF_YEAR)
    years = groupby(range(first, last + 1), key=lambda year: name(date(year, 1, 1)))
    by_year = {number: year.series for number, year in written_years.items()}
    buckets = [
        Bucket(
            name,
            total(
                by_year[year].tally(0, len(by_year[year])) for year in some if year in written_years
            ),
        )
        for name, some in years
    ]
    begin, end = by_year[first].first, by_year[max(written_years)]
    series = align(by_year.values(), begin, (end.first - begin).days // 7 + len(end))
    return InsightPeriod(series, buckets, _whole(series, written_years), today, unit)


def _unit(weeks: int) -> tuple[str, Callable[[date], str]]:
    if weeks <= MAX_WEEKS:
        return "week", lambda day: f"{day.day} {day:%b}"
    if weeks <= MAX_MONTHS:
        return "month", lambda day: f"{day:%b %Y}"
    if weeks <= MAX_YEARS:
        return "year", lambda day: f"{day:%Y}"
    return "ten years", lambda day: f"{day.year // 10}0s"
