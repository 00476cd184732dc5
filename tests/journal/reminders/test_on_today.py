"""What Today says for those who asked for a reminder, until it is done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import (
    AgreementFactory,
    DateNightFactory,
    EntryFactory,
    ExperimentFactory,
    GoalFactory,
    ReminderChoicesFactory,
    ReviewFactory,
    TickFactory,
)

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def reader(client, alice):
    client.force_login(alice)
    return client


def today(client):
    return client.get(reverse("journal:today")).content.decode()


@pytest.mark.parametrize(
    ("chosen", "reminders"),
    [
        ({"by": "app", "check_in_at": "11:00"}, ["a quick check-in, just below"]),
        ({"by": "mail", "check_in_at": "11:00"}, ["a quick check-in, just below"]),
        ({"by": "app", "check_in_at": "13:00"}, []),
        ({"by": "off", "check_in_at": "11:00"}, []),
        (
            {
                "by": "app",
                "check_in_at": "",
                "week_at": "09:00",
                "week_day": "WE",
                "goals_at": "10:00",
            },
            ["close the week", "a goal comes round"],
        ),
        (
            {"by": "app", "check_in_at": "", "dates_at": "08:00", "reviews_at": "09:00"},
            ["a date", "a day to look back"],
        ),
    ],
)
def test_today_reminds_of_what_has_come_round(reader, alice, chosen, reminders):
    day = NOW.date()
    GoalFactory(owner=alice, first_day=day, rule="", review_day=day)
    GoalFactory(owner=alice, first_day=day, rule="", date_night=True)
    ReminderChoicesFactory(owner=alice, **chosen)

    page = today(reader)

    assert ("For today you asked for a reminder" in page) == bool(reminders)
    sentence = page.partition("For today you asked for a reminder")[2].partition("</p>")[0]
    assert [words for words in reminders if words not in sentence] == []


def test_today_says_that_an_experiment_waits(reader, alice):
    ExperimentFactory(owner=alice, begins_on="2026-11-04", review_on=NOW.date())
    ReminderChoicesFactory(owner=alice, by="app", check_in_at="", reviews_at="09:00")

    assert "a day to look back" in today(reader)


def test_today_says_that_an_evening_was_planned_for_it(reader, alice):
    loose = {"rule": "FREQ=MONTHLY", "times": 2, "first_day": date(2026, 11, 1)}
    us = GoalFactory(owner=alice, date_night=True, **loose)
    ReminderChoicesFactory(owner=alice, by="app", check_in_at="", dates_at="09:00")
    assert "For today you asked for a reminder" not in today(reader)

    DateNightFactory(owner=alice, goal=us, day=NOW.date())

    assert "a date</a>" in today(reader)


def test_today_says_that_an_agreement_waits(reader, alice):
    ReminderChoicesFactory(owner=alice, by="app", check_in_at="", reviews_at="09:00")
    AgreementFactory(owner=alice, agreed_on="2026-11-04", review_on=NOW.date(), state="kept")
    assert "a day to look back" not in today(reader)

    AgreementFactory(owner=alice, agreed_on="2026-11-04", review_on=NOW.date())

    assert "a day to look back" in today(reader)


def feel(alice, _):
    EntryFactory(owner=alice, happened_at=NOW)


def close_last_week(alice, _):
    ReviewFactory(owner=alice, week=date(2026, 11, 9), closed_at=NOW)


def tick(alice, goal):
    TickFactory(owner=alice, goal=goal, day=NOW.date())


def tick_enough(alice, goal):
    goal.rule, goal.times = "FREQ=WEEKLY", 1
    goal.save()
    TickFactory(owner=alice, goal=goal, day=NOW.date() - timedelta(days=1))


@pytest.mark.parametrize(
    ("chosen", "act"),
    [
        ({"check_in_at": "09:00"}, feel),
        ({"check_in_at": "", "week_at": "09:00", "week_day": "TU"}, close_last_week),
        ({"check_in_at": "", "goals_at": "09:00"}, tick),
        ({"check_in_at": "", "goals_at": "09:00"}, tick_enough),
    ],
    ids=["check-in", "week", "goal", "goal without fixed days"],
)
def test_today_reminds_of_nothing_that_is_done(client, alice, time_machine, chosen, act):
    if chosen.get("week_day"):
        time_machine.move_to(NOW - timedelta(days=1), tick=False)
    client.force_login(alice)
    goal = GoalFactory(owner=alice, first_day=date(2026, 11, 11), rule="FREQ=DAILY")
    ReminderChoicesFactory(owner=alice, by="app", **chosen)
    assert "For today you asked for a reminder" in today(client)

    act(alice, goal)

    assert "For today you asked for a reminder" not in today(client)


def test_hard_season_reminds_of_nothing(reader, alice):
    alice.preferences.begin_hard_season(NOW.date())
    ReminderChoicesFactory(owner=alice, by="app", check_in_at="09:00")

    assert "For today you asked for a reminder" not in today(reader)


def test_coming_back_is_welcomed_and_not_counted(reader, alice):
    ReminderChoicesFactory(owner=alice, asked_at=NOW - timedelta(days=40), check_in_at="09:00")

    page = today(reader)

    assert "Good to see you. Your reminders rest" in page
    assert "For today you asked for a reminder" not in page
