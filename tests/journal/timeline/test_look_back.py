"""What was good around this day, in other months and years."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from journal.timeline.look_back import ago, look_back
from tests.factories import EntryFactory, GratitudeNoteFactory
from tests.journal.conftest import NOW

PAGE = reverse("journal:look_back")
CALM = [{"feeling": "calm", "strength": 2}]
LAST_YEAR = NOW - timedelta(days=365)


@pytest.mark.parametrize(
    ("today", "month", "year"),
    [
        (date(2026, 11, 18), date(2026, 10, 18), date(2025, 11, 18)),
        (date(2026, 3, 31), date(2026, 2, 28), date(2025, 3, 31)),
        (date(2028, 2, 29), date(2028, 1, 29), date(2027, 2, 28)),
        (date(2027, 1, 5), date(2026, 12, 5), date(2026, 1, 5)),
    ],
)
def test_a_month_and_a_year_ago_are_days_that_there_were(today, month, year):
    days = dict(ago(today))

    assert (days["A month ago"], days["A year ago"]) == (month, year)
    assert list(days)[-1] == "10 years ago"


def test_thanks_come_before_kind_entries_and_harder_ones_wait(alice):
    EntryFactory(owner=alice, happened_at=LAST_YEAR)
    EntryFactory(owner=alice, happened_at=LAST_YEAR + timedelta(days=1), feelings=CALM)
    GratitudeNoteFactory.create_batch(6, owner=alice, happened_at=LAST_YEAR - timedelta(days=1))

    (time,) = look_back(alice, everything=False)

    assert time.name == "A year ago"
    assert [item.kind for day in time.days for item in day.items] == ["note"] * 6
    assert time.others == 1


def test_page_shows_harder_entries_only_when_asked(signed_in, alice):
    EntryFactory(owner=alice, happened_at=LAST_YEAR, what_happened="The door slammed.")
    EntryFactory(
        owner=alice, happened_at=NOW - timedelta(days=31), feelings=CALM, what_happened="We sang."
    )

    kind = signed_in.get(PAGE).content.decode()
    everything = signed_in.get(f"{PAGE}?show=all").content.decode()

    assert "We sang." in kind
    assert "The door slammed." not in kind
    assert "Harder entries are left out: 1 a year ago." in kind
    assert "The door slammed." in everything
    assert "Only what was good" in everything


def test_other_times_are_left_out(alice):
    for days in (0, 20, 40, 361):
        GratitudeNoteFactory(owner=alice, happened_at=NOW - timedelta(days=days))

    assert look_back(alice, everything=True) == []


def test_nothing_yet_says_what_the_page_is_for(signed_in):
    assert "In a month, this page brings back" in signed_in.get(PAGE).content.decode()


def test_page_shows_all_or_what_is_kind(signed_in):
    assert signed_in.get(f"{PAGE}?show=hard").status_code == 404
