"""With an address: a code by mail, in neutral words; a lost mail locks nobody out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.test_privacy_pages import TELLING
from tests.users.accounts import WITH_MAIL, code_in, errors_on, is_signed_in, sign_in
from users.models import User


@pytest.fixture
def waiting(client, db):
    """The browser of somebody who has given an address, and is asked for the code."""
    response = client.post(reverse("account_signup"), WITH_MAIL)
    assert response.url == reverse("account_email_verification_sent")
    return client


def test_address_is_asked_for_its_code(waiting, mailoutbox):
    (mail,) = mailoutbox

    assert mail.to == ["wren@example.org"]
    assert mail.subject == "Your code"
    assert code_in(mail)
    assert not is_signed_in(waiting)


def test_mail_says_nothing(waiting, mailoutbox):
    (mail,) = mailoutbox
    said = f"{mail.subject} {mail.from_email.partition('<')[0]} {mail.body}"

    assert not TELLING.search(said)
    assert "wren" not in mail.body
    assert "127.0.0.1" not in said


def test_right_code_signs_in(waiting, mailoutbox):
    response = waiting.post(
        reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[0])}
    )

    assert response.url == reverse("users:welcome")
    assert is_signed_in(waiting)


def test_wrong_code_is_refused_beside_its_field(waiting):
    response = waiting.post(reverse("account_email_verification_sent"), {"code": "XXXXXX"})

    assert errors_on(waiting, response, "verify_form") == {
        "code": ["That code does not fit. Please look once more, or ask for a new one."]
    }
    assert not is_signed_in(waiting)


def test_three_wrong_codes_are_enough(waiting):
    for _ in range(3):
        response = waiting.post(reverse("account_email_verification_sent"), {"code": "XXXXXX"})

    assert response.url == reverse("account_login")


def test_wrong_new_address_is_refused_beside_its_field(waiting):
    response = waiting.post(
        reverse("account_email_verification_sent"), {"action": "change", "email": "no address"}
    )

    assert "email" in errors_on(waiting, response, "change_form")


def test_mail_that_never_came_locks_nobody_out(waiting, mailoutbox):
    waiting.cookies.clear()

    response = sign_in(waiting)

    assert response.url == "/today/"
    assert is_signed_in(waiting)
    assert len(mailoutbox) == 1


def test_address_that_is_taken_is_told_only_to_its_inbox(waiting, mailoutbox, time_machine, phone):
    time_machine.move_to(timezone.now() + timedelta(minutes=1))

    response = phone.post(reverse("account_signup"), WITH_MAIL | {"username": "robin"})

    assert response.url == reverse("account_email_verification_sent")
    assert [mail.to for mail in mailoutbox] == [["wren@example.org"]] * 2
    assert not TELLING.search(mailoutbox[-1].subject + mailoutbox[-1].body)


def test_forgotten_password_is_replaced_by_a_code(waiting, mailoutbox, time_machine, phone):
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    phone.post(reverse("account_reset_password"), {"email": "wren@example.org"})
    phone.post(reverse("account_confirm_password_reset_code"), {"code": code_in(mailoutbox[-1])})

    new = {"password1": "five loud magpies", "password2": "five loud magpies"}
    phone.post(reverse("account_complete_password_reset"), new)

    assert not TELLING.search(mailoutbox[-1].subject + mailoutbox[-1].body)
    assert User.objects.get().check_password("five loud magpies")


def test_forgotten_password_of_an_unknown_address_is_answered_the_same(db, phone, mailoutbox):
    response = phone.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert response.url == reverse("account_confirm_password_reset_code")
    assert not TELLING.search(" ".join(mail.subject + mail.body for mail in mailoutbox))


def test_address_may_be_added_later_and_needs_the_password_once_more(client, alice):
    client.force_login(alice)

    response = client.post(reverse("account_email"), {"action_add": "", "email": "a@example.org"})

    assert response.url.startswith(reverse("account_reauthenticate"))
    assert "Your password" in client.get(response.url).content.decode()


def test_address_is_added_after_the_password_was_typed_once_more(client, alice, mailoutbox):
    client.force_login(alice)
    asked = client.post(reverse("account_email"), {"action_add": "", "email": "a@example.org"})
    assert mailoutbox == []

    client.post(asked.url, {"password": "correct horse battery"})

    assert [mail.to for mail in mailoutbox] == [["a@example.org"]]
    assert not TELLING.search(mailoutbox[0].subject + mailoutbox[0].body)


def test_wrong_password_adds_no_address(client, alice, mailoutbox):
    client.force_login(alice)
    asked = client.post(reverse("account_email"), {"action_add": "", "email": "a@example.org"})

    response = client.post(asked.url, {"password": "a guess"})

    assert errors_on(client, response) == {
        "password": ["That is not the password. Please try once more."]
    }
    assert mailoutbox == []
