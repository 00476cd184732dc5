"""Lines of monthly answers: gaps are gaps, and only one's own past counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.sliders.lines import (
    HIGHEST,
    WINDOW,
    Month,
    first_of,
    line,
    month_in,
    months_on,
    overview,
    still_since,
    window,
)

NOV = "November 2026"
REST, LAUGH = "How rested am I?", "How much do I laugh?"
DAY = date(2026, 11, 18)
MONTHS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(first_of)
VALUES = st.dictionaries(st.sampled_from([REST, LAUGH]), st.integers(0, HIGHEST))


def month(day, **values):
    """Return the answers of the month of this day, by short names of the questions."""
    names = {"rest": REST, "laugh": LAUGH}
    return Month(first_of(day), day, {names[name]: value for name, value in values.items()})


def back(weeks):
    return DAY - timedelta(weeks=weeks)


@pytest.mark.parametrize(
    ("months", "since"),
    [
        ([], None),
        ([month(DAY, rest=5)], None),
        ([month(back(3), rest=5), month(DAY, rest=5)], None),
        ([month(back(4), rest=5), month(DAY, rest=5)], back(4)),
        ([month(back(4), rest=5), month(DAY, rest=6)], back(4)),
        ([month(back(4), rest=5), month(DAY, rest=7)], None),
        ([month(back(4), rest=5), month(DAY, rest=3)], None),
        ([month(back(4), rest=5, laugh=2), month(DAY, rest=5, laugh=9)], None),
        ([month(back(4), rest=5), month(DAY, laugh=5)], None),
        ([month(back(9), rest=1), month(back(5), rest=5), month(DAY, rest=5)], back(5)),
        ([month(DAY, rest=5), month(back(4), rest=5)], back(4)),
    ],
)
def test_nothing_has_moved_when_answers_four_weeks_apart_differ_by_one_at_most(months, since):
    assert still_since(months) == since


@given(st.lists(st.tuples(MONTHS, VALUES), max_size=6))
def test_stillness_never_stands_beside_a_question_that_moved(told):
    months = [Month(first, first, values) for first, values in told]

    since = still_since(months)

    if since is not None:
        last = max(months, key=lambda one: one.day)
        assert last.day - since >= timedelta(weeks=4)
        before = [one.values for one in months if one.day == since]
        assert any(
            all(
                abs(values[name] - last.values[name]) <= 1 for name in values if name in last.values
            )
            for values in before
        )


@given(MONTHS, st.integers(-300, 300))
def test_months_go_on_and_back_again(first, number):
    there = months_on(first, number)

    assert there.day == 1
    assert (there.year - first.year) * 12 + there.month - first.month == number


@given(MONTHS, st.lists(MONTHS, max_size=20))
def test_window_is_a_run_of_up_to_twelve_months_that_ends_where_it_was_asked_to(until, firsts):
    shown = window([Month(first, first, {}) for first in firsts], until)

    assert 1 <= len(shown) <= WINDOW
    assert shown == [months_on(until, number) for number in range(1 - len(shown), 1)]
    assert shown[0] >= min([*firsts, until])


def test_month_without_an_answer_is_a_gap_and_not_a_zero():
    months = [month(date(2026, m, 10), rest=m - 5) for m in (7, 8, 11)]

    rest = line(REST, months, window(months, date(2026, 11, 1)))

    assert [cell.value for cell in rest.cells] == [2, 3, None, None, 6]
    assert rest.strokes == ["45,74 75,66", "165,42"]
    assert len(rest.points) == 3


@pytest.mark.parametrize(("value", "y"), [(0, 90), (5, 50), (10, 10)])
def test_line_reaches_from_the_bottom_to_the_top(value, y):
    months = [month(DAY, rest=value)]

    (cell,) = line(REST, months, window(months, first_of(DAY))).points

    assert cell.y == y


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], "Not answered yet."),
        ([4], "4 in September 2026. A second month makes a line."),
        ([4, 6], "6 in October 2026, before that 4 in September."),
        ([4, 6, 5], f"5 in {NOV}, before that 6 in October, and at the beginning 4 in September."),
    ],
)
def test_sentence_holds_the_last_answer_against_the_own_past(values, said):
    months = [month(date(2026, 9 + n, 10), rest=value) for n, value in enumerate(values)]

    assert line(REST, months, []).sentence == said


def test_sentence_names_the_year_of_what_lies_in_another():
    months = [month(date(2025, 12, 10), rest=4), month(date(2026, 1, 10), rest=5)]

    said = "5 in January 2026, before that 4 in December 2025."
    assert line(REST, months, []).sentence == said


def test_new_wording_begins_a_new_line_and_the_old_one_stays():
    months = [month(date(2026, 9, 10), rest=4), month(date(2026, 10, 10), laugh=7)]

    seen = overview(months, [LAUGH], first_of(DAY), DAY)

    assert [one.wording for one in seen.lines] == [LAUGH]
    assert [(one.wording, len(one.points)) for one in seen.past] == [(REST, 1)]


def test_pages_of_twelve_months_lead_back_and_forth():
    months = [month(months_on(date(2024, 6, 1), number), rest=4) for number in range(30)]

    now = overview(months, [REST], date(2026, 11, 1), DAY)
    before = overview(months, [REST], date(2025, 11, 1), DAY)

    assert (now.earlier, now.later) == ("2025-11", "")
    assert (before.earlier, before.later) == ("2024-11", "2026-11")
    assert now.is_answered
    assert overview(months, [REST], date(2024, 11, 1), DAY).earlier == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03", date(2026, 3, 1)),
        ("2027-01", date(2026, 11, 1)),
        ("", date(2026, 11, 1)),
        ("2026-13", date(2026, 11, 1)),
        ("x" * 500, date(2026, 11, 1)),
        ("0001-01", date(2026, 11, 1)),
        ("1901-01", date(1901, 1, 1)),
    ],
)
def test_month_of_an_address_never_lies_ahead(text, expected):
    assert month_in(text, latest=date(2026, 11, 1)) == expected
