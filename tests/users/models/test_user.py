import pytest
from django.db import IntegrityError, transaction

from users.models import Preferences, User
from vault.models import UserKey
from vault.row_security import NOBODY, use_identity


def test_new_user_has_a_key_and_preferences(db):
    user = User.objects.create_user("wren", password="four quiet kestrels")

    assert UserKey.objects.for_user(user).get().version == 1
    assert user.preferences.partner_words.my_partner == "my husband"
    assert user.clock.zone_name == "UTC"


def test_user_is_made_by_nobody_in_particular(db):
    with use_identity(NOBODY):
        user = User.objects.create_user("wren", password="four quiet kestrels")

    assert Preferences.objects.for_user(user).count() == 1


def test_saving_again_makes_no_second_key(alice):
    alice.email = "alice@example.org"
    alice.save()

    assert UserKey.objects.for_user(alice).count() == 1
    assert Preferences.objects.for_user(alice).count() == 1


def test_user_without_a_key_is_not_half_made(db, monkeypatch):
    def fail(*_):
        raise IntegrityError

    monkeypatch.setattr(UserKey, "wrap", fail)

    with pytest.raises(IntegrityError):
        User.objects.create_user("wren", password="four quiet kestrels")

    assert not User.objects.filter(username="wren").exists()


def test_name_is_kept_in_small_letters(db):
    assert User.objects.create_user("Wren", password="x").username == "wren"


def test_name_is_taken_once(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ALICE", password="x")


def test_password_is_not_kept(db):
    user = User.objects.create_user("wren", password="four quiet kestrels")

    assert "kestrels" not in user.password
    assert user.check_password("four quiet kestrels")


def test_user_is_called_by_id_alone(alice):
    assert str(alice) == f"user {alice.pk}"
    assert "alice" not in repr(alice)


def test_deleting_a_user_destroys_the_key(alice, bob):
    pk = alice.pk

    with use_identity(NOBODY):
        alice.delete()

    assert not UserKey.objects.filter(owner_id=pk).exists()
    assert UserKey.objects.for_user(bob).count() == 1


def test_preferences_are_fetched_once(alice, django_assert_num_queries):
    user = User.objects.get(pk=alice.pk)

    with django_assert_num_queries(1):
        assert user.preferences is user.preferences
