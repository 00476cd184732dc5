"""When a goal comes round: RFC 5545 rules over days, by dateutil, and the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice, takewhile

from dateutil.rrule import rrule, rruleset, rrulestr
from django.core.exceptions import ValidationError
from django.db.models import TextChoices

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
WEEKDAY_NAMES = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]
# Days after which a rule without an interval begins anew; a month has no fixed number.
PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 0}
WORKING_DAYS = "MO,TU,WE,TH,FR"
EVERY_OTHER_DAY = (0, 2, 4)
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
LONGEST_RULE = 200
# What a rule may say: no end, because Repeat begins to count near the day it is asked about.
PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS"}
INTERVALS = range(1, 100)
HORIZON = timedelta(days=366 * 5)
INVALID = "This repeat does not make sense yet. Choose how often it comes round."


class Often(TextChoices):
    """How often, as a person says it; the first day says on which day."""

    ONCE = "once", "Once"
    DAILY = "daily", "Every day"
    WEEKDAYS = "weekdays", "Every weekday, Monday to Friday"
    THREE_A_WEEK = "three-a-week", "Three times a week"
    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every second week"
    MONTHLY_DATE = "monthly", "Every month, on the same date"
    MONTHLY_WEEKDAY = (
        "monthly-weekday",
        "Every month, on the same weekday (the third Friday)",
    )
    MONTHLY_LAST = (
        "monthly-last",
        "Every month, on the last such weekday (the last Saturday)",
    )


def rule_for(often: str, first_day: date) -> str:
    """Return the RFC 5545 rule of a choice that starts on this day; once has no rule."""
    weekday = WEEKDAYS[first_day.weekday()]
    # A month too short for the 31st has its turn on its last day, instead of none.
    dates = ",".join(str(day) for day in range(min(first_day.day, 28), first_day.day + 1))
    three = ",".join(WEEKDAYS[day] for day in _three_days(first_day))
    last_resort = ";BYSETPOS=-1" if first_day.day > 28 else ""  # noqa: PLR2004 - the length of a February
    week = (first_day.day - 1) // 7 + 1
    return {
        Often.ONCE: "",
        Often.DAILY: "FREQ=DAILY",
        Often.WEEKDAYS: f"FREQ=WEEKLY;BYDAY={WORKING_DAYS}",
        Often.THREE_A_WEEK: f"FREQ=WEEKLY;BYDAY={three}",
        Often.WEEKLY: f"FREQ=WEEKLY;BYDAY={weekday}",
        Often.FORTNIGHTLY: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        Often.MONTHLY_DATE: f"FREQ=MONTHLY;BYMONTHDAY={dates}{last_resort}",
        Often.MONTHLY_WEEKDAY: f"FREQ=MONTHLY;BYDAY={week if week < 5 else -1}{weekday}",  # noqa: PLR2004 - not every month has a fifth
        Often.MONTHLY_LAST: f"FREQ=MONTHLY;BYDAY=-1{weekday}",
    }[Often(often)]


def _three_days(first_day: date) -> list[int]:
    """Return three weekdays, this one and every other day after it, in the order of the week."""
    return sorted((first_day.weekday() + days) % 7 for days in EVERY_OTHER_DAY)


def validate_rule(rule: str) -> None:
    """Raise ValidationError unless Repeat can follow this rule, and it comes round at most once a day."""
    try:
        parts = _parts(rule)
        rrulestr(rule)
        fits = parts.keys() <= PARTS and parts["FREQ"] in PERIODS
        fits = fits and int(parts.get("INTERVAL", "1")) in INTERVALS and len(rule) <= LONGEST_RULE
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise ValidationError(INVALID) from error
    if not fits:
        raise ValidationError(INVALID)


def _parts(rule: str) -> dict[str, str]:
    """Return the parts of a rule by name."""
    return dict(part.split("=") for part in rule.split(";"))


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 31st."""
    tail = (
        "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{tail}"


@dataclass(frozen=True)
class Repeat:
    """A first day and a rule; without a rule there is one day only."""

    first_day: date
    rule: str = ""

    @cached_property
    def often(self) -> Often | None:
        """Return the choice that gives this rule, or None for a rule from elsewhere."""
        return next(
            (often for often in Often if rule_for(often, self.first_day) == self.rule),
            None,
        )

    def falls_on(self, day: date) -> bool:
        """Return whether it comes round on this day."""
        return next(self.since(day), None) == day

    def since(self, day: date) -> Iterator[date]:
        """Return the days from this one on, in order; a rule that never comes round again ends the search in five years."""
        start = max(day, self.first_day)
        if not self.rule:
            return iter([self.first_day] if day <= self.first_day else [])
        turns = self._rule_near(start).xafter(_midnight(start), inc=True)
        end = _midnight(start) + HORIZON
        return (moment.date() for moment in takewhile(lambda moment: moment <= end, turns))

    def last(self, count: int, *, until: date) -> list[date]:
        """Return the last days up to this one, oldest first; at most as many as asked for."""
        if until < self.first_day:
            return []
        if not self.rule:
            return [self.first_day]
        begin = max(self.first_day, until - self._longest_wait * (count + 1))
        found = self._rule_near(begin).between(_midnight(begin), _midnight(until), inc=True)
        return [moment.date() for moment in found[-count:]]

    def next(self, count: int, *, since: date) -> list[date]:
        """Return the next days from this one on, at most as many as asked for."""
        return list(islice(self.since(since), count))

    @cached_property
    def _interval(self) -> int:
        return int(_parts(self.rule).get("INTERVAL", "1"))

    @cached_property
    def _longest_wait(self) -> timedelta:
        """Return how far apart two turns can be: a day or a week if that is all that the rule says, else a month."""
        parts = _parts(self.rule)
        said = parts.keys() - {"INTERVAL", "FREQ"}
        simple = said <= ({"BYDAY"} if parts["FREQ"] == "WEEKLY" else set())
        return timedelta(days=(PERIODS[parts["FREQ"]] if simple else 0) or 31) * self._interval

    def _rule_near(self, day: date) -> rrule | rruleset:
        """Return the rule from a start close to this day: dateutil counts every turn from its start."""
        period = PERIODS[_parts(self.rule)["FREQ"]] * self._interval
        start = self.first_day
        if period:
            start += timedelta(days=(day - start).days // period * period)
        return rrulestr(self.rule, dtstart=_midnight(start))

    def in_words(self) -> str:
        """Return the repeat as a person says it: "Every second Friday"."""
        weekday = WEEKDAY_NAMES[self.first_day.weekday()]
        week = (self.first_day.day - 1) // 7 + 1
        or_last = ", or its last day" if self.first_day.day > 28 else ""  # noqa: PLR2004 - the length of a February
        return {
            Often.ONCE: "Once",
            Often.DAILY: "Every day",
            Often.WEEKDAYS: "Every weekday",
            Often.THREE_A_WEEK: "Every {}, {} and {}".format(
                *(WEEKDAY_NAMES[day] for day in _three_days(self.first_day))
            ),
            Often.WEEKLY: f"Every {weekday}",
            Often.FORTNIGHTLY: f"Every second {weekday}",
            Often.MONTHLY_DATE: f"Every month on the {ordinal(self.first_day.day)}{or_last}",
            Often.MONTHLY_WEEKDAY: f"The {ORDINALS[week if week < 5 else -1]} {weekday} of every month",  # noqa: PLR2004 - not every month has a fifth
            Often.MONTHLY_LAST: f"The last {weekday} of every month",
            None: "As its rule says",
        }[self.often]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
