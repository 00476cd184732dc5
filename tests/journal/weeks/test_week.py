"""A week laid out, and what it comes to in counts."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide import banks
from journal.models import Entry
from journal.timeline.page import Item
from journal.weeks import week
from journal.weeks.week import WeekDay
from tests.factories import EntryFactory
from users.clock import Week

MONDAY = date(2026, 11, 16)
MOMENT = datetime(2026, 11, 16, 9, tzinfo=UTC)
SLUGS = sorted(feeling.slug for family in banks.families() for feeling in family.feelings)
TRIGGERS = [trigger.slug for trigger in banks.triggers()]
NEEDS = [need.slug for group in banks.needs() for need in group.needs]

feelings = st.lists(
    st.fixed_dictionaries({"feeling": st.sampled_from(SLUGS), "strength": st.integers(1, 5)}),
    min_size=1,
    max_size=3,
    unique_by=lambda felt: felt["feeling"],
)
entries = st.builds(
    Entry,
    happened_at=st.just(MOMENT),
    feelings=feelings,
    triggers=st.lists(st.sampled_from(TRIGGERS), max_size=4, unique=True),
    needs=st.lists(st.sampled_from(NEEDS), max_size=4, unique=True),
)


def day(*entries, on=MONDAY):
    """Return a day with these entries."""
    items = [Item("entry", entry, on, "09:00") for entry in entries]
    return WeekDay(date=on, today=date(2026, 11, 18), items=items, entries=list(entries))


@given(st.lists(st.lists(entries, max_size=4), min_size=7, max_size=7))
def test_counts_add_up_to_what_the_entries_hold(days_of_entries):
    days = [day(*some) for some in days_of_entries]
    written = [entry for some in days_of_entries for entry in some]

    counts = week.counts(days)

    for counted, held in [
        (counts.feelings, [felt.word for entry in written for felt in entry.felt]),
        (counts.triggers, [label for entry in written for label in entry.trigger_labels]),
        (counts.needs, [label for entry in written for label in entry.need_labels]),
    ]:
        assert {one.label: one.number for one in counted} == Counter(held)
        assert [one.number for one in counted] == sorted(Counter(held).values(), reverse=True)


@given(st.lists(entries, max_size=8))
def test_drawings_and_the_number_beside_them_are_all_feelings_of_a_day(some):
    one = day(*some)

    assert len(one.shapes) <= week.MAX_SHAPES
    assert len(one.shapes) + one.more == sum(len(entry.feelings) for entry in some)


def test_day_is_said_in_words():
    lonely = Entry(happened_at=MOMENT, feelings=[{"feeling": "lonely", "strength": 3}])

    assert day(lonely, lonely).in_words == "Monday 16 November: lonely 3, lonely 3"
    assert day(on=date(2025, 1, 1)).in_words == "Wednesday 1 January 2025: nothing written"


@pytest.mark.parametrize(
    ("on", "is_today", "is_future"),
    [
        (date(2026, 11, 17), False, False),
        (date(2026, 11, 18), True, False),
        (date(2026, 11, 19), False, True),
    ],
)
def test_day_knows_where_it_stands(on, is_today, is_future):
    one = day(on=on)

    assert (one.is_today, one.is_future) == (is_today, is_future)
    assert (one.letter, one.weekday) == (f"{on:%A}"[0], f"{on:%A}")
    assert one.date_label == f"{on.day} November"


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ([], ""),
        (["entry"], "1 entry."),
        (["note"], "1 thank-you."),
        (["tick"], "1 tick."),
        (["entry", "entry", "tick"], "2 entries and 1 tick."),
        (["tick"] * 3 + ["note"] * 2 + ["entry"], "1 entry, 2 thank-yous and 3 ticks."),
    ],
)
def test_week_is_said_in_short(kinds, sentence):
    rows = {"entry": Entry(happened_at=MOMENT, feelings=[])}
    items = [Item(kind, rows["entry"], MONDAY, "09:00") for kind in kinds]
    own = [item.row for item in items if item.kind == "entry"]

    days = [WeekDay(date=MONDAY, today=MONDAY, items=items, entries=own)]

    assert week.in_short(days) == sentence


def test_strip_links_each_day_to_its_place_on_the_week_page(alice):
    entry = EntryFactory(owner=alice, happened_at=MOMENT)

    days = week.strip(alice, Week(MONDAY), [entry], "/journal/weeks/2026-W47/")

    assert days[0].url == "/journal/weeks/2026-W47/#2026-11-16"
    assert days[0].in_words == "Monday 16 November: lonely 3"
    assert [one.in_words.split(": ")[1] for one in days[1:]] == ["nothing written"] * 2 + [
        "still to come"
    ] * 4
