"""Counts as lanes of bars and dots."""

from hypothesis import given
from hypothesis import strategies as st

from journal.insights import charts

numbers = st.lists(st.one_of(st.none(), st.integers(0, 50)), min_size=1, max_size=20)


@given(numbers)
def test_bar_stands_for_each_number_and_the_ground_is_broken_at_gaps(lane):
    times = [str(n) for n in range(len(lane))]

    (drawn,) = charts.over_time("Title", "Text", times, [("Hurt", "hurt", lane)]).lanes

    told = [number is not None for number in lane]
    starts = sum(now and not before for before, now in zip([False, *told], told, strict=False))
    assert drawn.bars.count("M") == sum(bool(number) for number in lane)
    assert drawn.base.count("M") == starts


def test_times_are_named_at_both_ends_and_a_gap_shows():
    chart = charts.over_time("Title", "Text", ["May", "June", "July"], [("A", "", [2, None, 4])])

    assert [(tick.text, tick.anchor) for tick in chart.ticks] == [("May", "start"), ("July", "end")]
    assert chart.lanes[0].base == "M0 38H107M213 38H320"
    assert chart.lanes[0].bars == "M1 38v-9h105V38zM214 38v-18h105V38z"
    assert chart.height == charts.LANE_HEIGHT + charts.FOOT


def test_one_time_is_named_once():
    assert len(charts.over_time("Title", "Text", ["May"], [("A", "", [2])]).ticks) == 1


def test_part_is_drawn_within_its_whole():
    chart = charts.parts("Title", "Text", [("After", 1, 2), ("Other", 0, 4)])

    assert [lane.base for lane in chart.lanes] == ["M0 34H160", "M0 78H320"]
    assert [lane.bars for lane in chart.lanes] == ["M0 34v-12h80V34z", ""]


def test_dots_stand_below_each_other_by_family():
    rows = [("Work", "", [4, 0]), ("Money", "", [1, 1])]

    chart = charts.grid("Title", "Text", rows, families=["hurt", "calm"])

    assert [(column.family, column.dots.count("M")) for column in chart.columns] == [
        ("hurt", 2),
        ("calm", 1),
    ]
    assert chart.ticks == []


def test_dots_stand_above_their_words():
    chart = charts.grid("Title", "Text", [("Night", "", [0, 3])], words=["Mo", "Tu"])

    assert [(tick.x, tick.text) for tick in chart.ticks] == [(80, "Mo"), (240, "Tu")]
    assert chart.columns[0].dots == "M231 19h18v18h-18z"
