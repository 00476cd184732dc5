"""Up to three feelings in one entry, each in three taps, each with a strength of its own."""

import pytest
from django.urls import reverse

from journal.models import Entry
from tests.factories import EntryFactory
from tests.journal.browser import follow, open_page, saved, send


@pytest.fixture
def entry(alice):
    return EntryFactory(owner=alice, feelings=[{"feeling": "irritated", "strength": 3}])


def another(entry):
    return reverse("journal:entry_add_feeling", args=[entry.pk])


def felt():
    return [(one["feeling"], one["strength"]) for one in Entry.objects.get().feelings]


def test_second_feeling_stands_beside_the_first(signed_in, entry):
    assert another(entry) in open_page(signed_in, entry.get_absolute_url()).html

    response = send(signed_in, another(entry), feeling="hurt", strength="5")

    assert response.url == saved(entry)
    assert felt() == [("irritated", 3), ("hurt", 5)]


def test_feeling_that_is_tapped_again_changes_its_strength(signed_in, entry):
    send(signed_in, another(entry), feeling="irritated", strength="5")

    assert felt() == [("irritated", 5)]


def test_double_tap_adds_one_feeling(signed_in, entry):
    sent = open_page(signed_in, another(entry)).typed | {"feeling": "hurt", "strength": "5"}

    first, second = signed_in.post(another(entry), sent), signed_in.post(another(entry), sent)

    assert first.url == second.url == saved(entry)
    assert felt() == [("irritated", 3), ("hurt", 5)]


def test_fourth_feeling_does_not_fit(signed_in, entry):
    page = open_page(signed_in, another(entry))
    for feeling in ("hurt", "sad"):
        send(signed_in, another(entry), feeling=feeling, strength="5")

    page = follow(signed_in, send(signed_in, another(entry), feeling="lonely", strength="5"))

    assert "Three feelings fit into one entry." in page.html
    assert len(felt()) == 3
    assert another(entry) not in open_page(signed_in, entry.get_absolute_url()).html


def test_feeling_for_an_entry_that_is_gone_is_kept(signed_in, entry):
    url = another(entry)
    sent = open_page(signed_in, url).typed | {"feeling": "hurt", "strength": "5"}
    entry.delete()

    answer = signed_in.post(url, sent)

    assert answer.status_code == 303
    assert "hurt" in open_page(signed_in, answer.url).html
