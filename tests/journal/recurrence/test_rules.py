"""Rules said in words, and rules that cannot be followed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from journal.recurrence.repeat import Repeat
from journal.recurrence.rules import ordinal, rule_for, validate_rule

FRIDAY = date(2026, 11, 20)  # the third Friday of its month


@pytest.mark.parametrize(
    ("often", "first_day", "words"),
    [
        ("once", FRIDAY, "Once"),
        ("daily", FRIDAY, "Every day"),
        ("weekdays", FRIDAY, "Every weekday"),
        ("weekly", FRIDAY, "Every Friday"),
        ("fortnightly", FRIDAY, "Every second Friday"),
        ("monthly", FRIDAY, "Every month on the 20th"),
        ("monthly", date(2026, 11, 28), "Every month on the 28th"),
        ("monthly", date(2026, 11, 29), "Every month on the 29th, or its last day"),
        ("monthly", date(2026, 10, 31), "Every month on the 31st, or its last day"),
        ("monthly-weekday", FRIDAY, "The third Friday of every month"),
        ("monthly-weekday", date(2026, 10, 30), "The last Friday of every month"),
        ("monthly-last", date(2026, 11, 28), "The last Saturday of every month"),
    ],
)
def test_repeat_is_said_in_words(often, first_day, words):
    assert Repeat(first_day, rule_for(often, first_day)).in_words() == words


@pytest.mark.parametrize(
    ("rule", "times", "words"),
    [
        ("FREQ=DAILY;INTERVAL=3", 0, "Every third day"),
        ("FREQ=WEEKLY;INTERVAL=6;BYDAY=FR", 0, "Every 6th Friday"),
        ("FREQ=WEEKLY", 0, "Every Friday"),
        ("FREQ=WEEKLY;BYDAY=TU,FR", 0, "Every Tuesday and Friday"),
        (
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,FR",
            0,
            "Every third week on Monday, Tuesday and Friday",
        ),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=20", 0, "Every second month on the 20th"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SA", 0, "The last Saturday of every second month"),
        ("FREQ=WEEKLY", 1, "Once a week"),
        ("FREQ=WEEKLY", 3, "3 times a week"),
        ("FREQ=MONTHLY", 2, "Twice a month"),
    ],
)
def test_rule_is_said_in_words(rule, times, words):
    assert Repeat(FRIDAY, rule, times=times).in_words() == words


@pytest.mark.parametrize("number", [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31, 111])
def test_ordinal_ends_as_it_is_spoken(number):
    ends = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}

    assert ordinal(number) == f"{number}{ends.get(number, 'th')}"


@pytest.mark.parametrize(
    "rule",
    [
        *("", "often", "FREQ", "FREQ=", "FREQ=FORTNIGHTLY", "FREQ=HOURLY", "FREQ=YEARLY"),
        *("FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=100"),
        *("FREQ=DAILY;INTERVAL=x", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=x"),
        *("FREQ=DAILY;COUNT=3", "FREQ=DAILY;UNTIL=20270101T000000Z", "FREQ=DAILY;BYHOUR=9,17"),
        *("DTSTART:20261120\nRRULE:FREQ=DAILY", "RRULE:FREQ=DAILY", "FREQ=DAILY\0"),
        "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 100),
    ],
)
def test_rule_that_cannot_be_followed_is_refused(rule):
    with pytest.raises(ValidationError, match="This repeat does not make sense yet"):
        validate_rule(rule)
