"""When a goal comes round, held against plain dateutil, and the same in words."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from journal.repeats import Often, Repeat, ordinal, rule_for, validate_rule

FRIDAY = date(2026, 11, 20)  # the third Friday of its month
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
OFTEN = st.sampled_from(Often)
AGAIN = st.sampled_from([often for often in Often if often != Often.ONCE])
SPANS = st.integers(-40, 3000).map(timedelta)


def repeat(often, first_day):
    """Return a repeat as the form makes it."""
    return Repeat(first_day, rule_for(often, first_day))


def day_by_day(rule, first_day, until):
    """Return every turn from the first day on, as dateutil counts them."""
    start, end = (datetime.combine(day, time()) for day in (first_day, until))
    return [moment.date() for moment in rrulestr(rule, dtstart=start).between(start, end, inc=True)]


@given(AGAIN, DAYS, SPANS, st.integers(1, 12))
def test_last_turns_are_those_that_dateutil_finds_from_the_start(often, first_day, span, count):
    goal, until = repeat(often, first_day), first_day + span

    found = goal.last(count, until=until)

    assert found == day_by_day(goal.rule, first_day, until)[-count:]


@given(AGAIN, DAYS, SPANS, st.integers(1, 6))
def test_next_turns_are_those_that_dateutil_finds_from_the_start(often, first_day, span, count):
    goal, since = repeat(often, first_day), first_day + span
    horizon = since + timedelta(days=31 * 2 * (count + 1))

    found = goal.next(count, since=since)

    turns = day_by_day(goal.rule, first_day, horizon)
    assert found == [day for day in turns if day >= since][:count]


@given(OFTEN, DAYS, SPANS)
def test_it_falls_on_its_turns_and_on_no_other_day(often, first_day, span):
    goal, day = repeat(often, first_day), first_day + span

    assert goal.falls_on(day) == (goal.last(1, until=day) == [day])


@given(OFTEN, DAYS)
def test_choice_and_rule_lead_to_each_other(often, first_day):
    goal = repeat(often, first_day)

    assert goal.often is not None
    assert rule_for(goal.often, first_day) == goal.rule
    assert goal.in_words() == repeat(goal.often, first_day).in_words()


@given(OFTEN.filter(lambda often: often not in {Often.WEEKDAYS, Often.MONTHLY_LAST}), DAYS)
def test_repeat_begins_on_its_first_day(often, first_day):
    assert repeat(often, first_day).falls_on(first_day)


@given(st.sampled_from([Often.WEEKDAYS, Often.MONTHLY_LAST]), DAYS)
def test_repeat_that_cannot_begin_on_its_first_day_begins_soon_after(often, first_day):
    (begin,) = repeat(often, first_day).next(1, since=first_day)

    assert first_day <= begin < first_day + timedelta(days=62)


@given(AGAIN, DAYS)
def test_rule_of_every_choice_is_valid(often, first_day):
    validate_rule(rule_for(often, first_day))


def test_once_is_one_day():
    goal = repeat(Often.ONCE, FRIDAY)

    assert goal.last(12, until=FRIDAY) == [FRIDAY]
    assert goal.last(12, until=FRIDAY - timedelta(days=1)) == []
    assert goal.next(4, since=FRIDAY) == [FRIDAY]
    assert goal.next(4, since=FRIDAY + timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("often", "days"),
    [
        ("daily", ["11-20", "11-21", "11-22", "11-23"]),
        ("weekdays", ["11-20", "11-23", "11-24", "11-25"]),
        ("three-a-week", ["11-20", "11-22", "11-24", "11-27"]),
        ("weekly", ["11-20", "11-27", "12-04", "12-11"]),
        ("fortnightly", ["11-20", "12-04", "12-18", "01-01"]),
        ("monthly", ["11-20", "12-20", "01-20", "02-20"]),
        ("monthly-weekday", ["11-20", "12-18", "01-15", "02-19"]),
        ("monthly-last", ["11-27", "12-25", "01-29", "02-26"]),
    ],
)
def test_next_turns_from_a_friday(often, days):
    turns = repeat(often, FRIDAY).next(4, since=FRIDAY)

    assert [f"{day:%m-%d}" for day in turns] == days


@pytest.mark.parametrize(
    ("first_day", "days"),
    [
        (date(2027, 1, 29), ["01-29", "02-28", "03-29", "04-29"]),
        (date(2027, 1, 30), ["01-30", "02-28", "03-30", "04-30"]),
        (date(2027, 1, 31), ["01-31", "02-28", "03-31", "04-30"]),
        (date(2028, 1, 29), ["01-29", "02-29", "03-29", "04-29"]),
        (date(2028, 1, 30), ["01-30", "02-29", "03-30", "04-30"]),
        (date(2028, 1, 31), ["01-31", "02-29", "03-31", "04-30"]),
        (date(2100, 1, 29), ["01-29", "02-28", "03-29", "04-29"]),  # no leap year
        (date(2028, 2, 29), ["02-29", "03-29", "04-29", "05-29"]),
    ],
)
def test_monthly_at_the_end_of_a_month_has_a_turn_in_every_month(first_day, days):
    turns = repeat(Often.MONTHLY_DATE, first_day).next(4, since=first_day)

    assert [f"{day:%m-%d}" for day in turns] == days


@given(DAYS, st.sampled_from([Often.MONTHLY_DATE, Often.MONTHLY_WEEKDAY, Often.MONTHLY_LAST]))
def test_monthly_comes_round_once_in_every_month(first_day, often):
    turns = repeat(often, first_day).next(25, since=first_day)

    months = [day.year * 12 + day.month for day in turns]
    assert months == list(range(months[0], months[0] + 25))


@pytest.mark.parametrize(
    ("often", "first_day", "days"),
    [
        ("monthly-last", date(2026, 11, 28), ["11-28", "12-26", "01-30", "02-27"]),
        ("monthly-weekday", date(2026, 10, 30), ["10-30", "11-27", "12-25", "01-29"]),  # the fifth
    ],
)
def test_last_weekday_of_a_month(often, first_day, days):
    turns = repeat(often, first_day).next(4, since=first_day)

    assert [f"{day:%m-%d}" for day in turns] == days


def test_every_second_friday_keeps_its_rhythm_across_a_year_of_53_weeks():
    goal = repeat(Often.FORTNIGHTLY, date(2020, 12, 18))

    assert goal.next(4, since=date(2020, 12, 19)) == [
        date(2021, 1, 1),
        date(2021, 1, 15),
        date(2021, 1, 29),
        date(2021, 2, 12),
    ]


@pytest.mark.parametrize(
    ("often", "first_day", "words"),
    [
        ("once", FRIDAY, "Once"),
        ("daily", FRIDAY, "Every day"),
        ("weekdays", FRIDAY, "Every weekday"),
        ("three-a-week", FRIDAY, "Every Tuesday, Friday and Sunday"),
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
    assert repeat(often, first_day).in_words() == words


def test_rule_from_elsewhere_is_followed_though_it_is_no_choice():
    goal = Repeat(FRIDAY, "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,FR")

    assert goal.often is None
    assert goal.in_words() == "As its rule says"
    assert goal.next(3, since=FRIDAY) == [FRIDAY, date(2026, 12, 8), date(2026, 12, 11)]


def test_rule_that_never_comes_round_again_ends_the_search():
    goal = Repeat(date(2028, 2, 29), "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30,29")

    assert goal.next(2, since=date(2096, 3, 1)) == []


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
