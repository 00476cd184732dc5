"""Digests at the same moment as writes: real threads, real transactions, never a stale count."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from journal.digests import weeks
from tests.factories import START, EntryFactory
from tests.journal.digests.test_weeks import again
from tests.journal.test_races import _wait_until_somebody_waits as until_somebody_waits
from vault.row_security import acting_as

pytestmark = pytest.mark.usefixtures("transactional_db")
LONG_AGO = START - timedelta(days=40)


def test_nobody_sees_half_a_write_in_a_count(alice):
    with ThreadPoolExecutor(1) as pool, acting_as(alice):
        EntryFactory(owner=alice)
        EntryFactory(owner=alice, happened_at=LONG_AGO)
        assert pool.submit(look, alice).result() == 0

    assert look(alice) == 2


def test_write_waits_for_a_count_that_is_under_way_and_empties_it(alice):
    with acting_as(alice):
        EntryFactory(owner=alice)

    with ThreadPoolExecutor(1) as pool, acting_as(alice):
        assert sum(tally.entries for tally in weeks.tallies(again(alice)).values()) == 1
        written = pool.submit(write, alice)
        until_somebody_waits()
    written.result()

    assert look(alice) == 2


def test_count_of_a_week_that_is_being_written_holds_what_was_written(alice):
    with acting_as(alice):
        EntryFactory(owner=alice)  # its week is empty from now on

    with ThreadPoolExecutor(1) as pool, acting_as(alice):
        EntryFactory(owner=alice)
        found = pool.submit(look, alice)
        until_somebody_waits()

    assert found.result() == 2
    assert look(alice) == 2


def look(user):
    """Return how many entries the digests of another connection count."""
    try:
        with acting_as(user):
            return sum(tally.entries for tally in weeks.tallies(again(user)).values())
    finally:
        connection.close()


def write(user):
    """Write an entry on another connection."""
    try:
        with acting_as(user):
            EntryFactory(owner=user)
    finally:
        connection.close()


def test_year_that_is_being_added_up_holds_what_is_being_written(alice):
    with acting_as(alice):
        EntryFactory(owner=alice, happened_at=LONG_AGO)
    look_at_years(alice)

    with ThreadPoolExecutor(1) as pool, acting_as(alice):
        EntryFactory(owner=alice, happened_at=LONG_AGO)
        before = pool.submit(look_at_years, alice).result()

    assert before == 1
    assert look_at_years(alice) == 2


def look_at_years(user):
    """Return how many entries the years of another connection count."""
    try:
        with acting_as(user):
            return sum(sum(year.series.entries) for year in weeks.years(again(user)).values())
    finally:
        connection.close()
