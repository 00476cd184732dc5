"""Counts, and the sentence that they make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.patterns import Count, count, most_often

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
