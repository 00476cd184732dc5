"""Strengths, feelings, moments, days and repeats that cannot be: said beside the field, the rest kept."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint
from django.urls import reverse

from journal.models import Entry, Goal
from tests.factories import EntryFactory, GoalFactory
from tests.journal.browser import follow, open_page, send, send_back
from tests.journal.conftest import NOW
from tests.journal.samples import ENTRY, GOAL, NOTE

STRENGTH = "Choose how strong each feeling was, from 1 to 5."
UNKNOWN = "Choose each feeling from the list."
NOT_A_MOMENT = "Write the moment as a date and a time."
TO_COME = "Choose a moment that has already happened."
TOO_EARLY = "Choose a moment after 1900."
NOT_A_DAY = "Choose a day, or write it like this: 2026-11-21."
OUT_OF_REACH = "Choose a day between 1900 and 2199."
STEADY = "This goes with days, weeks or months that repeat. Leave 1 here."
TOO_OFTEN = "That is more than 5,000 times. Choose an earlier last day."
QUICK = reverse("journal:entry_quick")
TEXT = {"what_happened": "Nobody asked."}

STRENGTHS = [
    "",
    "0",
    "6",
    "-1",
    "+1",
    "1.5",
    "01",
    " 3",
    "five",
    "\u00b2",
    "\u0661",
    "1\0",
    "1" * 5000,
]
FEELINGS = ["schadenfreude", "Sad", "sad ", "sad\0", "taken for granted", "s\u0430d", "x" * 5000]


@pytest.mark.parametrize("strength", STRENGTHS)
def test_strength_must_be_one_to_five(signed_in, strength):
    page = send_back(
        signed_in, ENTRY.new, feelings_0_feeling="sad", feelings_0_strength=strength, **TEXT
    )

    assert page.errors == {"feelings": [STRENGTH]}
    assert page.typed["feelings_0_feeling"] == ["sad"]
    assert page.typed["what_happened"] == ["Nobody asked."]
    assert not Entry.objects.exists()


@pytest.mark.parametrize("feeling", FEELINGS)
def test_feeling_must_be_in_the_bank(signed_in, feeling):
    page = send_back(
        signed_in, ENTRY.new, feelings_0_feeling=feeling, feelings_0_strength="3", **TEXT
    )

    assert page.errors == {"feelings": [UNKNOWN]}
    assert page.typed["feelings_0_strength"] == ["3"]
    assert page.typed["what_happened"] == ["Nobody asked."]
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("taps", "message"),
    [
        ({}, "Choose at least one feeling."),
        ({"feeling": "sad"}, STRENGTH),
        ({"strength": "3"}, "Choose the word that fits, and how strong it was."),
        ({"feeling": "sad", "strength": "6"}, STRENGTH),
        ({"feeling": "schadenfreude", "strength": "3"}, UNKNOWN),
    ],
)
def test_taps_that_do_not_make_an_entry_open_the_check_in_again(signed_in, taps, message):
    page = send_back(signed_in, QUICK, **taps)

    assert list(page.errors.values()) == [[message]]
    assert not Entry.objects.exists()


def test_one_feeling_cannot_be_chosen_twice(signed_in):
    rows = {"feelings_0_feeling": "sad", "feelings_0_strength": "1"}
    rows |= {"feelings_2_feeling": "sad", "feelings_2_strength": "5"}

    page = send_back(signed_in, ENTRY.new, **rows)

    assert page.errors == {"feelings": ["Choose each feeling only once."]}
    assert page.typed["feelings_0_strength"] == ["1"]
    assert page.typed["feelings_1_strength"] == ["5"]


def test_a_fourth_feeling_is_not_looked_at(signed_in):
    fourth = {"feelings_3_feeling": "calm", "feelings_3_strength": "9"}

    send(signed_in, ENTRY.new, **ENTRY.enough, **fourth)

    assert Entry.objects.get().feelings == [{"feeling": "sad", "strength": 2}]


@pytest.mark.parametrize("field", ["triggers", "needs"])
@pytest.mark.parametrize("choice", ["weather", "", "work\0"])
def test_triggers_and_needs_must_be_in_the_bank(signed_in, field, choice):
    page = send_back(signed_in, ENTRY.new, **ENTRY.enough, **TEXT, **{field: [choice]})

    assert page.errors == {field: ["Choose from the list."]}
    assert page.typed["what_happened"] == ["Nobody asked."]


def test_a_trigger_that_is_sent_twice_counts_once(signed_in):
    send(signed_in, ENTRY.new, **ENTRY.enough, triggers=["work", "work"], needs=["rest", "rest"])

    entry = Entry.objects.get()
    assert (entry.triggers, entry.needs) == (["work"], ["rest"])


@pytest.mark.parametrize(
    ("moment", "message"),
    [
        ("2026-11-18T19:31", TO_COME),
        ("2027-01-01T00:00", TO_COME),
        ("9999-12-31T23:59", TO_COME),
        ("1899-12-31T23:59", TOO_EARLY),
        ("0001-01-01T00:00", TOO_EARLY),
        ("0000-01-01T00:00", NOT_A_MOMENT),
        ("10000-01-01T00:00", NOT_A_MOMENT),
        ("2026-02-29T10:00", NOT_A_MOMENT),
        ("2026-11-18T24:01", NOT_A_MOMENT),
        ("yesterday", NOT_A_MOMENT),
        ("2026-11-\00018T10:00", NOT_A_MOMENT),
        ("1e9", NOT_A_MOMENT),
        ("", "Please fill this in."),
    ],
)
def test_moment_must_be_one_that_has_happened(signed_in, moment, message):
    page = send_back(signed_in, ENTRY.new, **ENTRY.enough, **TEXT, happened_at=moment)

    assert page.errors == {"happened_at": [message]}
    assert page.typed["happened_at"] == [moment]
    assert page.typed["what_happened"] == ["Nobody asked."]
    assert not Entry.objects.exists()


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "Asia/Kathmandu"])
def test_next_minute_of_the_persons_own_clock_is_still_to_come(signed_in, alice, prefer, zone):
    prefer(time_zone=zone)
    now = alice.clock.local(NOW)
    next_minute = f"{now.replace(minute=now.minute + 1):%Y-%m-%dT%H:%M}"

    page = send_back(signed_in, ENTRY.new, **ENTRY.enough, happened_at=next_minute)

    assert page.errors == {"happened_at": [TO_COME]}
    assert page.typed["happened_at"] == [next_minute]


def test_moment_before_1900_is_refused_also_where_the_day_begins_early(signed_in, prefer):
    prefer(time_zone="Asia/Tokyo")

    page = send_back(signed_in, ENTRY.new, **ENTRY.enough, happened_at="1900-01-01T08:00")

    assert page.errors == {"happened_at": [TOO_EARLY]}


def test_form_without_a_moment_leaves_nothing_else_unchecked():
    rules = [one for one in Entry._meta.constraints if isinstance(one, CheckConstraint)]

    # validate_constraints() skips them all; a rule about something else needs a look at it.
    assert [rule.name for rule in rules] == ["entry_at_a_moment_that_has_happened"]


def test_this_very_minute_has_happened(signed_in):
    send(signed_in, ENTRY.new, **ENTRY.enough, happened_at="2026-11-18T19:30")

    assert Entry.objects.get().happened_at == NOW


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_database_itself_refuses_a_moment_that_cannot_be(alice, year):
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryFactory(owner=alice, happened_at=datetime(year, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("1899-12-31", OUT_OF_REACH),
        ("0001-01-01", OUT_OF_REACH),
        ("2200-01-01", OUT_OF_REACH),
        ("9999-12-31", OUT_OF_REACH),
        ("0000-01-01", NOT_A_DAY),
        ("2026-02-29", NOT_A_DAY),
        ("Friday", NOT_A_DAY),
        ("2026-11-20\0", NOT_A_DAY),
        ("", "Please fill this in."),
    ],
)
@pytest.mark.parametrize("rule", ["once", "weekly", "monthly", "monthly-last"])
def test_first_day_must_be_in_reach(signed_in, day, message, rule):
    page = send_back(signed_in, GOAL.new, **GOAL.enough, first_day=day, rule=rule, why="Us.")

    assert page.errors == {"first_day": [message]}
    assert (page.typed["first_day"], page.typed["rule"]) == ([day], [rule])
    assert page.typed["why"] == ["Us."]
    assert not Goal.objects.exists()


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
@pytest.mark.parametrize("rule", ["once", "daily", "fortnightly", "monthly", "monthly-last"])
def test_goal_at_the_ends_of_reach_stands_on_every_page(signed_in, day, rule):
    page = follow(signed_in, send(signed_in, GOAL.new, **GOAL.enough, first_day=day, rule=rule))

    assert "Walk" in page.html
    for name in ("goal_list", "today"):
        open_page(signed_in, reverse(f"journal:{name}"))


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"rule": "chosen-days"}, "weekdays", "Choose at least one day of the week."),
        ({"weekdays": ["XX"]}, "weekdays", "Choose the days from the list."),
        ({"every": "0"}, "every", "Write a number from 1 to 99."),
        ({"every": "often"}, "every", "Write a number from 1 to 99."),
        ({"every": "9" * 50}, "every", "Write a number from 1 to 99."),
        ({"rule": "weekdays", "every": "2"}, "every", STEADY),
        ({"rule": "times-a-week"}, "times", "Write how many times, from 1 to 7."),
        ({"rule": "times-a-week", "times": "8"}, "times", "Write how many times, from 1 to 7."),
        ({"rule": "times-a-month", "times": "0"}, "times", "Write a number from 1 to 31."),
        ({"last_day": "2026-11-17"}, "last_day", "The last day comes before the first."),
        ({"last_day": "2200-01-01"}, "last_day", OUT_OF_REACH),
        ({"last_day": "soon"}, "last_day", NOT_A_DAY),
        ({"rule": "weekdays", "last_day": "2199-12-31"}, "last_day", TOO_OFTEN),
        ({"rule": "daily", "last_day": "2040-07-28"}, "last_day", TOO_OFTEN),
        (
            {"rule": "monthly-last", "last_day": "2026-11-20"},
            "last_day",
            "It would not come round once by then. Choose a later last day.",
        ),
        ({"review_day": "2026-11-17"}, "review_day", "This day comes before the first time."),
        ({"review_day": "1899-01-01"}, "review_day", OUT_OF_REACH),
    ],
)
def test_repeat_that_makes_no_sense_is_said_beside_its_field(signed_in, typed, field, message):
    page = send_back(signed_in, GOAL.new, **GOAL.enough | {"why": "Us.", "rule": "weekly"} | typed)

    assert page.errors == {field: [message]}
    assert page.typed["why"] == ["Us."]
    assert all(page.typed.get(name) in ([text], text, None) for name, text in typed.items())
    assert not Goal.objects.exists()


def test_five_thousand_times_are_not_too_many(signed_in):
    send(signed_in, GOAL.new, **GOAL.enough, rule="daily", last_day="2040-07-26")

    assert Goal.objects.get().last_day.year == 2040


@pytest.mark.parametrize("rule", ["hourly", "FREQ=DAILY", "once\0", "Weekly"])
def test_repeat_must_be_in_the_list(signed_in, rule):
    page = send_back(signed_in, GOAL.new, **GOAL.enough, rule=rule, why="Us.")

    assert page.errors == {"rule": ["Choose how often from the list."]}
    assert page.typed["why"] == ["Us."]
    assert not Goal.objects.exists()


def test_rule_that_comes_in_by_another_way_is_checked_too(alice):
    goal = GoalFactory.build(owner=alice, rule="FREQ=HOURLY")

    with pytest.raises(ValidationError) as refusal:
        goal.full_clean()

    assert refusal.value.message_dict == {
        "rule": ["This repeat does not make sense yet. Choose how often it comes round."]
    }


@pytest.mark.parametrize("about", ["", "weather", "us\0"])
def test_note_must_be_about_something_in_the_list(signed_in, about):
    page = send_back(signed_in, NOTE.new, **NOTE.enough, about=about)

    assert list(page.errors) == ["about"]
    assert page.typed["what_they_did"] == ["Made soup."]
