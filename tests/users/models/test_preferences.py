import pytest
from django.db import IntegrityError, connection, transaction

from users.models import Preferences


def test_user_has_one_set_of_preferences(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        Preferences(owner=alice).save()


def test_preferences_that_do_not_open_are_the_usual_ones_and_every_page_stands(client, alice):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE users_preferences SET partner_kind = %s, pronoun = %s, time_zone = %s,"
            " week_start = %s, day_ends = %s, quiet = %s",
            [b"\x01" * 256] * 6,
        )
    client.force_login(alice)

    pages = [client.get(url).status_code for url in ("/today/", "/settings/", "/guide/")]

    assert pages == [200, 200, 200]
    assert Preferences.objects.get().partner_words.my_partner == "my husband"
    assert Preferences.objects.get().clock.zone_name == "UTC"
    assert Preferences.objects.get().quiet is False


def test_preferences_from_before_quiet_suggestions_have_them_off(alice):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE users_preferences SET quiet = NULL")

    assert Preferences.objects.get().quiet is False
    assert not Preferences.objects.get().unreadable()
