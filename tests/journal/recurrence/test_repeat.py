"""When a goal comes round, held against plain dateutil, and the same in words."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from journal.recurrence.repeat import Repeat
from journal.recurrence.rules import LOOSE, WEEKDAYS, Often, rule_for, validate_rule

FRIDAY = date(2026, 11, 20)  # the third Friday of its month
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
FIXED = [often for often in Often if often not in LOOSE]
OFTEN = st.sampled_from(FIXED)
AGAIN = st.sampled_from([often for often in FIXED if often != Often.ONCE])
EVERY = st.integers(1, 99)
CHOSEN = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True)
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
    loose = Repeat(first_day, "FREQ=MONTHLY", times=2).next(4, since=first_day)

    assert [f"{day:%m-%d}" for day in turns] == days
    assert loose == turns


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
    "rule",
    [
        *("FREQ=DAILY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=TU"),
        *("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=24", "FREQ=MONTHLY;BYDAY=+4TU,-1TU"),
    ],
)
def test_rule_from_elsewhere_is_followed_though_it_is_no_choice(rule):
    goal = Repeat(FRIDAY, rule)

    assert goal.often is None
    assert goal.in_words() == "As its rule says"
    assert goal.next(1, since=FRIDAY) == [date(2026, 11, 24)]


@given(EVERY, CHOSEN, DAYS, st.sampled_from(["MO", "SA", "SU"]))
def test_chosen_days_of_every_nth_week_are_those_that_dateutil_finds(every, chosen, first, start):
    rule = rule_for("chosen-days", first, every=every, weekdays=chosen, week_start=start)
    goal, until = Repeat(first, rule), first + timedelta(days=2500)

    validate_rule(rule)
    assert goal.last(12, until=until) == day_by_day(rule, first, until)[-12:]
    assert {WEEKDAYS[day.weekday()] for day in goal.next(20, since=first)} <= set(chosen)


@given(st.sampled_from(["daily", "weekly", "monthly", "monthly-weekday"]), EVERY, DAYS)
def test_every_nth_is_read_back_as_it_was_chosen(often, every, first_day):
    goal = Repeat(first_day, rule_for(often, first_day, every=every))

    if (often, every) == ("weekly", 2):
        often, every = "fortnightly", 1  # that choice says it all
    if (often, goal.rule.count("BYDAY=-1")) == ("monthly-weekday", 1):
        often = goal.often  # a fifth Friday is the last one
    assert (goal.often, goal.every) == (often, every)


@given(AGAIN, DAYS, SPANS, st.integers(0, 400).map(timedelta), st.integers(1, 6))
def test_nothing_comes_round_after_the_last_day(often, first_day, span, length, count):
    rule, until = rule_for(often, first_day), first_day + span
    goal = Repeat(first_day, rule, last_day=first_day + length)
    turns = day_by_day(rule, first_day, goal.last_day)

    assert goal.last(count, until=until) == [day for day in turns if day <= until][-count:]
    assert goal.next(count, since=until) == [day for day in turns if day >= until][:count]


@given(AGAIN, DAYS, st.integers(0, 9), st.integers(-60, 60).map(timedelta), st.integers(1, 12))
def test_a_moved_turn_comes_on_its_new_day_and_not_on_its_own(often, first_day, nth, by, count):
    rule = rule_for(often, first_day)
    turns = Repeat(first_day, rule).next(30, since=first_day)
    moved = turns[nth] + by
    assume(moved not in turns)
    goal = Repeat(first_day, rule, moves={turns[nth]: moved, first_day - timedelta(days=9): moved})
    expected = sorted([*turns[:nth], *turns[nth + 1 :], moved])

    assert goal.falls_on(moved)
    assert not goal.falls_on(turns[nth])
    assert goal.next(8, since=date.min) == expected[:8]
    assert goal.last(count, until=turns[20]) == [d for d in expected if d <= turns[20]][-count:]


@given(AGAIN, DAYS, st.integers(0, 300), st.integers(0, 300), st.integers(1, 12))
def test_a_rest_takes_its_turns_out_and_no_other(often, first_day, start, length, count):
    rule = rule_for(often, first_day)
    begin = first_day + timedelta(days=start)
    end, until = begin + timedelta(days=length), first_day + timedelta(days=500)
    goal = Repeat(first_day, rule, rests=((begin, end), (begin, begin)))
    turns = [day for day in day_by_day(rule, first_day, until) if not begin <= day <= end]

    assert goal.last(count, until=until) == turns[-count:]
    assert goal.next(3, since=first_day) == turns[:3] or len(turns) < 3


def test_what_has_no_fixed_days_can_be_ticked_on_any_day_from_first_to_last():
    goal = Repeat(FRIDAY, LOOSE[Often.TIMES_A_WEEK], date(2026, 11, 30), times=3)

    assert (goal.often, goal.unit) == (Often.TIMES_A_WEEK, "week")
    assert [goal.falls_on(date(2026, 11, day)) for day in (19, 20, 25, 30)] == [False, *[True] * 3]
    assert not goal.falls_on(date(2026, 12, 1))


def test_rule_that_never_comes_round_ends_the_search():
    goal = Repeat(date(2028, 2, 29), "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30")

    assert goal.next(2, since=date(2028, 3, 1)) == []
    assert goal.last(2, until=date(2199, 12, 31)) == []


@pytest.mark.parametrize("first_day", [date(1900, 1, 1), FRIDAY, date(2199, 12, 31)])
@pytest.mark.parametrize("until", [FRIDAY, date(2199, 12, 31)])
@pytest.mark.parametrize("every", [1, 2, 22, 97, 99])
@pytest.mark.parametrize("often", ["daily", "weekly", "chosen-days", "monthly", "monthly-last"])
def test_turns_are_found_however_many_are_asked_for(often, every, first_day, until):
    rule = rule_for(often, first_day, every=every, weekdays=["MO", "FR"])
    goal = Repeat(first_day, rule)

    assert goal.last(1100, until=until) == day_by_day(rule, first_day, until)[-1100:]


@given(AGAIN, EVERY, DAYS, st.integers(-40, 20_000).map(timedelta))
def test_next_turn_is_found_however_far_away_it_is(often, every, first_day, span):
    rule = rule_for(often, first_day, every=every)
    since = min(first_day + span, date(2199, 12, 31))
    begin, until = max(since, first_day), max(since, first_day) + timedelta(days=31 * 100)

    (turn,) = Repeat(first_day, rule).next(1, since=since)

    assert turn == next(day for day in day_by_day(rule, first_day, until) if day >= begin)


def test_29th_of_february_is_found_across_a_year_that_has_none():
    goal = Repeat(date(2028, 2, 29), "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30,29")

    assert goal.next(1, since=date(2096, 3, 1)) == [date(2104, 2, 29)]
    assert goal.falls_on(date(2104, 2, 29))
    assert goal.last(3, until=date(2107, 1, 1)) == [
        date(2092, 2, 29),
        date(2096, 2, 29),
        date(2104, 2, 29),
    ]


def test_turns_end_where_days_end():
    goal = Repeat(date(2199, 12, 31), rule_for("daily", date(2199, 12, 31)))

    assert goal.next(1, since=date.max) == []


def test_moved_turn_still_comes_round_after_the_rule_has_ended():
    goal = Repeat(FRIDAY, "FREQ=DAILY", FRIDAY, moves={FRIDAY: date(2026, 12, 24)})

    assert goal.next(2, since=FRIDAY) == [date(2026, 12, 24)]
    assert not goal.falls_on(FRIDAY)


def test_nothing_comes_round_while_it_rests_for_good():
    goal = Repeat(FRIDAY, "FREQ=DAILY", rests=((date(2026, 11, 22), date.max),))

    assert goal.next(5, since=FRIDAY) == [FRIDAY, date(2026, 11, 21)]


def test_day_on_which_it_rests_is_no_turn():
    goal = Repeat(FRIDAY, "FREQ=DAILY", rests=((date(2026, 11, 22), date.max),))

    assert goal.falls_on(FRIDAY)
    assert not goal.falls_on(date(2026, 11, 23))
