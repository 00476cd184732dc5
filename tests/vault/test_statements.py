"""Queries compiled ahead ask for the rows of whoever asks."""

from datetime import UTC, datetime

import pytest
from django.db.models import CharField, Value

from journal.models import Entry
from tests.factories import EntryFactory
from users.models import Draft
from vault.row_security import acting_as, system_access
from vault.statements import ANYBODY, Deletion, Insertion, Statement, stand_in

LONG_AGO = stand_in(datetime(1, 5, 1, tzinfo=UTC))


@pytest.fixture
def statement():
    """Return the entries of anybody since some moment."""
    return Statement(Entry.objects.for_user(ANYBODY).since(LONG_AGO).newest_first())


def test_statement_asks_for_the_rows_of_the_one_who_is_named(alice, bob, statement):
    entry = EntryFactory(owner=alice)
    EntryFactory(owner=bob)

    with system_access("both walls but the queryset's own are down"):
        found = statement.rows({ANYBODY.pk: alice.pk, LONG_AGO: entry.happened_at})

    assert found == [entry]


def test_sealed_values_open_in_rows_of_a_statement(alice, statement):
    entry = EntryFactory(owner=alice, what_happened="The kettle sang.")

    with acting_as(alice):
        (found,) = statement.rows({ANYBODY.pk: alice.pk, LONG_AGO: entry.happened_at})

        assert found.what_happened == "The kettle sang."


def test_statement_without_one_of_its_values_is_refused(alice, statement):
    with pytest.raises(KeyError):
        statement.rows({ANYBODY.pk: alice.pk})


def test_what_a_queryset_adds_to_its_rows_comes_along(alice):
    EntryFactory(owner=alice)
    said = Value("kept", output_field=CharField())
    statement = Statement(Entry.objects.for_user(ANYBODY).only("owner").annotate(said=said))

    with acting_as(alice):
        (found,) = statement.rows({ANYBODY.pk: alice.pk})

    assert (found.said, "story" in found.get_deferred_fields()) == ("kept", True)


def test_deletion_takes_the_rows_of_the_one_who_is_named(alice, bob):
    for user in (alice, bob):
        with acting_as(user):
            Draft.objects.write(user, "/goals/new/", {"title": ["A walk"]}, Draft.Reason.INVALID)

    with system_access("both walls but the queryset's own are down"):
        Deletion(Draft.objects.for_user(ANYBODY)).delete({ANYBODY.pk: alice.pk})

        assert [draft.owner_id for draft in Draft.objects.all()] == [bob.pk]


def test_insertion_writes_a_row_once_and_says_so(alice):
    draft = Draft(owner=alice, place="/goals/new/", data={"title": ["A walk"]})
    insertion = Insertion(Draft, "DO NOTHING")

    with acting_as(alice):
        written = [insertion.write(draft), insertion.write(draft)]
        kept = Draft.objects.for_user(alice).get()

        assert (written, kept.data) == ([True, False], {"title": ["A walk"]})
