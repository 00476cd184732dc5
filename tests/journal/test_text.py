"""Days and counts in words."""

from datetime import date

import pytest

from journal.text import join, say_date, say_day, say_near, say_span, times

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 16), "Monday 16 November"),
        (date(2025, 12, 31), "Wednesday 31 December 2025"),
        (date(2027, 1, 1), "Friday 1 January 2027"),
    ],
)
def test_date_names_the_year_only_if_it_is_another(day, words):
    assert say_date(day, today=TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 17), "Yesterday"),
        (date(2026, 11, 18), "Today"),
        (date(2026, 11, 19), "Tomorrow"),
        (date(2026, 11, 20), "Friday 20 November"),
    ],
)
def test_near_days_have_names(day, words):
    assert say_day(day, today=TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 17), "17 Nov"),
        (date(2026, 11, 18), "today"),
        (date(2026, 11, 19), "tomorrow"),
        (date(2026, 11, 24), "Tuesday"),
        (date(2026, 11, 25), "25 Nov"),
        (date(2027, 1, 1), "1 Jan 2027"),
    ],
)
def test_days_of_a_week_are_said_in_a_word(day, words):
    assert say_near(day, today=TODAY) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "16 to 22 November"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 November to 6 December"),
        (date(2025, 11, 17), date(2025, 11, 23), "17 to 23 November 2025"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 December 2025 to 4 January 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 to 3 January 2027"),
    ],
)
def test_span_says_nothing_twice(first, last, words):
    assert say_span(first, last, today=TODAY) == words


def test_times_has_words_for_one_and_two():
    assert [times(number) for number in (0, 1, 2, 3)] == ["0 times", "once", "twice", "3 times"]


def test_words_are_joined_as_they_are_spoken():
    said = [join(list("abc"[:n])) for n in range(4)]

    assert said == ["", "a", "a and b", "a, b and c"]
