"""How goals are going: marks, and "6 of the last 8"."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.goals.periods import Period
from journal.goals.progress import Mark, Progress, comebacks, full_progress_of, progress_of
from journal.models import Goal
from tests.factories import GoalFactory, TickFactory

TODAY = date(2026, 11, 18)
DAILY = {"rule": "FREQ=DAILY"}


def marks(letters, *, last=TODAY):
    """Return one mark a day up to the last day: d(one), p(artly), s(kipped) or - for no tick."""
    states = {"d": "done", "p": "partly", "s": "skipped", "n": "not-applicable", "-": "none"}
    begin = last - timedelta(days=len(letters) - 1)
    return [
        Mark(
            begin + timedelta(days=n),
            states[letter],
            "",
            is_today=begin + timedelta(days=n) == TODAY,
            is_open=letter == "-" and begin + timedelta(days=n) == TODAY,
        )
        for n, letter in enumerate(letters)
    ]


def progress(marks):
    """Return the progress of a goal with these marks."""
    return Progress(goal=Goal(first_day=TODAY), marks=marks, coming=[], today=TODAY)


@pytest.mark.parametrize(
    ("letters", "summary"),
    [
        ("", ""),
        ("-", ""),  # today's turn is still open
        ("d", "1 of 1"),
        ("s", "0 of 1"),
        ("d-", "1 of 1"),
        ("dps", "2 of 3"),
        ("dddddddd", "8 of the last 8"),
        ("sddpdd-dd", "7 of the last 8"),
        ("dddddddd-", "8 of the last 8"),
        ("------------", "0 of the last 8"),
        ("ddddssssssss", "0 of the last 8"),
        ("ddnsn", "2 of 3"),
        ("dddddddnd", "8 of the last 8"),
    ],
)
def test_summary_counts_the_last_eight_turns_and_never_an_open_today(letters, summary):
    assert progress(marks(letters)).summary == summary


@pytest.mark.parametrize(
    ("letters", "count", "words"),
    [
        ("", 0, ""),
        ("sd", 0, ""),  # to begin is not to come back
        ("dsd", 1, "came back once"),
        ("d---p", 1, "came back once"),
        ("dsds-d-", 2, "came back twice"),
        ("dndnd", 0, ""),
        ("dnsnd", 1, "came back once"),
        ("d-d-d-d", 3, "came back 3 times"),
    ],
)
def test_coming_back_is_counted_and_leaving_out_is_not(letters, count, words):
    found = comebacks(marks(letters))

    assert found == count
    assert replace(progress([]), comebacks=found).comeback_words == words


def loose(owner, **given):
    """Return a goal of three times a week, begun four weeks ago."""
    usual = {"rule": "FREQ=WEEKLY", "first_day": date(2026, 10, 28), "times": 3}
    return GoalFactory(owner=owner, **usual | given)


def test_weeks_are_the_turns_of_a_goal_without_fixed_days(alice):
    goal = loose(alice)
    for month, day in [(10, 28), (11, 2), (11, 3), (11, 8), (11, 16)]:
        TickFactory(owner=alice, goal=goal, day=date(2026, month, day))
    TickFactory(owner=alice, goal=goal, day=date(2026, 11, 17), state="skipped")

    (found,) = progress_of(alice, [goal])

    assert [(mark.state, mark.label) for mark in found.marks] == [
        ("partly", "Week of Monday 26 October: 1 of 3"),
        ("done", "Week of Monday 2 November: 3 of 3"),
        ("none", "Week of Monday 9 November: 0 of 3"),
        ("partly", "Week of Monday 16 November: 1 of 3"),
    ]
    assert found.summary == "2 of 3 weeks"
    assert (found.so_far, found.is_due, found.current.state) == ("1 of 3 this week", True, "none")


def test_week_in_which_a_goal_rests_is_no_turn(alice):
    goal = loose(alice, pauses=[["2026-11-09", "2026-11-16"]])

    (found,) = progress_of(alice, [goal])

    assert [mark.label for mark in found.marks] == [
        "Week of Monday 26 October: 0 of 3",
        "Week of Monday 2 November: 0 of 3",
        "Week of Monday 16 November: 0 of 3",
    ]


def test_weeks_begin_as_the_person_reckons_them(alice, prefer):
    prefer(week_start="sunday")
    goal = loose(alice, times=1)
    TickFactory(owner=alice, goal=goal, day=date(2026, 11, 15))

    (found,) = progress_of(alice, [goal])

    assert found.so_far == "1 of 1 this week"
    assert found.summary == "1 of 4 weeks"


def test_months_can_be_turns_too(alice):
    goal = loose(alice, rule="FREQ=MONTHLY", times=2, last_day=date(2026, 11, 10))
    TickFactory(owner=alice, goal=goal, day=date(2026, 10, 31))

    (found,) = progress_of(alice, [goal])

    assert [mark.label for mark in found.marks] == ["October: 1 of 2", "November: 0 of 2"]
    assert (found.is_due, found.so_far) == (False, "")


def test_months_of_another_year_say_so():
    assert Period(date(2025, 12, 1), date(2025, 12, 31)).in_words(TODAY) == "December 2025"


def test_goal_without_fixed_days_that_has_not_begun_says_when_it_does(alice):
    goal = loose(alice)
    goal.first_day = date(2026, 11, 20)

    (found,) = progress_of(alice, [goal])

    assert (found.marks, found.current, found.next_words) == ([], None, "Friday 20 November")


@given(st.text("dps-", max_size=12))
def test_summary_counts_what_was_kept_in_part_too(letters):
    turns = letters.removesuffix("-")[-8:]

    summary = progress(marks(letters)).summary

    assert summary.split(" ")[0] == (str(sum(turns.count(kept) for kept in "dp")) if turns else "")


def test_marks_are_the_last_twelve_turns_oldest_first(alice):
    goal = GoalFactory(owner=alice, first_day=date(2026, 10, 1), **DAILY)
    TickFactory(owner=alice, goal=goal, day=date(2026, 11, 7), state="skipped")
    TickFactory(owner=alice, goal=goal, day=date(2026, 11, 6), state="done")

    (found,) = progress_of(alice, [goal])

    assert [mark.day.day for mark in found.marks] == list(range(7, 19))
    assert found.marks[0] == Mark(date(2026, 11, 7), "skipped", "Saturday 7 November: skipped")
    assert found.marks[-1].is_today
    assert found.current == found.marks[-1]


def test_ticks_stay_with_their_own_goal_and_owner(alice, bob):
    mine, other = GoalFactory.create_batch(2, owner=alice, **DAILY)
    TickFactory(owner=alice, goal=other, day=TODAY)
    TickFactory(owner=bob, day=TODAY)

    found = progress_of(alice, [mine, other])

    assert [one.current.state for one in found] == ["none", "done"]


def test_todays_turn_is_still_to_come_until_it_is_ticked(alice):
    goal = GoalFactory(owner=alice, **DAILY)

    before = progress_of(alice, [goal])[0]
    TickFactory(owner=alice, goal=goal, day=TODAY)
    after = progress_of(alice, [goal])[0]

    assert (before.next_words, after.next_words) == ("Today", "Tomorrow")
    assert before.coming_words[0] == ("Wednesday 18 November", TODAY)
    assert len(before.coming) == 4


@pytest.mark.parametrize(("letters", "drawn"), [("-", 0), ("d", 1), ("s", 1), ("--", 2)])
def test_only_turn_is_drawn_once_it_is_ticked(letters, drawn):
    assert len(progress(marks(letters)).strip) == drawn


def test_goal_that_has_not_begun_has_no_marks(alice):
    goal = GoalFactory(owner=alice, first_day=date(2026, 11, 20))

    (found,) = progress_of(alice, [goal])

    assert (found.marks, found.current, found.summary) == ([], None, "")
    assert found.next_words == "Friday 20 November"


def test_goal_that_is_over_has_nothing_to_come(alice):
    goal = GoalFactory(owner=alice, first_day=date(2026, 11, 6), rule="")

    (found,) = progress_of(alice, [goal])

    assert (found.next_words, found.coming_words) == ("", [])
    assert [mark.day for mark in found.marks] == [date(2026, 11, 6)]


def test_without_goals_there_is_no_progress(alice):
    assert progress_of(alice, []) == []


def test_coming_back_is_counted_since_the_beginning(alice):
    goal = GoalFactory(owner=alice, first_day=date(2026, 9, 1), **DAILY)
    for month, day in [(9, 1), (9, 3), (9, 5), (11, 18)]:
        TickFactory(owner=alice, goal=goal, day=date(2026, month, day))

    found = full_progress_of(alice, goal)

    assert (found.comebacks, len(found.marks), found.summary) == (3, 12, "1 of the last 8")
