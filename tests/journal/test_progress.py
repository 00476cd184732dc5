"""How goals are going: marks, and "6 of the last 8"."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.models import Goal
from journal.progress import Mark, Progress, progress_of
from tests.factories import GoalFactory, TickFactory

TODAY = date(2026, 11, 18)
DAILY = {"rule": "FREQ=DAILY"}


def marks(letters, *, last=TODAY):
    """Return one mark a day up to the last day: d(one), p(artly), s(kipped) or - for no tick."""
    states = {"d": "done", "p": "partly", "s": "skipped", "-": "none"}
    begin = last - timedelta(days=len(letters) - 1)
    return [
        Mark(
            begin + timedelta(days=n),
            states[letter],
            "",
            is_today=begin + timedelta(days=n) == TODAY,
        )
        for n, letter in enumerate(letters)
    ]


def progress(marks):
    """Return the progress of a goal with these marks."""
    return Progress(goal=Goal(), marks=marks, coming=[], today=TODAY)


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
    ],
)
def test_summary_counts_the_last_eight_turns_and_never_an_open_today(letters, summary):
    assert progress(marks(letters)).summary == summary


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
    assert before.coming_words[0] == "Wednesday 18 November"
    assert len(before.coming) == 4


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
