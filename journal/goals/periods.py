"""Weeks and months: as the turns of a goal that has no fixed days, and the week that is meant when one is closed."""

from datetime import date, timedelta
from typing import NamedTuple

from journal.recurrence.repeat import Repeat
from journal.text import say_date
from users.clock import Clock, Week

ONE_DAY = timedelta(days=1)
LINGERS = 2  # days after a week on which Today still says that it can be closed


class Period(NamedTuple):
    """A week or a month; of a goal with fixed days, one day."""

    first_day: date
    last_day: date

    def in_words(self, today: date) -> str:
        """Return "Week of Monday 16 November", or "November"."""
        if self.last_day - self.first_day < timedelta(days=7):
            return f"Week of {say_date(self.first_day, today=today)}"
        year = "" if self.first_day.year == today.year else f" {self.first_day.year}"
        return f"{self.first_day:%B}{year}"


def period_of(day: date, unit: str, clock: Clock) -> Period:
    """Return the week of this person's, or the month, that holds this day."""
    if unit == "week":
        week = clock.week_of(day)
        return Period(week.first_day, week.last_day)
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - ONE_DAY)


def last_periods(repeat: Repeat, count: int, today: date, clock: Clock) -> list[Period]:
    """Return the last weeks or months of a goal without fixed days, oldest first, without those it rested through."""
    periods: list[Period] = []
    day = min(today, repeat.last_day or today)
    while day >= repeat.first_day and len(periods) < count:
        period = period_of(day, repeat.unit, clock)
        if not repeat.rests_through(period.first_day, period.last_day):
            periods.insert(0, period)
        day = period.first_day - ONE_DAY
    return periods


def week_to_close(day: date, week: Week) -> Week | None:
    """Return the week that Today offers to close: on its last day, and for two days after."""
    if day == week.last_day:
        return week
    return week.previous if (day - week.first_day).days < LINGERS else None


def week_meant(day: date, clock: Clock) -> Week:
    """Return the week that somebody means who speaks of closing it on this day."""
    week = clock.week_of(day)
    return week_to_close(day, week) or week
