"""The cursor in an address of the timeline."""

import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from journal.timeline.page import Cursor
from tests.factories import EntryFactory

PK = UUID("7ad5ae57-d5ff-4167-8b12-66a1b8226181")


def encoded(text):
    """Return a text as a cursor would stand in an address."""
    return base64.urlsafe_b64encode(text.encode()).decode()


@given(st.datetimes(timezones=st.just(UTC)), st.uuids())
def test_cursor_survives_its_address(moment, pk):
    cursor = Cursor(moment, pk)

    assert Cursor.read(str(cursor)) == cursor


@given(st.text())
def test_cursor_of_any_other_text_is_none(text):
    assert Cursor.read(text) is None


BROKEN = [
    "",
    "=",
    "é",
    "\0",
    "AAAA",
    encoded("2026-11-18T19:30:00+00:00"),
    encoded(f"2026-11-18T19:30:00|{PK}"),  # a wall clock without a zone names no instant
    encoded(f"2026-11-18T19:30:00+00:00|{PK}|{PK}"),
    encoded("2026-11-18T19:30:00+00:00|1"),
    encoded(f"0000-01-01T00:00:00+00:00|{PK}"),
    encoded(f"2026-11-18T19:30:00+00:00:00.000001|{PK}"),
    encoded(f"0001-01-01T00:00:00+14:00|{PK}"),
    encoded(f"9999-12-31T23:59:59-14:00|{PK}"),
]


@pytest.mark.parametrize("text", BROKEN)
def test_cursor_that_makes_no_sense_shows_the_first_page(client, alice, text):
    client.force_login(alice)
    entry = EntryFactory(owner=alice)

    response = client.get(reverse("journal:timeline"), {"before": text})

    assert [item.row for day in response.context["page"].days for item in day.items] == [entry]


@pytest.mark.parametrize("year", [1, 9999])
def test_cursor_at_the_ends_of_time_is_a_page_like_any_other(client, alice, year):
    client.force_login(alice)
    cursor = Cursor(datetime(year, 6, 1, tzinfo=UTC), PK)

    for name in ("timeline", "note_list"):
        assert client.get(reverse(f"journal:{name}"), {"before": cursor}).status_code == 200
