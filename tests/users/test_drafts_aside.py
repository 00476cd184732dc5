"""A form can be kept as a draft, as it stands and unchecked, and waits at its address."""

import pytest
from django.urls import reverse

from journal.models import Worksheet
from tests.journal.browser import follow, open_page
from users.models import Draft

KEEP = reverse("users:draft_aside")
NEW = "/journal/worksheets/budget/new/?mode=view"


@pytest.fixture
def reader(client, alice):
    client.force_login(alice)
    return client


def kept(reader, **typed):
    return follow(reader, reader.post(KEEP, open_page(reader, NEW).typed | typed))


def test_draft_is_kept_unchecked_and_says_so(reader, alice):
    page = kept(reader, answer_rows__pets__now="about forty")

    assert page.notices == ["Kept as a draft, just as it stands. It waits here until you save it."]
    assert page.errors == {}
    assert page.typed["answer_rows__pets__now"] == ["about forty"]
    assert Draft.objects.get().reason == Draft.Reason.ASIDE
    assert not Worksheet.objects.exists()


def test_draft_goes_once_its_form_is_saved(reader):
    page = kept(reader, answer_rows__pets__now="40")

    saved = follow(reader, reader.post(NEW, page.typed))

    assert saved.messages == ["Saved."]
    assert not Draft.objects.exists()


def test_form_kept_as_a_draft_is_checked_when_it_is_saved(reader):
    page = kept(reader, answer_rows__pets__now="about forty")

    again = follow(reader, reader.post(NEW, page.typed))

    assert again.errors["answer_rows"]


@pytest.mark.parametrize("key", ["", "forged"])
def test_form_without_a_key_is_not_found(reader, key):
    assert reader.post(KEEP, {"form_key": key}).status_code == 404


def test_form_of_somebody_else_is_not_found(reader, client, alice, bob):
    typed = open_page(reader, NEW).typed
    client.force_login(bob)

    assert client.post(KEEP, typed).status_code == 404
    assert not Draft.objects.exists()
