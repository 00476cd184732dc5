"""Signing up, in and out: a name and a password are enough, and nothing else is asked for."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.users.accounts import PASSWORD, errors_on, is_signed_in, sign_in, sign_up
from users.models import Preferences, User
from vault.models import UserKey
from vault.row_security import acting_as


@pytest.fixture
def wren(client, db):
    """Somebody who has signed up without an address, and has signed out."""
    sign_up(client)
    client.post(reverse("account_logout"))
    return User.objects.get()


def test_name_and_password_are_enough(client, db):
    response = sign_up(client)

    assert response.url == reverse("users:welcome")
    assert is_signed_in(client)
    assert UserKey.objects.for_user(User.objects.get()).count() == 1
    assert Preferences.objects.count() == 1


@pytest.mark.parametrize(
    ("guess", "zone"),
    [("Pacific/Chatham", "Pacific/Chatham"), ("Mars/Olympus", "UTC"), ("", "UTC")],
)
def test_days_begin_where_the_browser_is_also_for_who_skips_the_welcome(client, db, guess, zone):
    sign_up(client, time_zone=guess)

    user = User.objects.get()
    with acting_as(user):
        assert user.clock.zone_name == zone


def test_password_is_hashed_slowly_outside_of_tests():
    from config import settings as written  # noqa: PLC0415 - the file, not what the tests changed

    assert written.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_nobody_without_an_address_is_ever_sent_mail(client, db, mailoutbox):
    sign_up(client)
    client.post(reverse("account_logout"))
    sign_in(client, password="wrong, and wrong again")
    sign_in(client)
    change_password(client)
    client.post(reverse("account_logout"))

    assert mailoutbox == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", ""),
        ("username", "ab"),
        ("username", "a b c"),
        ("username", "x" * 61),
        ("password1", "short"),
        ("password1", "password1234"),
        ("password1", "123456789012345"),
        ("email", "no address"),
    ],
)
def test_sign_up_says_beside_the_field_what_is_wrong(client, db, field, value):
    changes = {field: value} | ({"password2": value} if field == "password1" else {})

    response = sign_up(client, **changes)

    assert set(errors_on(client, response)) & {field, "password2"}
    assert not User.objects.exists()


def test_name_that_is_taken_is_refused_in_any_case(client, wren):
    response = sign_up(client, username="WREN")

    assert errors_on(client, response) == {
        "username": ["That name is taken. Please choose another."]
    }


def test_long_password_of_any_script_is_welcome(client, db):
    password = "ein Käuzchen ruft 🦉 " * 8

    sign_up(client, password1=password, password2=password)
    client.post(reverse("account_logout"))
    sign_in(client, password=password)

    assert is_signed_in(client)


def test_right_password_signs_in_and_leads_to_today(client, wren):
    response = sign_in(client)

    assert response.url == "/today/"
    assert is_signed_in(client)


def test_name_may_be_typed_in_capitals(client, wren):
    sign_in(client, "WREN")

    assert is_signed_in(client)


@pytest.mark.parametrize(("name", "password"), [("wren", "wrong one"), ("nobody", PASSWORD)])
def test_wrong_name_and_wrong_password_are_told_the_same(client, wren, name, password):
    response = sign_in(client, name, password)

    assert errors_on(client, response) == {
        "__all__": ["This name and password do not belong together. Please try once more."]
    }
    assert not is_signed_in(client)


def test_guessing_comes_to_an_end(client, wren):
    for _ in range(5):
        sign_in(client, password="guess")

    response = sign_in(client)

    assert errors_on(client, response)["__all__"] == [
        "That was tried too often. Please wait a few minutes, then try again."
    ]


def test_session_gets_a_new_key_at_sign_in(client, wren):
    client.get(reverse("account_login"))
    client.session.save()
    before = client.session.session_key

    sign_in(client)

    assert client.session.session_key != before


def test_sign_in_leads_back_to_the_page_that_asked_for_it(client, wren):
    asked = client.get("/goals/new/")

    page = client.get(asked.url)
    response = client.post(
        reverse("account_login"), {"login": "wren", "password": PASSWORD, "next": "/goals/new/"}
    )

    assert 'name="next" value="/goals/new/"' in page.content.decode()
    assert response.url == "/goals/new/"


def test_sign_in_leads_to_no_other_site(client, wren):
    data = {"login": "wren", "password": PASSWORD, "next": "https://example.org/"}

    assert client.post(reverse("account_login"), data).url == "/today/"


def test_sign_out_ends_the_session_on_the_server(client, wren):
    sign_in(client)
    session = client.session.session_key

    response = client.post(reverse("account_logout"))

    assert response.url == "/"
    assert not Session.objects.filter(pk=session).exists()
    assert not is_signed_in(client)


def change_password(client, now=PASSWORD, new="five loud magpies sing"):
    data = {"oldpassword": now, "password1": new, "password2": new}
    return client.post(reverse("account_change_password"), data)


def test_changed_password_counts_from_now_on(client, wren):
    sign_in(client)

    change_password(client)

    assert is_signed_in(client)
    wren.refresh_from_db()
    assert wren.check_password("five loud magpies sing")


def test_changed_password_ends_the_sessions_of_other_devices(client, wren, phone):
    sign_in(client)
    sign_in(phone)

    change_password(client)

    assert not is_signed_in(phone)


def test_password_is_changed_by_who_knows_it(client, wren):
    sign_in(client)

    response = change_password(client, now="a guess")

    assert errors_on(client, response) == {
        "oldpassword": ["That is not the password you have now."]
    }
