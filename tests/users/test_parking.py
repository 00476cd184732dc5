"""What arrives after a session has ended, or with a stale token, waits sealed for its owner and for nobody else."""

import pytest
from django.core import signing
from django.test import Client

from journal.models import Entry
from tests.users.accounts import is_signed_in
from tests.users.forms import NEW_ENTRY, WORDS, WRITTEN, form_at, opened, reasons
from users.form_keys import SALT, FormKey
from users.models import Draft, User


@pytest.fixture
def reader(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def late(reader):
    """What Alice's form sends, after her session has ended."""
    sent = opened(reader, NEW_ENTRY) | WRITTEN
    reader.post("/accounts/logout/")
    return sent


def test_late_form_leads_to_sign_in_and_back_to_the_form(client, late, alice):
    response = client.post(NEW_ENTRY, late)

    assert (response.status_code, response.url) == (303, f"/accounts/login/?next={NEW_ENTRY}")
    assert reasons(alice) == {NEW_ENTRY: "parked"}
    assert not Entry.objects.exists()


def test_late_form_opens_again_for_its_owner(client, late, alice):
    client.post(NEW_ENTRY, late)
    client.force_login(alice)

    form = form_at(client, NEW_ENTRY)

    assert form["story"].value() == WORDS
    assert form.errors == {}
    assert "You were signed out before this was saved." in form.draft.sentence


def test_late_form_is_saved_after_the_sign_in(client, late, alice):
    client.post(NEW_ENTRY, late)
    client.force_login(alice)

    client.post(NEW_ENTRY, opened(client, NEW_ENTRY) | WRITTEN)

    assert Entry.objects.get().owner_id == alice.pk
    assert reasons(alice) == {}


def test_late_form_is_shown_to_nobody_else(client, late, mallory):
    client.post(NEW_ENTRY, late)
    client.force_login(mallory)

    response = client.get(NEW_ENTRY)

    assert response.context["form"].draft is None
    assert WORDS not in response.content.decode()


def test_late_form_that_is_sent_twice_is_one_draft(client, late, alice):
    client.post(NEW_ENTRY, late)
    client.post(NEW_ENTRY, late)

    assert reasons(alice) == {NEW_ENTRY: "parked"}


def test_parked_words_are_sealed(client, late, alice):
    client.post(NEW_ENTRY, late)

    stored = Draft.objects.for_user(alice).values_list("data", flat=True).get()
    assert WORDS.encode() not in stored


def test_form_that_was_saved_before_the_session_ended_is_not_saved_again(client, reader, alice):
    sent = opened(reader, NEW_ENTRY) | WRITTEN
    reader.post(NEW_ENTRY, sent)
    reader.post("/accounts/logout/")
    reader.post(NEW_ENTRY, sent)
    client.force_login(alice)

    client.post(NEW_ENTRY, opened(client, NEW_ENTRY) | WRITTEN)

    assert Entry.objects.count() == 1


@pytest.mark.parametrize("forge", ["another salt", "changed", "not signed", "empty", "missing"])
def test_forged_key_parks_nothing(client, late, alice, forge):
    token = late["form_key"]
    forged = {
        "another salt": signing.dumps(signing.loads(token, salt=SALT), salt="other"),
        "changed": token[:-1] + ("a" if token[-1] != "a" else "b"),
        "not signed": str(alice.pk),
        "empty": "",
    }
    sent = WRITTEN | ({"form_key": forged[forge]} if forge in forged else {})

    response = client.post(NEW_ENTRY, sent)

    assert response.url == "/accounts/login/?next=/today/"
    assert reasons(alice) == {}


def test_key_of_any_age_parks(client, reader, alice, time_machine):
    time_machine.move_to("2026-11-16T10:00Z")
    sent = opened(reader, NEW_ENTRY) | WRITTEN
    time_machine.move_to("2027-02-16T10:00Z")

    client.post(NEW_ENTRY, sent)

    assert reasons(alice) == {NEW_ENTRY: "parked"}


def test_key_of_a_user_who_is_gone_parks_nothing(client, late, alice):
    User.objects.get(pk=alice.pk).delete()

    response = client.post(NEW_ENTRY, late)

    assert response.url == "/accounts/login/?next=/today/"
    assert not Draft.objects.exists()


@pytest.fixture
def strict(alice):
    """Alice's browser, with its tokens checked."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    return client


def test_stale_token_parks_the_words_and_opens_the_form_again(strict, alice):
    sent = opened(strict, NEW_ENTRY) | WRITTEN | {"csrfmiddlewaretoken": "stale"}

    response = strict.post(NEW_ENTRY, sent)

    assert (response.status_code, response.url) == (303, NEW_ENTRY)
    assert reasons(alice) == {NEW_ENTRY: "parked"}
    assert form_at(strict, NEW_ENTRY)["story"].value() == WORDS
    assert not Entry.objects.exists()


def test_stale_token_without_a_key_is_refused_in_plain_words(strict):
    response = strict.post(NEW_ENTRY, WRITTEN)

    assert response.status_code == 403
    assert "That form had gone stale" in response.content.decode()


def test_stale_token_with_the_key_of_another_parks_nothing(strict, reader, alice, mallory):
    sent = opened(reader, NEW_ENTRY) | WRITTEN
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(mallory)

    response = stranger.post(NEW_ENTRY, sent)

    assert response.status_code == 403
    assert reasons(alice) == reasons(mallory) == {}


def test_key_of_another_user_writes_nothing_of_theirs(client, reader, alice, mallory, phone):
    sent = opened(reader, NEW_ENTRY) | WRITTEN
    phone.force_login(mallory)

    phone.post(NEW_ENTRY, sent)

    (row,) = Entry.objects.all()
    assert row.owner_id == mallory.pk
    assert row.pk != FormKey.read(sent["form_key"]).row


def test_key_of_another_form_is_not_taken(reader):
    sent = opened(reader, "/journal/thanks/new/") | WRITTEN

    reader.post(NEW_ENTRY, sent)

    assert Entry.objects.get().pk != FormKey.read(sent["form_key"]).row


def test_session_that_was_left_alone_ends_and_its_form_is_parked(reader, alice, time_machine):
    time_machine.move_to("2026-11-16T10:00Z")
    reader.get("/today/")
    sent = opened(reader, NEW_ENTRY) | WRITTEN
    time_machine.move_to("2026-11-16T10:31Z")

    response = reader.post(NEW_ENTRY, sent)

    assert response.url == f"/accounts/login/?next={NEW_ENTRY}"
    assert reasons(alice) == {NEW_ENTRY: "parked"}
    assert not is_signed_in(reader)
