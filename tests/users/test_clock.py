from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from users.clock import MONDAY, SATURDAY, SUNDAY, Clock, Week, zone_names

HOUR = timedelta(hours=1)
# Zones with half hours, two-hour steps, changes at midnight, a day that was left out, and none at all.
ODD_ZONES = [
    *("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham"),
    *("Antarctica/Troll", "America/Havana", "America/Santiago", "Africa/Cairo", "Asia/Kathmandu"),
    *("Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Casablanca"),
]
# Around the nights in which some of these zones change their clocks.
CHANGES = [
    *("2026-03-08", "2026-03-29", "2026-04-05", "2026-04-24", "2026-09-06", "2026-09-27"),
    *("2026-10-04", "2026-10-25", "2026-10-30", "2026-11-01", "2011-12-30", "2011-12-31"),
]
clocks = st.builds(
    Clock,
    zone_name=st.sampled_from(ODD_ZONES) | st.sampled_from(zone_names()),
    day_ends=st.integers(0, 6),
    week_starts_on=st.sampled_from([MONDAY, SATURDAY, SUNDAY]),
)
any_moment = st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
near_a_change = st.builds(
    lambda day, minutes: datetime.fromisoformat(f"{day}T00:00Z") + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-36 * 60, 36 * 60),
)
moments = any_moment | near_a_change


@given(clocks, moments)
def test_every_moment_belongs_to_exactly_one_day(clock, moment):
    day = clock.day_of(moment)

    assert clock.start_of(day) <= moment < clock.start_of(day + timedelta(days=1))


@given(clocks, moments)
def test_days_never_run_backwards(clock, moment):
    assert clock.day_of(moment) <= clock.day_of(moment + timedelta(minutes=1))


@given(clocks, moments)
def test_every_moment_belongs_to_exactly_one_week(clock, moment):
    week = clock.week_of(clock.day_of(moment))
    first, after = clock.span(week.first_day, week.last_day)

    assert first <= moment < after
    assert clock.span(week.next.first_day, week.next.last_day)[0] == after
    assert clock.span(week.previous.first_day, week.previous.last_day)[1] == first


@given(clocks, st.dates(date(1900, 1, 10), date(2199, 12, 20)))
def test_week_is_found_by_its_name(clock, day):
    week = clock.week_of(day)

    assert clock.week_named(week.name) == week
    assert day in week.days
    assert week.first_day.weekday() == clock.week_starts_on


@given(clocks, st.dates(date(1900, 1, 10), date(2199, 12, 20)))
def test_no_two_weeks_share_a_name(clock, day):
    week = clock.week_of(day)

    assert len({week.previous.name, week.name, week.next.name}) == 3
    assert (week.next.previous, week.previous.next) == (week, week)
    assert week.last_day + timedelta(days=1) == week.next.first_day


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-11-16", "2026-W47"),
        ("2026-11-22", "2026-W47"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2024-12-30", "2025-W01"),
        ("2023-01-01", "2022-W52"),
    ],
)
def test_weeks_from_monday_are_the_iso_weeks(day, name):
    assert Week.holding(date.fromisoformat(day), starts_on=MONDAY).name == name


@pytest.mark.parametrize(
    ("starts_on", "first"),
    [(MONDAY, "2026-11-16"), (SUNDAY, "2026-11-15"), (SATURDAY, "2026-11-14")],
)
def test_week_is_named_after_the_monday_in_it(starts_on, first):
    week = Week.named("2026-W47", starts_on=starts_on)

    assert week.first_day == date.fromisoformat(first)
    assert date(2026, 11, 16) in week.days
    assert len(week.days) == 7


@pytest.mark.parametrize(
    "name",
    [
        *("", "2026", "2026-W00", "2026-W54", "2025-W53", "2026-W7", "2026-W047", "2026-w07"),
        *("2026-W07-1", "0000-W01", "26-W07", "next", "2026-W07 ", "२०२६-W07", "99999-W01"),
    ],
)
def test_what_is_no_week_is_refused(name):
    with pytest.raises(ValueError, match=r".+"):
        Week.named(name, starts_on=MONDAY)


@pytest.mark.parametrize(
    ("day_ends", "moment", "day"),
    [
        (0, "2026-11-17T23:59Z", "2026-11-17"),
        (0, "2026-11-18T00:00Z", "2026-11-18"),
        (4, "2026-11-18T03:59Z", "2026-11-17"),
        (4, "2026-11-18T04:00Z", "2026-11-18"),
        (6, "2026-11-18T01:00Z", "2026-11-17"),
    ],
)
def test_day_ends_at_its_own_hour(day_ends, moment, day):
    clock = Clock(day_ends=day_ends)

    assert clock.day_of(datetime.fromisoformat(moment)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Pago_Pago", "2026-11-17"),
        ("UTC", "2026-11-18"),
        ("Pacific/Kiritimati", "2026-11-19"),
    ],
)
def test_same_moment_is_another_day_elsewhere(zone, day):
    moment = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)

    assert Clock(zone).day_of(moment) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("Pacific/Apia", "2011-12-30", 0),
    ],
)
def test_day_on_which_clocks_change_has_its_own_length(zone, day, hours):
    first, after = Clock(zone).span(date.fromisoformat(day), date.fromisoformat(day))

    assert (after - first) / HOUR == hours


@pytest.mark.parametrize("zone", ODD_ZONES)
def test_days_meet_without_gap_or_overlap_where_clocks_change(zone):
    for day_ends, change in product(range(7), CHANGES):
        clock = Clock(zone, day_ends)
        days = [date.fromisoformat(change) + timedelta(days=n) for n in range(-2, 3)]
        starts = [clock.start_of(day) for day in days]

        assert starts == sorted(starts)
        assert [clock.span(day, day)[1] for day in days[:-1]] == starts[1:]


def test_hour_that_clocks_show_twice_stays_on_one_day():
    clock = Clock("Europe/Berlin", day_ends=2)
    twice = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]

    assert [clock.local(moment).hour for moment in twice] == [2, 2]
    assert [clock.day_of(moment).day for moment in twice] == [25, 25]


def test_moment_before_the_second_showing_of_the_hour_at_which_a_day_ends_is_on_the_new_day():
    clock = Clock("America/Havana", day_ends=0)
    moments = [datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in (3, 4, 5)]

    assert [clock.local(moment).hour for moment in moments] == [23, 0, 0]
    assert [clock.day_of(moment).isoformat() for moment in moments] == [
        "2026-10-31",
        "2026-11-01",
        "2026-11-01",
    ]


def test_day_that_has_begun_goes_on_when_clocks_go_back_before_its_hour():
    clock = Clock("Pacific/Chatham", day_ends=3)  # on this night 3:45 becomes 2:45
    again = datetime(2026, 4, 4, 14, 0, tzinfo=UTC)

    assert f"{clock.local(again):%H:%M}" == "02:45"
    assert clock.day_of(again) == date(2026, 4, 5)


def test_day_goes_on_until_its_hour_would_have_come_where_clocks_skip_it():
    clock = Clock("Antarctica/Troll", day_ends=2)  # on this night 1:00 becomes 3:00
    skipped = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)

    assert f"{clock.local(skipped):%H:%M}" == "03:30"
    assert clock.day_of(skipped) == date(2026, 3, 28)
    assert clock.day_of(skipped + HOUR) == date(2026, 3, 29)


def test_today_is_the_day_it_is_for_this_person(time_machine):
    time_machine.move_to("2026-11-18T02:00Z", tick=False)

    assert Clock("UTC").today() == date(2026, 11, 18)
    assert Clock("UTC", day_ends=3).today() == date(2026, 11, 17)
    assert Clock("America/New_York").today() == date(2026, 11, 17)


def test_zones_to_choose_from_are_places():
    assert "UTC" in zone_names()
    assert "Europe/Berlin" in zone_names()
    assert not [name for name in zone_names() if name.startswith("Etc/") or name == "EST"]
    assert list(zone_names()) == sorted(zone_names())
