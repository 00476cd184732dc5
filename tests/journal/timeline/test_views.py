"""The timeline: everything written, newest first, filtered, at any depth."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests.factories import (
    EntryFactory,
    GoalFactory,
    GratitudeNoteFactory,
    OwnWordFactory,
    TickFactory,
)
from tests.journal.browser import open_page
from tests.journal.conftest import NOW
from tests.journal.tampering import spoil

TIMELINE = reverse("journal:timeline")
HOUR = timedelta(hours=1)


def shown(response):
    """Return the rows of a page, in their order."""
    return [item.row for day in response.context["page"].days for item in day.items]


def all_pages(client, kind=""):
    """Return every row of the timeline, page by page, as the links lead."""
    rows, url = [], f"{TIMELINE}?kind={kind}"
    while url:
        response = client.get(url)
        rows += shown(response)
        older = response.context["page"].older
        link = f"?kind={kind}&amp;before={older}" if kind else f"?before={older}"
        assert (f'href="{link}"' in response.content.decode()) == bool(older)
        url = f"{TIMELINE}{link.replace('&amp;', '&')}" if older else ""
    return rows


@pytest.fixture
def one_of_each(alice):
    """An entry, a thank-you and a tick, an hour apart."""
    goal = GoalFactory(owner=alice, title="Walk by the river")
    return {
        "entry": EntryFactory(owner=alice, happened_at=NOW - HOUR, what_happened="It rained."),
        "note": GratitudeNoteFactory(
            owner=alice, happened_at=NOW - 2 * HOUR, what_they_did="Brought an umbrella."
        ),
        "tick": TickFactory(owner=alice, goal=goal, happened_at=NOW - 30 * HOUR),
    }


def test_timeline_shows_everything_newest_first_under_its_day(signed_in, one_of_each):
    response = signed_in.get(TIMELINE)

    html = response.content.decode()
    assert [day.label for day in response.context["page"].days] == ["Today", "Yesterday"]
    assert shown(response) == list(one_of_each.values())
    for said in ["lonely", "It rained.", "Brought an umbrella.", "Walk by the river", "Done"]:
        assert said in html, said


@pytest.mark.parametrize("kind", ["entry", "note", "tick"])
def test_filter_shows_one_kind(signed_in, one_of_each, kind):
    response = signed_in.get(TIMELINE, {"kind": kind})

    assert shown(response) == [one_of_each[kind]]


def test_unknown_kind_is_not_there(signed_in):
    assert signed_in.get(TIMELINE, {"kind": "goal\0"}).status_code == 404


def test_timeline_shows_only_own_rows(signed_in, alice, bob):
    mine = EntryFactory(owner=alice)
    EntryFactory(owner=bob)
    GratitudeNoteFactory(owner=bob)
    TickFactory(owner=bob)

    assert shown(signed_in.get(TIMELINE)) == [mine]


def test_said_and_kept_thanks_can_be_told_apart(signed_in, alice):
    GratitudeNoteFactory(owner=alice)
    GratitudeNoteFactory(owner=alice).say()

    html = open_page(signed_in, TIMELINE).html

    assert html.count("A thank-you, said") == html.count("A thank-you, kept") == 1


@pytest.mark.parametrize("kind", ["", "entry"])
def test_every_row_comes_once_at_any_depth(signed_in, alice, kind):
    rows = EntryFactory.create_batch(95, owner=alice)

    assert all_pages(signed_in, kind) == sorted(rows, key=lambda row: row.happened_at, reverse=True)


def test_rows_of_the_same_instant_come_once_across_pages(signed_in, alice):
    rows = EntryFactory.create_batch(35, owner=alice, happened_at=NOW)
    rows += GratitudeNoteFactory.create_batch(35, owner=alice, happened_at=NOW)

    pages = all_pages(signed_in)

    assert pages == sorted(rows, key=lambda row: row.pk, reverse=True)


def test_page_that_is_just_full_has_no_older_one(signed_in, alice):
    EntryFactory.create_batch(30, owner=alice)

    assert signed_in.get(TIMELINE).context["page"].older == ""


def test_a_row_that_is_written_between_two_pages_moves_nothing(signed_in, alice):
    rows = EntryFactory.create_batch(40, owner=alice, happened_at=NOW - HOUR)
    first = signed_in.get(TIMELINE)

    EntryFactory(owner=alice, happened_at=NOW)
    second = signed_in.get(TIMELINE, {"before": first.context["page"].older})

    assert shown(first) + shown(second) == sorted(rows, key=lambda row: row.pk, reverse=True)


def test_empty_timeline_says_what_it_is_for(signed_in, bob):
    EntryFactory(owner=bob)

    page = open_page(signed_in, TIMELINE)

    assert "Everything you write gathers here" in page.html
    assert reverse("journal:entry_create") in page.html


def test_behind_the_oldest_row_there_is_a_plain_word(signed_in, alice):
    EntryFactory.create_batch(31, owner=alice)
    older = signed_in.get(TIMELINE).context["page"].older
    for row in shown(signed_in.get(TIMELINE, {"before": older})):
        row.delete()

    page = open_page(signed_in, f"{TIMELINE}?before={older}")

    assert "That was the beginning." in page.html


def test_entry_that_does_not_open_says_so_in_its_place(signed_in, alice):
    EntryFactory(owner=alice, what_happened="It rained.")
    spoil(EntryFactory(owner=alice), "what_happened")
    spoil(EntryFactory(owner=alice, what_happened="It stopped."), "feelings")

    page = open_page(signed_in, TIMELINE)

    assert page.notices == ["Part of this entry cannot be opened."] * 2
    assert "It rained." in page.html
    assert "It stopped." in page.html


MARKUP = "<b onclick=go()>tea & 'toast'</b>"


@pytest.mark.parametrize("page", ["journal:timeline", "journal:week_now"])
def test_what_was_written_stays_text(signed_in, alice, page):
    word = OwnWordFactory(owner=alice, label="<i>foggy</i>", family="stressed")
    goal = GoalFactory(owner=alice, title=MARKUP)
    felt = [{"feeling": word.ref, "strength": 4}]
    EntryFactory(owner=alice, happened_at=NOW - HOUR, feelings=felt, what_happened=MARKUP)
    GratitudeNoteFactory(owner=alice, happened_at=NOW - HOUR, what_they_did=MARKUP)
    TickFactory(owner=alice, goal=goal, happened_at=NOW - HOUR)

    html = signed_in.get(reverse(page), follow=True).content.decode()

    assert "&lt;i&gt;foggy&lt;/i&gt;" in html
    assert html.count(escape(MARKUP)) >= 3
    assert "<i>foggy" not in html
    assert "<b onclick" not in html
