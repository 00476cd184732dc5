"""Queries compiled ahead ask for the rows of whoever asks."""

from datetime import UTC, datetime

import pytest

from journal.models import Entry
from tests.factories import EntryFactory
from vault.row_security import acting_as, system_access
from vault.statements import ANYBODY, Statement

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@pytest.fixture
def statement():
    """Return the entries of anybody since some moment."""
    return Statement(Entry.objects.for_user(ANYBODY).since(LONG_AGO).newest_first())


def test_statement_asks_for_the_rows_of_the_one_who_is_named(alice, bob, statement):
    entry = EntryFactory(owner=alice)
    EntryFactory(owner=bob)

    with system_access("both walls but the queryset's own are down"):
        found = list(statement.rows({ANYBODY.pk: alice.pk, LONG_AGO: entry.happened_at}))

    assert found == [entry]


def test_sealed_values_open_in_rows_of_a_statement(alice, statement):
    entry = EntryFactory(owner=alice, what_happened="The kettle sang.")

    with acting_as(alice):
        (found,) = statement.rows({ANYBODY.pk: alice.pk, LONG_AGO: entry.happened_at})

        assert found.what_happened == "The kettle sang."


def test_statement_without_one_of_its_values_is_refused(alice, statement):
    with pytest.raises(KeyError):
        statement.rows({ANYBODY.pk: alice.pk})
