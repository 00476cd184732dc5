"""The chart of a week: what is drawn, what stands in its table, and where it is left open."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from journal.models import Entry
from journal.models.entries import STRENGTHS
from journal.weeks.chart import chart_of, height
from journal.weeks.week import WeekDay
from tests.factories import EntryFactory, GoalFactory, TickFactory, WorksheetFactory
from tests.journal.browser import open_page

MONDAY = date(2026, 11, 16)
WEEK = reverse("journal:week_detail", args=["2026-W47"])


def a_week(strengths, today=MONDAY + timedelta(days=6)):
    """Return seven days, each with an entry of these strengths if there are any."""
    return [
        WeekDay(MONDAY + timedelta(days=n), today, entries=[_entry(each)] if each else [])
        for n, each in enumerate(strengths)
    ]


def _entry(strengths):
    return Entry(feelings=[{"feeling": "lonely", "strength": one} for one in strengths])


def points(path):
    """Return the columns that a path goes through, run by run."""
    return [[int(point.split(",")[0]) for point in run.split("L")] for run in path.split("M")[1:]]


def test_each_day_stands_at_its_strongest_and_reaches_down_to_its_weakest():
    chart = chart_of(a_week([[2, 5], [3], [], [], [], [], []]))

    assert chart.dots == f"M42,{height(5)}h0M84,{height(3)}h0"
    assert chart.spans == f"M42,{height(5)}V{height(2)}M84,{height(3)}V{height(3)}"
    assert chart.line == f"M42,{height(5)}L84,{height(3)}"
    assert chart.letters == "MTWTFSS"


def test_a_day_without_an_entry_is_a_gap_and_never_a_zero():
    chart = chart_of(a_week([[1], [2], [], [4], [], [3], [3]]))

    assert [len(run) for run in points(chart.line)] == [2, 2]
    assert [said == "nothing written" for _, said in chart.rows] == [
        *(False, False, True, False, True, False, False)
    ]
    assert "2 of 7 days without an entry are left open." in chart.description


def test_a_day_that_lies_ahead_is_no_gap():
    chart = chart_of(a_week([[1], [], [], [], [], [], []], today=MONDAY + timedelta(days=1)))

    said = [said for _, said in chart.rows]
    assert said[1:] == ["nothing written", *["still to come"] * 5]
    assert "1 of 7 days without an entry is left open." in chart.description


def test_a_full_week_has_no_gap_to_speak_of():
    chart = chart_of(a_week([[3]] * 7))

    assert "left open" not in chart.description
    assert "Monday lonely, 3, clear" in chart.description


def test_nothing_felt_draws_nothing():
    assert chart_of(a_week([[]] * 7)) is None


@given(
    st.lists(st.lists(st.sampled_from(STRENGTHS), max_size=3), min_size=7, max_size=7).filter(any)
)
def test_every_line_joins_days_next_to_each_other_and_none_is_left_out(strengths):
    chart = chart_of(a_week(strengths))

    felt = {42 + 42 * n for n, each in enumerate(strengths) if each}
    joined = points(chart.line)
    for run in joined:
        assert {b - a for a, b in pairwise(run)} == {42}
    assert {x for run in joined for x in run[:-1]} == {x for x in felt if x + 42 in felt}
    assert chart.dots.count("h0") == len(felt)


def test_week_page_draws_the_chart_beside_its_table(signed_in, alice):
    EntryFactory(
        owner=alice,
        happened_at=datetime(2026, 11, 17, 9, tzinfo=UTC),
        feelings=[{"feeling": "let-down", "strength": 4}],
    )

    html = open_page(signed_in, WEEK).html

    assert f'd="M84,{height(4)}h0"' in html
    assert "The strongest feeling of each day. Tuesday let down, 4" in html
    assert html.count('<th scope="row">') == 7
    assert html.count("<td>nothing written</td>") == 2
    assert html.count("<td>still to come</td>") == 4


def test_empty_week_has_no_chart(signed_in):
    assert "week-chart" not in open_page(signed_in, WEEK).html


def test_week_page_gathers_goals_and_worksheets(signed_in, alice):
    goal = GoalFactory(owner=alice, title="Date night")
    for n, state in enumerate(("done", "done", "skipped")):
        moment = datetime(2026, 11, 16 + n, 9, tzinfo=UTC)
        TickFactory(owner=alice, goal=goal, day=moment.date(), happened_at=moment, state=state)
    sheet = WorksheetFactory(owner=alice, happened_at=datetime(2026, 11, 16, 9, tzinfo=UTC))

    html = open_page(signed_in, WEEK).html

    assert "done twice, skipped once" in html
    assert f'href="{sheet.get_absolute_url()}"' in html
    assert "1 worksheet and 3 ticks." in html
