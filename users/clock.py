"""Days and weeks as one person lives them: own zone, own hour at which a day ends, own first weekday."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from typing import Self
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@cache
def zone_names() -> tuple[str, ...]:
    """Return the time zones to choose from, by place."""
    return tuple(
        sorted(
            name
            for name in available_timezones()
            if name == "UTC" or ("/" in name and not name.startswith("Etc/"))
        )
    )


@dataclass(frozen=True)
class Week:
    """Seven days in a row. It is named after the ISO week of the Monday in it, so each has one name."""

    first_day: date

    @classmethod
    def holding(cls, day: date, *, starts_on: int) -> Self:
        """Return the week of this day, for weeks that start on this weekday (Monday is 0)."""
        return cls(day - timedelta(days=(day.weekday() - starts_on) % 7))

    @classmethod
    def named(cls, name: str, *, starts_on: int) -> Self:
        """Return the week of a name such as 2026-W47, or raise ValueError."""
        monday = datetime.strptime(f"{name}-1", "%G-W%V-%u").date()  # noqa: DTZ007 - a date
        if name != _iso_name(monday):
            message = "a week is written as 2026-W07"
            raise ValueError(message)
        return cls.holding(monday, starts_on=starts_on)

    @property
    def name(self) -> str:
        """Return the name, such as 2026-W47."""
        return _iso_name(self.monday)

    @property
    def monday(self) -> date:
        """Return the Monday in it, after which it is named; it stays the same whatever day weeks start on."""
        return self.first_day + timedelta(days=-self.first_day.weekday() % 7)

    @property
    def days(self) -> list[date]:
        """Return the seven days."""
        return [self.first_day + timedelta(days=n) for n in range(7)]

    @property
    def last_day(self) -> date:
        """Return the seventh day."""
        return self.first_day + 6 * DAY

    @property
    def previous(self) -> "Week":
        """Return the week before."""
        return Week(self.first_day - WEEK)

    @property
    def next(self) -> "Week":
        """Return the week after."""
        return Week(self.first_day + WEEK)


def _iso_name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}"


@dataclass(frozen=True)
class Clock:
    """One person's reckoning of time."""

    zone_name: str = "UTC"
    day_ends: int = 0  # hours after midnight, 0 to 6
    week_starts_on: int = MONDAY

    @cached_property
    def zone(self) -> ZoneInfo:
        """Return the time zone."""
        return ZoneInfo(self.zone_name)

    def start_of(self, day: date) -> datetime:
        """Return the instant at which this day begins; where clocks skip that hour, the instant at which it would have come."""
        return datetime.combine(day, time(self.day_ends), self.zone).astimezone(UTC)

    def moment(self, day: date, at: time) -> datetime:
        """Return the instant of this time of day: the first of two where clocks go back, moved on where they skip it."""
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def day_of(self, moment: datetime) -> date:
        """Return the day this instant belongs to. Days partition time, also where clocks change."""
        wall = moment.astimezone(self.zone).replace(tzinfo=None)
        day = (wall - timedelta(hours=self.day_ends)).date()
        # Clocks that change across the hour at which days end show it twice, or not at all.
        if moment < self.start_of(day):
            return day - DAY
        if moment >= self.start_of(day + DAY):
            return day + DAY
        return day

    def today(self) -> date:
        """Return the day it is now."""
        return self.day_of(timezone.now())

    def week_of(self, day: date) -> Week:
        """Return the week of this day."""
        return Week.holding(day, starts_on=self.week_starts_on)

    def week_named(self, name: str) -> Week:
        """Return the week of a name such as 2026-W47, or raise ValueError."""
        return Week.named(name, starts_on=self.week_starts_on)

    def span(self, first: date, last: date) -> tuple[datetime, datetime]:
        """Return the instants from the start of the first day to the end of the last."""
        return self.start_of(first), self.start_of(last + DAY)

    def local(self, moment: datetime) -> datetime:
        """Return the same instant on this person's wall clock."""
        return moment.astimezone(self.zone)
