"""A person's key that does not open: every page says so in its place, nothing is saved, nothing is overwritten."""

import logging

import pytest
from django.db import connection

from tests.factories import EntryFactory, GoalFactory
from tests.journal.tampering import spoil
from users.models import Preferences
from vault.models import UserKey

PAGES = (
    *("/today/", "/journal/", "/journal/weeks/2026-W47/", "/journal/insights/", "/goals/"),
    *("/journal/search/?words=plates", "/settings/", "/guide/", "/journal/feelings/new/"),
)


@pytest.fixture(params=["changed", "cut short", "of a master key that is gone"])
def lost(request, signed_in, alice):
    """Alice's browser, after something has happened to her key."""
    EntryFactory(owner=alice, what_happened="The plates stood in the sink.")
    GoalFactory(owner=alice)
    key = UserKey.objects.for_user(alice).get()
    if request.param == "changed":
        spoil(key, "wrapped")
    elif request.param == "cut short":
        UserKey.objects.for_user(alice).update(wrapped=bytes(key.wrapped)[:7])
    else:
        UserKey.objects.for_user(alice).update(master_key="gone")
    return signed_in


def test_every_page_stands_without_the_key(lost):
    assert {page: lost.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


def test_what_cannot_be_saved_is_told_and_changes_nothing(lost, caplog):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_entry")
        before = cursor.fetchone()

    taps = {"family": "hurt", "feeling": "lonely", "strength": "3"}
    response = lost.post("/journal/feelings/quick/", taps)

    assert response.status_code == 503
    assert "nothing was saved" in response.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_entry")
        assert cursor.fetchone() == before
    said = [row for row in caplog.records if "nothing was saved" in row.getMessage()]
    assert [row.levelno for row in said] == [logging.ERROR]


def test_preferences_that_do_not_open_are_told_of_and_can_be_chosen_again(signed_in, alice):
    spoil(alice.preferences, "time_zone")

    assert "Part of your settings cannot be opened" in signed_in.get("/today/").content.decode()
    page = signed_in.get("/settings/")
    assert "Part of your settings cannot be opened" in page.content.decode()
    form = page.context["form"]
    answers = {field.html_name: field.value() or "" for field in form} | {
        "form_key": form.key.token
    }
    signed_in.post("/settings/", answers | {"time_zone": "Asia/Tokyo"})

    assert Preferences.objects.get().time_zone == "Asia/Tokyo"
    assert "cannot be opened" not in signed_in.get("/today/").content.decode()
