"""Counts, and the sentence that they make."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.digests.tally import (
    ALL,
    WARM,
    Count,
    Moment,
    Tally,
    Turn,
    count,
    most_often,
    tally_of,
    total,
)
from journal.digests.weeks import moment_of
from journal.models import Entry
from users.clock import Clock

MONDAY = date(2026, 11, 16)
ZONES = st.sampled_from(["UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe"])
FELT = st.tuples(
    st.sampled_from(["hurt", "angry", "close", "calm", ""]),
    st.sampled_from(["sad", "cross", "warm", "a word of my own"]),
    st.integers(1, 5),
)
moments = st.lists(
    st.builds(
        Moment,
        pk=st.uuids().map(lambda pk: pk.hex),
        day=st.dates(date(2026, 10, 1), date(2026, 11, 30)),
        hour=st.integers(0, 23),
        felt=st.lists(FELT, min_size=1, max_size=3).map(tuple),
        triggers=st.sets(st.sampled_from(["Work", "Money", "Relatives"])).map(sorted).map(tuple),
        needs=st.sets(st.sampled_from(["Rest", "Help"])).map(sorted).map(tuple),
        says_did=st.booleans(),
        says_ended=st.booleans(),
    )
)
states = st.lists(st.sampled_from(["kept", "said"]))
turns = st.lists(
    st.builds(
        Turn,
        goal=st.sampled_from("ab"),
        day=st.just(MONDAY),
        state=st.sampled_from(["done", "partly", "skipped"]),
    )
)

pairs = st.lists(st.tuples(st.sampled_from("abcdef"), st.just("")))


@given(pairs)
def test_counts_add_up_to_the_number_of_things(things):
    counted = count(things)

    assert sum(one.number for one in counted) == len(things)
    assert {one.label for one in counted} == {label for label, _ in things}


@given(pairs, st.randoms())
def test_order_of_counts_does_not_depend_on_the_order_of_things(things, random):
    shuffled = random.sample(things, len(things))

    assert count(shuffled) == count(things)


def test_most_frequent_comes_first_and_equals_by_their_label():
    things = [("torn", "worried"), ("sad", "hurt"), ("calm", "calm"), ("sad", "hurt")]

    assert count(things) == [
        Count("sad", 2, "hurt"),
        Count("calm", 1, "calm"),
        Count("torn", 1, "worried"),
    ]


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ("", ""),
        ("a", "a, once"),
        ("aab", "a, twice"),
        ("aaabbb", "a and b, 3 times each"),
        ("aabbcc", "a, b and c, twice each"),
        ("abcd", "a, b and c, once each"),
    ],
)
def test_most_often_ends_a_sentence(labels, words):
    assert most_often(count((label, "") for label in labels)) == words


def test_count_says_its_number_in_words():
    assert [Count("a", number).times for number in (1, 2, 12)] == ["once", "twice", "12 times"]


@given(moments, states, turns)
def test_counts_of_a_time_add_up_to_what_was_written(entries, notes, ticks):
    tally = tally_of(entries, notes, ticks)

    felt = sum(len(one.felt) for one in entries)
    warm = sum(one.is_warm for one in entries)
    assert tally.entries == len(entries)
    assert tally.felt == felt == sum(sum(words.values()) for words in tally.feelings.values())
    assert sum(at[ALL] for at in tally.times.values()) == len(entries)
    assert sum(at.get(WARM, 0) for at in tally.times.values()) == warm
    for grid, chosen in ((tally.triggers, "triggers"), (tally.needs, "needs")):
        assert sum(one[ALL] for one in grid.values()) == sum(
            len(getattr(one, chosen)) for one in entries
        )
    assert sum(tally.notes.values()) == len(notes)
    assert sum(tally.ticks.values()) == len(ticks)
    assert sum(sum(days.values()) for days in tally.turns.values()) == sum(
        one.state != "skipped" for one in ticks
    )


@given(st.lists(moments, max_size=4), states)
def test_parts_come_to_the_same_as_the_whole(weeks, notes):
    whole = tally_of([one for week in weeks for one in week], notes, [])

    added = total([tally_of(week, [], []) for week in weeks] + [tally_of([], notes, [])])

    added.good_ends = whole.good_ends = {}  # one of each part, and one of the whole
    assert added == whole


def test_adding_up_leaves_the_parts_alone():
    part = tally_of([Moment("a", MONDAY, 9, (("hurt", "sad", 2),))], [], [])

    assert total([part, part]).feelings == {"hurt": {"sad": 2}}
    assert part.feelings == {"hurt": {"sad": 1}}


def test_week_made_by_hand_comes_to_its_counts():
    week = [
        Moment("a", MONDAY, 7, (("hurt", "sad", 4),), ("Work",), ("Rest",), says_did=True),
        Moment("b", MONDAY, 22, (("hurt", "sad", 2), ("calm", "calm", 3)), ("Work",)),
        Moment("c", MONDAY, 23, (("close", "loved", 5),), says_ended=True),
    ]

    assert tally_of(week, ["kept", "said", "kept"], [Turn("g", MONDAY, "partly")]) == Tally(
        entries=3,
        feelings={"hurt": {"sad": 2}, "calm": {"calm": 1}, "close": {"loved": 1}},
        strengths={"4": 1, "2": 1, "3": 1, "5": 1},
        triggers={"Work": {ALL: 2, WARM: 1, "hurt": 2, "calm": 1}},
        needs={"Rest": {ALL: 1}},
        times={"0 1": {ALL: 1}, "0 3": {ALL: 2, WARM: 2}},
        says={"did": 1, "ended": 1},
        good_ends={"c": 1},
        notes={"kept": 2, "said": 1},
        ticks={"partly": 1},
        turns={"g": {"0": 1}},
    )


@given(
    st.lists(st.datetimes(datetime(2026, 3, 20), datetime(2026, 11, 10)), max_size=20),  # noqa: DTZ001
    ZONES,
    st.integers(0, 6),
    st.sampled_from([0, 5, 6]),
)
def test_weeks_part_time_in_any_zone_across_the_change_of_clocks(walls, zone, day_ends, starts_on):
    clock = Clock(zone, day_ends, starts_on)
    instants = [wall.replace(tzinfo=UTC) for wall in walls]

    held = [clock.week_of(clock.day_of(instant)) for instant in instants]

    for instant, week in zip(instants, held, strict=True):
        start, end = clock.span(week.first_day, week.last_day)
        assert start <= instant < end
        assert clock.span(week.next.first_day, week.next.last_day)[0] == end
        assert week.last_day - week.first_day == timedelta(days=6)


def test_feeling_that_nobody_offers_any_more_still_counts():
    entry = Entry(
        happened_at=datetime(2026, 11, 16, 9, tzinfo=UTC),
        feelings=[{"feeling": "wistful", "strength": 3}],
        triggers=["the-old-car"],
    )

    tally = tally_of([moment_of(entry, Clock())], [], [])

    assert tally.feelings == {"": {"wistful": 1}}
    assert tally.triggers == {"the-old-car": {ALL: 1, "": 1}}
