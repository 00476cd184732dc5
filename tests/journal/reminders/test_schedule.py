"""When reminders fall due, to the minute: chosen days, goals, dates, and the days on which clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from journal.models import Goal, ReminderChoices
from journal.models.reminders import ReminderKind
from journal.reminders.schedule import Agenda, coming, due, next_check, start_reminders
from users.clock import Clock

VIENNA = Clock(zone_name="Europe/Vienna")
NEW_YORK = Clock(zone_name="America/New_York")
NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)  # a Wednesday
HOUR = timedelta(hours=1)


def chosen(**values):
    return ReminderChoices(**{"by": "mail"} | values)


def goal(first_day="2026-11-20", rule="FREQ=WEEKLY;BYDAY=FR", **more):
    return Goal(first_day=date.fromisoformat(first_day), rule=rule, **more)


def in_words(choices, agenda=None, now=NOW):
    reminders = coming(choices, agenda or Agenda(), VIENNA, now)
    return [reminder.in_words(VIENNA, now) for reminder in reminders]


def test_next_five_are_said_in_plain_words():
    choices = chosen(week_at="19:30", check_in_at="20:00", check_in_days=["TH", "SU"])

    assert in_words(choices) == [
        "Tomorrow at 20:00: a quick check-in",
        "Sunday 22 November at 19:30: close the week",
        "Sunday 22 November at 20:00: a quick check-in",
        "Thursday 26 November at 20:00: a quick check-in",
        "Sunday 29 November at 19:30: close the week",
    ]


def test_goals_dates_and_review_days_come_from_the_agenda():
    swim, other = goal(), goal("2026-11-19", "FREQ=DAILY")
    night = goal("2026-11-21", "FREQ=MONTHLY;BYDAY=-1SA", date_night=True)
    choices = chosen(
        goals_at="08:00",
        goals=[str(swim.pk)],
        dates_at="18:00",
        dates_ahead="1",
        reviews_at="17:00",
    )

    reminders = in_words(
        choices, Agenda([swim, other, night], [date(2026, 11, 22), date(2026, 11, 2)])
    )

    assert reminders == [
        "Friday 20 November at 08:00: a goal comes round",
        "Sunday 22 November at 17:00: a day to look back",
        "Friday 27 November at 08:00: a goal comes round",
        "Friday 27 November at 18:00: a date",
        "Friday 4 December at 08:00: a goal comes round",
    ]


def test_date_on_no_fixed_day_comes_round_when_it_is_planned():
    us = goal("2026-11-01", "FREQ=MONTHLY", times=2, date_night=True)
    choices = chosen(dates_at="18:00")
    planned = {us.pk: [date(2026, 12, 4), date(2026, 11, 24), date(2026, 11, 10)]}

    assert in_words(choices, Agenda([us])) == []
    assert in_words(choices, Agenda([us], evenings=planned)) == [
        "Tuesday 24 November at 18:00: a date",
        "Friday 4 December at 18:00: a date",
    ]


def test_two_goals_of_one_day_are_one_reminder():
    reminders = in_words(chosen(goals_at="08:00"), Agenda([goal(), goal()]))

    assert len(reminders) == len(set(reminders)) == 5


@pytest.mark.parametrize(
    ("choices", "agenda"),
    [
        (chosen(), Agenda()),
        (chosen(by="off", week_at="20:00"), Agenda()),
        (chosen(week_at="20:00", reviews_at="20:00"), Agenda([], [date(2026, 12, 1)], rests=True)),
        (chosen(goals_at="20:00", dates_at="20:00"), Agenda()),
    ],
    ids=["no time", "off", "hard season", "no goals"],
)
def test_nothing_comes_where_nothing_was_chosen_or_everything_rests(choices, agenda):
    assert in_words(choices, agenda) == []
    assert due(choices, agenda, VIENNA, NOW, NOW + timedelta(days=9)) == []


def test_due_holds_what_came_round_between_two_looks():
    choices = chosen(check_in_at="13:00", goals_at="12:30")  # in Vienna it is 13:00

    reminders = due(choices, Agenda([goal()]), VIENNA, NOW, NOW + timedelta(days=2))

    assert [(reminder.kind, reminder.day.day) for reminder in reminders] == [
        (ReminderKind.CHECK_IN, 18),
        (ReminderKind.CHECK_IN, 19),
        (ReminderKind.GOALS, 20),
        (ReminderKind.CHECK_IN, 20),
    ]


@pytest.mark.parametrize(
    ("clock", "day", "at", "instant"),
    [
        (VIENNA, 28, "02:30", "2027-03-28T01:30"),  # 02:30 is skipped: it is 03:30
        (NEW_YORK, 14, "02:30", "2027-03-14T07:30"),
        (VIENNA, 27, "20:00", "2027-03-27T19:00"),
        (VIENNA, 28, "20:00", "2027-03-28T18:00"),
    ],
)
def test_each_day_has_one_moment_where_clocks_go_forward(clock, day, at, instant):
    moment = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    choices = chosen(check_in_at=at)

    reminders = due(choices, Agenda(), clock, moment - 12 * HOUR, moment + 11 * HOUR)

    assert [(reminder.moment, reminder.day.day) for reminder in reminders] == [(moment, day)]
    assert next_check(choices, clock, moment - timedelta(minutes=1)) == moment


def test_hour_that_clocks_show_twice_reminds_once():
    choices = chosen(check_in_at="02:30")
    first = datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )  # 02:30 in summer time, and again an hour later

    reminders = due(choices, Agenda(), VIENNA, first - HOUR, first + 3 * HOUR)

    assert [reminder.moment for reminder in reminders] == [first]
    assert next_check(choices, VIENNA, first) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_worker_looks_again_at_each_chosen_time_whatever_comes_round_then():
    choices = chosen(week_at="19:00", week_day="WE", goals_at="08:00")

    assert next_check(choices, VIENNA, NOW) == NOW + 6 * HOUR
    assert next_check(choices, VIENNA, NOW + 6 * HOUR) == NOW + 19 * HOUR
    assert next_check(chosen(), VIENNA, NOW) is None


@pytest.mark.parametrize(("by", "looks"), [("mail", True), ("app", False), ("off", False)])
def test_only_mail_needs_the_worker(by, looks):
    choices = chosen(by=by, check_in_at="20:00", asked_at=NOW)

    start_reminders(choices, VIENNA, NOW)

    assert choices.asked_at is None
    assert (choices.next_at is not None) == looks


@pytest.mark.parametrize(
    ("start", "end", "quiet", "loud"),
    [
        ("22:00", "07:00", "23:00", "07:00"),
        ("13:00", "15:00", "13:00", "12:59"),
        ("22:00", "22:00", "", "22:00"),
    ],
)
def test_quiet_hours_may_span_midnight_or_be_none(start, end, quiet, loud):
    choices = chosen(quiet_from=start, quiet_until=end)
    at = datetime.fromisoformat

    assert not choices.is_quiet(at(f"2026-11-18T{loud}").time())
    assert not quiet or choices.is_quiet(at(f"2026-11-18T{quiet}").time())
