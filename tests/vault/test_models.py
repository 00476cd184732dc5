import pytest
from django.db import IntegrityError, transaction

from journal.models import Entry
from tests.factories import EntryFactory
from vault import row_security
from vault.models import UserKey, key_of_version, newest_key
from vault.row_security import acting_as
from vault.sealing import CannotOpenError


def test_every_user_has_a_key_of_their_own(alice, bob):
    keys = {key.owner_id: key.unwrap() for key in UserKey.objects.all()}

    assert keys.keys() == {alice.pk, bob.pk}
    assert keys[alice.pk] != keys[bob.pk]


def test_key_is_not_kept_in_clear(alice):
    key = UserKey.objects.for_user(alice).get()

    assert key.unwrap() not in bytes(key.wrapped)


def test_user_has_one_key_of_each_version(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        UserKey.objects.create_for(alice)


def test_keys_are_fetched_once_while_an_identity_lasts(alice, django_assert_num_queries):
    EntryFactory.create_batch(2, owner=alice, story="Tea.")

    with acting_as(alice):
        rows = list(Entry.objects.for_user(alice))
        with django_assert_num_queries(1):
            assert [row.story for row in rows] == ["Tea.", "Tea."]


def test_keys_do_not_outlast_their_identity(alice):
    with acting_as(alice):
        newest_key(alice.pk)
        first = row_security.current().keys

    with acting_as(alice):
        assert row_security.current().keys == {}
    assert first


def test_nobody_keeps_no_keys(alice):
    with row_security.use_identity(row_security.NOBODY):
        newest_key(alice.pk)

    assert row_security.NOBODY.keys == {}


def test_newest_key_seals_and_older_ones_still_open(alice):
    entry = EntryFactory(owner=alice, story="Before.")
    second = UserKey(owner=alice, version=2)
    second.wrap(b"2" * 32)
    second.save()

    with acting_as(alice):
        later = EntryFactory(owner=alice, story="After.")

        assert newest_key(alice.pk)[0] == 2
        assert Entry.objects.get(pk=entry.pk).story == "Before."
        assert Entry.objects.get(pk=later.pk).story == "After."


def test_key_of_a_version_that_is_gone_is_missed_in_a_sentence(alice):
    with pytest.raises(CannotOpenError, match="the key of that version is gone"):
        key_of_version(alice.pk, 9)


def test_key_of_another_user_is_out_of_sight(alice, bob):
    with acting_as(bob), pytest.raises(CannotOpenError, match="no key for this owner in sight"):
        newest_key(alice.pk)


def test_row_is_called_by_its_kind_and_id_alone(alice):
    entry = EntryFactory(owner=alice, story="Tea.")

    assert str(entry) == f"entry {entry.pk}"
    assert "Tea" not in repr(entry)


def test_row_in_which_nothing_is_written_has_nothing_to_read(alice):
    assert UserKey.objects.for_user(alice).get().readable() == []


def test_rows_of_a_user_are_found_by_any_private_model(alice, bob):
    assert [key.owner_id for key in UserKey.rows_of(bob)] == [bob.pk]
