"""Preferences open with their owner's keys, which are fetched once for everything else too."""

import pytest

from tests.factories import EntryFactory
from users.models import User
from vault import sealing
from vault.models import UserKey
from vault.row_security import acting_as


def test_key_is_fetched_once_for_preferences_and_notes(alice, django_assert_num_queries):
    entry = EntryFactory(owner=alice)
    reader = User.objects.get(pk=alice.pk)

    with acting_as(reader):
        fresh = type(entry).objects.for_user(reader).get()
        with django_assert_num_queries(2):
            values = reader.preferences.time_zone, fresh.what_happened

    assert values == ("UTC", entry.what_happened)


def test_what_an_older_key_sealed_still_opens(alice):
    entry = EntryFactory(owner=alice, what_happened="Sealed by the first key.")
    newer = UserKey(owner=alice, version=2)
    newer.wrap(sealing.new_data_key())
    newer.save()
    reader = User.objects.get(pk=alice.pk)

    with acting_as(reader):
        zone = reader.preferences.time_zone
        text = type(entry).objects.for_user(reader).get().what_happened

    assert (zone, text) == ("UTC", "Sealed by the first key.")


@pytest.mark.parametrize("field", ["wrapped", "master_key"])
def test_key_that_does_not_unwrap_leaves_preferences_at_their_defaults(alice, field):
    UserKey.objects.filter(owner=alice).update(**{field: b"x" * 60 if field == "wrapped" else "x"})
    reader = User.objects.get(pk=alice.pk)

    with acting_as(reader):
        assert reader.preferences.time_zone == "UTC"


def test_without_any_key_preferences_are_at_their_defaults(alice):
    UserKey.objects.filter(owner=alice).delete()
    reader = User.objects.get(pk=alice.pk)

    with acting_as(reader):
        assert reader.preferences.time_zone == "UTC"
