"""The page of insights: its periods, its states, and that it stays small."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from journal.digests.weeks import build_missing
from journal.models import Entry
from tests.factories import EntryFactory, GoalFactory, GratitudeNoteFactory, TickFactory
from tests.journal.conftest import NOW

PAGE = reverse("journal:insights")


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def write(owner, number, step=timedelta(days=1)):
    """Write this many full entries, one each day or so."""
    words = ["lonely", "loved", "calm", "irritated", "exhausted", "anxious", "ashamed", "unseen"]
    rows = [
        Entry(
            owner=owner,
            happened_at=NOW - n * step,
            feelings=[
                {"feeling": words[n % 8], "strength": n % 5 + 1},
                {"feeling": words[n % 7], "strength": 3},
            ],
            triggers=["work", "relatives", "money-and-spending", "parenting"][n % 3 :],
            needs=["rest", "help"],
            did="Slept.",
            ended=f"It ended well, {n}.",
        )
        for n in range(number)
    ]
    Entry.objects.bulk_create(rows)


def test_nobody_is_met_by_empty_charts(signed_in):
    response = signed_in.get(PAGE)

    assert "When a few entries are here" in text_of(response)
    assert '<svg class="chart' not in response.content.decode()


def test_three_entries_say_how_many_are_missing(signed_in, alice):
    write(alice, 3)

    assert "2 more entries and this says something." in text_of(signed_in.get(PAGE))


def test_page_that_cannot_say_anything_yet_offers_the_next_entry(signed_in, alice):
    EntryFactory(owner=alice, happened_at=NOW)

    assert "Write an entry" in text_of(signed_in.get(PAGE))


def test_entries_become_sentences_charts_and_tables(signed_in, alice):
    write(alice, 12)
    GratitudeNoteFactory.create_batch(3, owner=alice, happened_at=NOW)

    response = signed_in.get(PAGE)

    said = text_of(response)
    assert "12 entries with 24 feelings." in said
    assert "It ended well, 1." in said
    html = response.content.decode()
    assert html.count('<svg class="chart') == html.count("<table>") == 7
    assert html.count("<title id=") == html.count("<desc id=") == html.count("<caption ") == 7


@pytest.mark.parametrize(("quiet", "shown"), [(False, True), (True, False)])
def test_date_nights_are_shown_to_those_to_whom_they_are_suggested(
    signed_in, alice, prefer, quiet, shown
):
    prefer(quiet=quiet)
    write(alice, 12)
    goal = GoalFactory(owner=alice, date_night=True)
    for days in (2, 5, 8):
        moment = NOW - timedelta(days=days)
        TickFactory(owner=alice, goal=goal, day=moment.date(), happened_at=moment)

    assert ("3 date nights." in text_of(signed_in.get(PAGE))) is shown


def test_period_holds_its_weeks_and_no_others(signed_in, alice):
    EntryFactory.create_batch(5, owner=alice, happened_at=NOW)
    EntryFactory.create_batch(5, owner=alice, happened_at=NOW - timedelta(weeks=4))

    assert "5 entries with" in text_of(signed_in.get(f"{PAGE}?weeks=4"))
    assert "10 entries with" in text_of(signed_in.get(f"{PAGE}?weeks=12"))
    assert "10 entries with" in text_of(signed_in.get(f"{PAGE}?weeks=all"))


@pytest.mark.parametrize("weeks", ["", "5", "all ", "0"])
def test_other_period_is_no_page(signed_in, weeks):
    assert signed_in.get(f"{PAGE}?weeks={weeks}").status_code == 404


def test_ten_years_stay_a_small_page(signed_in, alice):
    write(alice, 730, timedelta(days=5))
    write(alice, 12)
    GratitudeNoteFactory.create_batch(9, owner=alice, happened_at=NOW)
    goal = GoalFactory(owner=alice, date_night=True)
    for n in range(20):
        moment = NOW - n * timedelta(days=3)
        TickFactory(owner=alice, goal=goal, day=moment.date(), happened_at=moment)
    build_missing(alice)

    for weeks in ("4", "12", "52", "all"):
        response = signed_in.get(f"{PAGE}?weeks={weeks}")

        html = response.content.decode()
        assert len(response.content) <= 30_000
        assert len(re.findall(r"<[a-z]", html)) <= 1_200
        assert html.count('<svg class="chart') == 8


def test_page_says_that_weeks_are_being_counted_and_goes_on_by_itself(
    signed_in, alice, monkeypatch
):
    monkeypatch.setattr("journal.digests.slices.SLICE_SIZE", 2)
    write(alice, 6, timedelta(days=7))

    waiting = signed_in.get(f"{PAGE}?weeks=all")
    pages = [signed_in.get(f"{PAGE}?weeks=all") for _ in range(6)]

    assert "to go; this page continues by itself" in text_of(waiting)
    assert waiting["Refresh"] == "1"
    assert "Refresh" not in pages[-1]
    assert "6 entries with" in text_of(pages[-1])
