"""A refused account form is answered by a redirect, so that no password stays in the browser's profile."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse

from tests.users.accounts import SIGN_UP, sign_in, sign_up

REFUSED = {"username": "robin", "password1": "four quiet kestrels", "password2": "five"}


def test_refused_form_is_sent_back_to_its_page(client, db):
    response = sign_up(client, **REFUSED)

    assert (response.status_code, response.url) == (303, reverse("account_signup"))


def test_page_that_follows_says_beside_the_field_what_was_wrong(client, db):
    response = sign_up(client, **REFUSED)

    form = client.get(response.url).context["form"]

    assert form.errors == {"password2": ["You must type the same password each time."]}
    assert 'aria-invalid="true"' in str(form["password2"])


def test_page_that_follows_keeps_what_was_typed_but_no_password(client, db):
    response = sign_up(client, **REFUSED, email="robin@example.org")

    page = client.get(response.url)

    form = page.context["form"]
    assert (form["username"].value(), form["email"].value()) == ("robin", "robin@example.org")
    assert form["password1"].value() is None
    assert "kestrels" not in page.content.decode()


def test_no_password_waits_in_the_session(client, db):
    sign_up(client, **REFUSED)

    assert "kestrels" not in str(Session.objects.get().get_decoded())


def test_errors_are_shown_once(client, db):
    response = sign_up(client, **REFUSED)
    client.get(response.url)

    form = client.get(response.url).context["form"]

    assert form.errors == {}
    assert form["username"].value() is None


def test_errors_of_one_form_are_not_shown_in_another(client, db):
    sign_up(client, **REFUSED)

    assert client.get(reverse("account_login")).context["form"].errors == {}


def test_way_back_is_not_lost_over_an_error(client, alice):
    data = {"login": "alice", "password": "a guess", "next": "/goals/new/"}

    response = client.post(reverse("account_login"), data)

    assert response.url == "/accounts/login/?next=%2Fgoals%2Fnew%2F"
    assert 'value="/goals/new/"' in client.get(response.url).content.decode()


def test_form_that_passes_is_not_held_up(client, db):
    assert sign_up(client).url == reverse("users:welcome")


@pytest.mark.parametrize("url", ["/accounts/login/", "/accounts/password/reset/"])
def test_page_without_a_refused_form_is_just_shown(client, db, url):
    assert client.get(url).context["form"].errors == {}


def test_lost_password_is_asked_for_in_our_words(client, db):
    html = client.get(reverse("account_reset_password")).content.decode()

    assert ">E-mail</label>" in html
    assert "placeholder" not in html


def test_too_many_tries_are_a_page_of_their_own(client, db):
    for n in range(20):
        sign_up(client, username=f"x{n}", password1="short")

    response = client.post(reverse("account_signup"), SIGN_UP)

    assert response.status_code == 429
    assert "That was a lot of tries" in response.content.decode()


def test_tries_are_counted_however_many_others_try(client, db):
    cache.set("zero", [1.0], 60)
    for n in range(310):
        cache.set(f"other-{n}", [1.0], 60)

    assert cache.get("zero")
    assert len(cache.get_many(f"other-{n}" for n in range(310))) == 310


def test_wrong_sign_in_is_refused_in_our_words(client, alice):
    response = sign_in(client, "alice", "a guess")

    assert "do not belong together" in client.get(response.url).content.decode()
