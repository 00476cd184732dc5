"""RFC 5545 rules of goals: made from what a person chooses, checked, taken apart, and said in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Self

from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from journal.text import join, times

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WORKING_DAYS = WEEKDAYS[:5]
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY"}
SHORTEST_MONTH = 28
WHOLE_WEEKS = 4  # in every month; not every month has a fifth
MAX_RULE_LENGTH = 200
MAX_RULES = 200  # most people choose among a few: a process takes each apart once
# What a rule may say: no end, because Repeat begins to count near the day it is asked about.
PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST"}
INTERVALS = range(1, 100)
INVALID = "This repeat does not make sense yet. Choose how often it comes round."


class Often(TextChoices):
    """How often, as a person says it; the first day says on which day."""

    ONCE = "once", "Once"
    DAILY = "daily", "Every day"
    WEEKDAYS = "weekdays", "Every weekday, Monday to Friday"
    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every second week"
    CHOSEN_DAYS = "chosen-days", "On chosen days of the week"
    TIMES_A_WEEK = "times-a-week", "Some times a week, on no fixed day"
    MONTHLY_DATE = "monthly", "Every month, on the same date"
    MONTHLY_WEEKDAY = "monthly-weekday", "Every month, on the same weekday (the third Friday)"
    MONTHLY_LAST = "monthly-last", "Every month, on the last such weekday (the last Saturday)"
    TIMES_A_MONTH = "times-a-month", "Some times a month, on no fixed day"


# The choices that have no days of their own: a week or a month is one turn of theirs.
LOOSE = {Often.TIMES_A_WEEK: "FREQ=WEEKLY", Often.TIMES_A_MONTH: "FREQ=MONTHLY"}


def rule_for(
    often: str,
    first_day: date,
    *,
    every: int = 1,
    weekdays: Collection[str] = (),
    week_start: str = "MO",
) -> str:
    """Return the RFC 5545 rule of a choice that starts on this day; once has no rule."""
    weekday = WEEKDAYS[first_day.weekday()]
    days = ",".join(day for day in WEEKDAYS if day in (weekdays or [weekday]))
    # A month too short for the 31st has its turn on its last day, instead of none.
    dates = ",".join(map(str, range(min(first_day.day, SHORTEST_MONTH), first_day.day + 1)))
    last_resort = ";BYSETPOS=-1" if first_day.day > SHORTEST_MONTH else ""
    week = (first_day.day - 1) // 7 + 1
    n = f";INTERVAL={every}" if every > 1 else ""
    # In which week a Sunday lies matters only to a rule that leaves weeks out.
    start = f";WKST={week_start}" if every > 1 and week_start != "MO" else ""
    rules = {
        Often.ONCE: "",
        Often.DAILY: f"FREQ=DAILY{n}",
        Often.WEEKDAYS: f"FREQ=WEEKLY;BYDAY={','.join(WORKING_DAYS)}",
        Often.WEEKLY: f"FREQ=WEEKLY{n};BYDAY={weekday}",
        Often.FORTNIGHTLY: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        Often.CHOSEN_DAYS: f"FREQ=WEEKLY{n};BYDAY={days}{start}",
        Often.MONTHLY_DATE: f"FREQ=MONTHLY{n};BYMONTHDAY={dates}{last_resort}",
        Often.MONTHLY_WEEKDAY: f"FREQ=MONTHLY{n};BYDAY={week if week <= WHOLE_WEEKS else -1}{weekday}",
        Often.MONTHLY_LAST: f"FREQ=MONTHLY{n};BYDAY=-1{weekday}",
    }
    return (rules | LOOSE)[Often(often)]


def validate_rule(rule: str) -> None:
    """Raise ValidationError unless Repeat can follow this rule, and it comes round at most once a day."""
    try:
        parts = Rule.split(rule)
        rrulestr(rule)
        fits = parts.keys() <= PARTS and parts["FREQ"] in FREQUENCIES
        fits = (
            fits and int(parts.get("INTERVAL", "1")) in INTERVALS and len(rule) <= MAX_RULE_LENGTH
        )
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise ValidationError(INVALID) from error
    if not fits:
        raise ValidationError(INVALID)


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 31st."""
    tail = (
        "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{tail}"


@dataclass(frozen=True)
class Rule:
    """A rule, taken apart; the first day says what a rule leaves open."""

    frequency: str
    interval: int
    days: tuple[str, ...]  # "FR", "-1SA"
    dates: tuple[int, ...]
    is_simple: bool  # its turns are never further apart than its own period

    @staticmethod
    def split(rule: str) -> dict[str, str]:
        """Return the parts of a rule by name."""
        return dict(part.split("=") for part in rule.split(";"))

    @classmethod
    @lru_cache(MAX_RULES)
    def read(cls, rule: str) -> Self:
        """Return a valid rule, taken apart."""
        parts = cls.split(rule)
        plain = {"FREQ", "INTERVAL", "WKST"} | ({"BYDAY"} if parts["FREQ"] == "WEEKLY" else set())
        return cls(
            is_simple=parts["FREQ"] != "MONTHLY" and parts.keys() <= plain,
            frequency=parts["FREQ"],
            interval=int(parts.get("INTERVAL", "1")),
            days=tuple(day for day in parts.get("BYDAY", "").split(",") if day),
            dates=tuple(int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day),
        )

    @cached_property
    def weekdays(self) -> list[str]:
        """Return the names of the weekdays it names, in the order of a week."""
        return [name for day, name in zip(WEEKDAYS, WEEKDAY_NAMES, strict=True) if day in self.days]

    @cached_property
    def _ordinal(self) -> tuple[int, str] | None:
        """Return (3, "Friday") of a rule for the third Friday."""
        if len(self.days) != 1 or self.days[0] in WEEKDAYS:
            return None
        return int(self.days[0][:-2]), WEEKDAY_NAMES[WEEKDAYS.index(self.days[0][-2:])]

    def in_words(self, first_day: date, how_many: int = 0) -> str:
        """Return the rule as a person says it: "Every second Friday"."""
        if how_many:
            return f"{times(how_many).capitalize()} a {self.frequency.lower().removesuffix('ly')}"
        if self.frequency == "DAILY" and self.is_simple:
            return f"Every {self._nth}day"
        if self.frequency == "WEEKLY" and self.is_simple:
            return self._weekly(first_day)
        if self.frequency == "MONTHLY" and self._ordinal and self._ordinal[0] in ORDINALS:
            number, weekday = self._ordinal
            return f"The {ORDINALS[number]} {weekday} of every {self._nth}month"
        if self.frequency == "MONTHLY" and self.dates and not self.days:
            or_last = ", or its last day" if len(self.dates) > 1 else ""
            return f"Every {self._nth}month on the {ordinal(max(self.dates))}{or_last}"
        return "As its rule says"

    @property
    def _nth(self) -> str:
        """Return "second " for every second week, "5th " for every fifth, nothing for every one."""
        if self.interval == 1:
            return ""
        return f"{ORDINALS.get(self.interval) or ordinal(self.interval)} "

    def _weekly(self, first_day: date) -> str:
        names: Sequence[str] = self.weekdays or [WEEKDAY_NAMES[first_day.weekday()]]
        if list(self.days) == WORKING_DAYS and self.interval == 1:
            return "Every weekday"
        if len(names) == 1 or self.interval == 1:
            return f"Every {self._nth}{join(list(names))}"
        return f"Every {self._nth}week on {join(list(names))}"
