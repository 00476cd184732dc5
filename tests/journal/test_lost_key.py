"""A person's key that does not open: every page says so in its place, nothing is saved, nothing is overwritten."""

import logging
from functools import partial

import pytest
from django.db import connection
from django.test import Client

from tests.factories import EntryFactory, GoalFactory
from tests.journal.tampering import spoil
from tests.users.forms import NEW_ENTRY, WRITTEN, opened
from users.models import Preferences
from vault.models import UserKey
from vault.sealing import CannotOpenError

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


def test_counting_that_cannot_be_kept_does_not_go_on_for_ever(lost, monkeypatch):
    monkeypatch.setattr("journal.digests.slices.SLICE_SIZE", 1)

    insights = lost.get("/journal/insights/?weeks=all")
    search = lost.post("/journal/search/", {"words": "plates"})

    assert "Refresh" not in insights
    assert search.context["found"].number == 0


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


def test_page_that_does_not_open_frightens_nobody_who_typed_nothing(signed_in, monkeypatch, caplog):
    def without_key(*_args, **_options):
        raise CannotOpenError("the key of that version is gone")

    monkeypatch.setattr("journal.today.views.progress_of", without_key)
    response = signed_in.get("/today/")

    page = response.content.decode()
    assert response.status_code == 503
    assert "Nothing is lost" in page
    assert "nothing was saved" not in page
    assert "you typed" not in page
    assert "a page was not shown: the key of that version is gone" in caplog.messages


@pytest.fixture(params=["signed out", "a stale token", "its row is gone"])
def late(request, signed_in, alice):
    """How to send a form that should be kept for Alice, whose key was changed after she opened it."""
    entry, browser, place = EntryFactory(owner=alice), Client(), NEW_ENTRY
    if request.param == "a stale token":
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(alice)
    elif request.param == "its row is gone":
        browser, place = signed_in, f"{entry.get_absolute_url()}edit/"
    sent = opened(signed_in, place) | WRITTEN
    entry.delete()
    spoil(UserKey.objects.for_user(alice).get(), "wrapped")
    return partial(browser.post, place, sent)


def test_form_that_cannot_be_kept_is_told_so(late, caplog):
    answered = late()

    assert answered.status_code == 503
    assert "Go back to keep what you typed" in answered.content.decode()
    assert len([said for said in caplog.messages if "nothing was saved" in said]) == 1


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
