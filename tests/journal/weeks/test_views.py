"""The week page: seven days with what was written, and what it comes to in counts."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests.factories import (
    EntryFactory,
    GoalFactory,
    GratitudeNoteFactory,
    GuideMarkFactory,
    TickFactory,
)
from tests.journal.browser import open_page


def week(name="2026-W47"):
    """Return the address of a week."""
    return reverse("journal:week_detail", args=[name])


def at(day, hour=12, minute=0):
    """Return a moment of November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def days_of(response):
    """Return the dates of a week page with the rows that stand under them, without empty days."""
    return {
        day.date: [item.row for item in day.items] for day in response.context["days"] if day.items
    }


def felt(slug, strength):
    """Return a feeling as it is kept."""
    return {"feeling": slug, "strength": strength}


def test_this_week_leads_to_the_week_it_is(signed_in):
    response = signed_in.get(reverse("journal:week_now"))

    assert response.url == week("2026-W47")


def test_week_shows_its_seven_days_and_what_was_written_on_them(signed_in, alice):
    late = EntryFactory(owner=alice, happened_at=at(10, 21))
    tick = TickFactory(owner=alice, goal=GoalFactory(owner=alice), happened_at=at(10, 8))
    last = GratitudeNoteFactory(owner=alice, happened_at=at(15, 23, 59))
    first = EntryFactory(owner=alice, happened_at=at(9, 0))

    response = signed_in.get(week("2026-W46"))

    assert [day.date.day for day in response.context["days"]] == [9, 10, 11, 12, 13, 14, 15]
    assert days_of(response) == {
        date(2026, 11, 9): [first],
        date(2026, 11, 10): [tick, late],
        date(2026, 11, 15): [last],
    }


def test_week_leaves_out_the_days_around_it_and_other_people(signed_in, alice, bob):
    EntryFactory(owner=alice, happened_at=at(8, 23, 59))
    EntryFactory(owner=alice, happened_at=at(16, 0))
    EntryFactory(owner=bob, happened_at=at(11))
    GratitudeNoteFactory(owner=bob, happened_at=at(11))
    TickFactory(owner=bob, happened_at=at(11))

    response = signed_in.get(week("2026-W46"))

    assert days_of(response) == {}
    assert "Nothing is written here yet." in response.content.decode()


def test_week_says_what_it_comes_to_in_counts(signed_in, alice):
    EntryFactory(
        owner=alice,
        happened_at=at(16),
        feelings=[felt("lonely", 3), felt("hopeful", 1)],
        triggers=["work", "phones-and-screens"],
        needs=["rest"],
    )
    EntryFactory(owner=alice, happened_at=at(17), feelings=[felt("lonely", 5)], triggers=["work"])
    GratitudeNoteFactory(owner=alice, happened_at=at(17))

    html = open_page(signed_in, week()).html

    assert "2 entries and 1 thank-you." in html
    assert "Most often felt: lonely, twice." in html
    assert "Most often set off by: Work, twice." in html
    assert "Most often needed: rest, once." in html
    assert "<h1>16 to 22 November</h1>" in html


def test_week_leads_back_and_forward_but_not_into_the_future(signed_in):
    past, now = open_page(signed_in, week("2026-W46")), open_page(signed_in, week())

    assert f'rel="prev" href="{week("2026-W45")}"' in past.html
    assert f'rel="next" href="{week("2026-W47")}"' in past.html
    assert f'rel="prev" href="{week("2026-W46")}"' in now.html
    assert 'rel="next"' not in now.html


def test_strip_of_the_week_leads_to_its_days(signed_in):
    html = open_page(signed_in, week()).html

    assert f'href="{week()}#2026-11-18"' in html
    assert 'id="2026-11-18"' in html


def test_days_to_come_are_not_called_empty(signed_in):
    html = open_page(signed_in, week()).html

    assert html.count("Nothing written.") == 3
    assert html.count("Still to come.") == 4


@pytest.mark.parametrize(
    ("name", "before", "after", "title"),
    [
        ("2026-W01", "2025-W52", "2026-W02", "29 December 2025 to 4 January 2026"),
        ("2020-W53", "2020-W52", "2021-W01", "28 December 2020 to 3 January 2021"),
    ],
)
def test_weeks_run_on_across_years(signed_in, name, before, after, title):
    html = open_page(signed_in, week(name)).html

    assert title in html
    assert f'rel="prev" href="{week(before)}"' in html
    assert f'rel="next" href="{week(after)}"' in html


@pytest.mark.parametrize(
    ("starts", "first", "last"),
    [
        ("monday", date(2026, 11, 16), date(2026, 11, 22)),
        ("sunday", date(2026, 11, 15), date(2026, 11, 21)),
        ("saturday", date(2026, 11, 14), date(2026, 11, 20)),
    ],
)
def test_week_starts_on_the_day_that_was_chosen(signed_in, prefer, starts, first, last):
    prefer(week_start=starts)

    response = signed_in.get(week())

    days = [day.date for day in response.context["days"]]
    assert (days[0], days[-1]) == (first, last)
    assert f'rel="prev" href="{week("2026-W46")}"' in response.content.decode()


@pytest.mark.parametrize(("day_ends", "day"), [("0", 18), ("1", 18), ("2", 17), ("4", 17)])
def test_one_in_the_morning_belongs_to_the_day_that_has_not_ended(
    signed_in, alice, prefer, day_ends, day
):
    prefer(day_ends=day_ends)
    entry = EntryFactory(owner=alice, happened_at=at(18, 1))

    response = signed_in.get(week())

    assert days_of(response) == {date(2026, 11, day): [entry]}


def test_night_between_two_weeks_belongs_to_the_week_that_has_not_ended(signed_in, alice, prefer):
    prefer(day_ends="4")
    entry = EntryFactory(owner=alice, happened_at=at(16, 3, 59))

    before, after = signed_in.get(week("2026-W46")), signed_in.get(week("2026-W47"))

    assert days_of(before) == {date(2026, 11, 15): [entry]}
    assert days_of(after) == {}


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Kiritimati", 19), ("UTC", 18), ("Pacific/Pago_Pago", 17)]
)
def test_an_instant_belongs_to_the_day_of_the_persons_zone(signed_in, alice, prefer, zone, day):
    prefer(time_zone=zone)
    entry = EntryFactory(owner=alice, happened_at=at(18, 10, 30))

    response = signed_in.get(week())

    assert days_of(response) == {date(2026, 11, day): [entry]}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 1, 3, 59, tzinfo=UTC), date(2026, 10, 31)),
        (datetime(2026, 11, 1, 4, 0, tzinfo=UTC), date(2026, 11, 1)),
        (datetime(2026, 11, 2, 4, 59, tzinfo=UTC), date(2026, 11, 1)),
    ],
)
def test_day_on_which_clocks_go_back_has_twenty_five_hours(signed_in, alice, prefer, moment, day):
    prefer(time_zone="America/New_York")
    entry = EntryFactory(owner=alice, happened_at=moment)

    response = signed_in.get(week("2026-W44"))

    assert days_of(response) == {day: [entry]}


@pytest.mark.parametrize(
    "name",
    [
        *("2026-W00", "2026-W54", "2025-W53", "2026-W7", "2026-47", "W47-2026", "2026-W47-1"),
        *("0000-W01", "10000-W01", "-001-W01", "2026-W\u0664\u0667", "2026-W47\0", "now", "é"),
    ],
)
def test_a_name_that_is_no_week_is_not_there(signed_in, name):
    response = signed_in.get(f"{reverse('journal:week_now')}{name}/")

    assert response.status_code == 404


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("starts", ["monday", "sunday", "saturday"])
@pytest.mark.parametrize(
    "name", ["0001-W01", "0001-W02", "0001-W03", "9998-W52", "9999-W51", "9999-W52"]
)
def test_weeks_at_the_ends_of_time_never_break_the_page(signed_in, prefer, name, starts, zone):
    prefer(week_start=starts, time_zone=zone)

    response = signed_in.get(week(name))

    assert response.status_code in {200, 404}


def test_week_before_the_first_one_is_not_offered(signed_in):
    html = open_page(signed_in, week("1900-W01")).html

    assert 'rel="prev"' not in html
    assert 'rel="next"' in html


def test_pages_of_the_guide_that_were_tried_stand_in_their_week(signed_in, alice):
    GuideMarkFactory(
        owner=alice,
        marks={"page done": {"say-i-feel": "2026-11-17T12:00:00+00:00"}},
    )

    assert "Pages tried" in open_page(signed_in, "/journal/weeks/2026-W47/").html
    assert "Pages tried" not in open_page(signed_in, "/journal/weeks/2026-W46/").html
