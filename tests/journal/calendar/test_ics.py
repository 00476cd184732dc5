"""The calendar file, read by another library and expanded by plain dateutil: it tells our own days, and no others."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.calendar import ics
from journal.calendar.plans import Detail, Plan, time_in
from journal.recurrence.repeat import Repeat
from journal.recurrence.rules import LOOSE, WEEKDAYS, Often, rule_for
from tests.journal.calendar.calendars import days_in, events_in, starts_of

STAMP = datetime(2026, 11, 18, 19, 30, tzinfo=UTC)
UID = UUID("6f1d3c1e-0000-4000-8000-000000000001")
BERLIN = ZoneInfo("Europe/Berlin")
OFTEN = st.sampled_from([often for often in Often if often not in LOOSE])
FIRST = st.dates(date(1996, 1, 1), date(2035, 12, 31)) | st.sampled_from(
    [date(2028, 2, 29), date(2027, 1, 29), date(2026, 12, 31), date(2026, 10, 31)]
)
CHOSEN = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True)
SHIFTS = st.lists(st.tuples(st.integers(0, 12), st.integers(-40, 40).map(timedelta)), max_size=3)
RESTS = st.lists(st.tuples(st.integers(-9, 400), st.integers(0, 300)), max_size=3)
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Africa/Cairo",
]


def plan(repeat, at=None, **more):
    return Plan(UID, "Evening plan", repeat, sequence=3, at=at, **more)


def file_of(*plans, zone=BERLIN):
    return ics.file_of(plans, zone, STAMP)


def own_days(repeat, first, last):
    return list(takewhile(lambda day: day <= last, repeat.since(first)))


@st.composite
def repeats(draw):
    """Return a repeat of any form, with an end, moves and rests, as the pages make them."""
    often, first = draw(OFTEN), draw(FIRST)
    every = draw(st.integers(1, 5)) if often in {Often.DAILY, Often.CHOSEN_DAYS} else 1
    start = draw(st.sampled_from(["MO", "SU"]))
    rule = rule_for(often, first, every=every, weekdays=draw(CHOSEN), week_start=start)
    last = draw(st.none() | st.integers(0, 700).map(lambda days: first + timedelta(days=days)))
    turns = Repeat(first, rule).next(13, since=first)
    moves = {turns[n % len(turns)]: turns[n % len(turns)] + by for n, by in draw(SHIFTS)}
    rests = [(first + timedelta(days=n), first + timedelta(days=n + m)) for n, m in draw(RESTS)]
    if draw(st.booleans()):
        rests.append((first + timedelta(days=draw(st.integers(0, 500))), date.max))
    return Repeat(first, rule, last, moves=moves, rests=tuple(rests))


@settings(deadline=None)  # the first one loads the readers
@given(repeats(), st.none() | st.just(time(19, 30)), st.integers(-30, 400))
def test_next_year_of_the_file_is_the_next_year_of_the_goal(repeat, at, ago):
    first = repeat.first_day + timedelta(days=ago)
    last = first + timedelta(days=366)

    file = file_of(plan(repeat, at))

    assert days_in(file, first, last) == own_days(repeat, first, last)


@settings(deadline=None)
@given(repeats())
def test_a_repeat_is_one_series_and_its_exceptions(repeat):
    events = [event for events in events_in(file_of(plan(repeat))) for event in events]

    assert len(events) <= 1 + len(repeat.moves)


@pytest.mark.parametrize("zone", ZONES)
def test_an_evening_stays_at_its_hour_whatever_clocks_do(zone):
    weekly = Repeat(date(2026, 1, 2), "FREQ=WEEKLY;BYDAY=FR")

    (events,) = events_in(file_of(plan(weekly, time(19, 30)), zone=ZoneInfo(zone)))

    starts = starts_of(events, date(2026, 1, 1), date(2027, 12, 31))
    evenings = [datetime(2026, 1, 2, 19, 30) + timedelta(weeks=n) for n in range(105)]  # noqa: DTZ001 - a wall clock
    assert [start.replace(tzinfo=None) for start in starts] == evenings
    real = [evening.replace(tzinfo=ZoneInfo(zone)).utcoffset() for evening in evenings]
    assert [start.utcoffset() for start in starts] == real


@pytest.mark.parametrize("zone", ZONES)
def test_clocks_change_in_the_file_at_the_very_hour(zone):
    here = ZoneInfo(zone)
    (events,) = events_in(file_of(plan(Repeat(date(2026, 1, 2)), time(19, 30)), zone=here))
    told = events[0].dtstart.value.tzinfo
    quarters = (datetime(2026, 1, 1) + timedelta(minutes=15 * n) for n in range(96 * 700))  # noqa: DTZ001 - a wall clock
    walls = [wall for wall in quarters if _is_once(wall, here)]

    wrong = [wall for wall in walls if _offset(wall, told) != _offset(wall, here)]

    assert wrong == []


def _is_once(wall, zone):
    """Return whether clocks show this time exactly once on its day."""
    return _offset(wall, zone) == _offset(wall.replace(fold=1), zone)


def _offset(wall, zone):
    return wall.replace(tzinfo=zone).utcoffset()


def test_zone_is_told_as_far_back_as_the_first_plan_and_never_before_1970():
    old = Repeat(date(1950, 6, 2), "FREQ=WEEKLY;BYDAY=FR")

    said = file_of(plan(old, time(19, 30))).decode()

    assert "DTSTART:19691231T010000" in said
    assert said.count("BEGIN:VTIMEZONE") == 1
    assert "VTIMEZONE" not in file_of(plan(old)).decode()


def test_a_plan_of_one_evening_shows_its_place_and_its_time():
    weekly = Repeat(
        date(2026, 11, 6), "FREQ=WEEKLY;BYDAY=FR", moves={date(2026, 11, 27): date(2026, 11, 28)}
    )
    details = {
        date(2026, 11, 20): Detail("Chess", time(20), "Kitchen"),
        date(2026, 11, 28): Detail("A walk", note="after the children sleep"),
    }

    (events,) = events_in(file_of(plan(weekly, details=details)))

    series, chess, walk = events
    assert series.dtstart.value == date(2026, 11, 6)
    assert chess.recurrence_id.value == date(2026, 11, 20)
    assert chess.dtstart.value.replace(tzinfo=None) == datetime(2026, 11, 20, 20)  # noqa: DTZ001 - a wall clock
    assert (chess.summary.value, chess.location.value) == ("Chess", "Kitchen")
    assert walk.recurrence_id.value == date(2026, 11, 27)
    assert (walk.dtstart.value, walk.description.value) == (
        date(2026, 11, 28),
        "after the children sleep",
    )


def test_a_turn_that_was_moved_out_of_a_rest_stands_alone():
    rest = (date(2026, 11, 26), date.max)
    moves = {date(2026, 12, 4): date(2026, 11, 24), date(2026, 12, 11): date(2026, 12, 12)}
    weekly = Repeat(date(2026, 11, 6), "FREQ=WEEKLY;BYDAY=FR", moves=moves, rests=(rest,))

    file = file_of(plan(weekly))

    assert days_in(file, date(2026, 11, 1), date(2027, 11, 1)) == [
        date(2026, 11, day) for day in (6, 13, 20, 24)
    ]


def test_file_says_of_itself_no_more_than_notes():
    said = file_of(plan(Repeat(date(2026, 11, 20)))).decode()

    assert "X-WR-CALNAME:Notes\r\n" in said
    assert "PRODID:-//Notes//Notes//EN\r\n" in said
    assert "CLASS:PRIVATE\r\n" in said
    assert "SEQUENCE:3\r\n" in said
    assert "Same" not in said


def test_what_ended_long_ago_is_not_told_any_more():
    ended = Repeat(date(2026, 1, 2), "FREQ=WEEKLY;BYDAY=FR", last_day=date(2026, 3, 1))
    once = Repeat(date(2026, 1, 2))
    since = date(2026, 9, 1)

    assert events_in(file_of(plan(ended, since=since), plan(once, since=since))) == []
    assert len(events_in(file_of(plan(once, since=date(2026, 1, 2))))) == 1


@pytest.mark.parametrize(
    ("text", "at"),
    [
        *(("19:30", time(19, 30)), ("at 7 pm", time(19)), ("7.15 p.m.", time(19, 15))),
        *(("8am", time(8)), ("12 pm", time(12)), ("19.30 or so", time(19, 30))),
        *(("", None), ("after supper", None), ("7", None), ("7 or 8 pm", time(20))),
        *(
            ("25:00", None),
            ("13 pm", None),
            ("12:99", None),
            ("1 am", None),
            ("7 pm or 8 pm", None),
        ),
    ],
)
def test_time_is_read_where_it_is_plainly_one(text, at):
    assert time_in(text) == at
