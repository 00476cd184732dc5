"""Today: a check-in, the week so far, the next turn of a goal."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests.factories import EntryFactory, GoalFactory, TickFactory
from tests.journal.browser import follow, open_page
from tests.journal.conftest import NOW
from tests.journal.tampering import spoil

TODAY = reverse("journal:today")
FRIDAYS = {"rule": "FREQ=WEEKLY;BYDAY=FR", "first_day": date(2026, 11, 6)}
WEDNESDAYS = {"rule": "FREQ=WEEKLY;BYDAY=WE", "first_day": date(2026, 11, 18)}


def test_today_says_which_day_it_is(signed_in):
    assert "<h1>Wednesday 18 November</h1>" in open_page(signed_in, TODAY).html


def test_new_year_begins_when_the_persons_day_ends(signed_in, alice, prefer, clock):
    prefer(time_zone="Asia/Tokyo", day_ends="4")

    clock.move_to(datetime(2026, 11, 18, 18, 59, tzinfo=UTC), tick=False)
    before = open_page(signed_in, TODAY).html
    clock.move_to(datetime(2026, 11, 18, 19, 0, tzinfo=UTC), tick=False)
    after = open_page(signed_in, TODAY).html

    assert "<h1>Wednesday 18 November</h1>" in before
    assert "<h1>Thursday 19 November</h1>" in after


def test_strip_shows_the_feelings_of_this_week(signed_in, alice, bob):
    EntryFactory(owner=alice, happened_at=NOW)
    EntryFactory(owner=alice, happened_at=NOW.replace(day=15))
    EntryFactory(owner=bob, happened_at=NOW, feelings=[{"feeling": "furious", "strength": 5}])

    html = open_page(signed_in, TODAY).html

    assert html.count("Wednesday 18 November: lonely 3") == 1
    assert html.count("nothing written") == 2
    assert html.count("still to come") == 4
    assert "furious 5" not in html
    assert f'href="{reverse("journal:week_detail", args=["2026-W47"])}#2026-11-18"' in html


def test_strip_draws_four_feelings_of_a_day_and_counts_the_rest(signed_in, alice):
    EntryFactory.create_batch(6, owner=alice, happened_at=NOW)

    html = open_page(signed_in, TODAY).html

    assert '<span class="week-strip__more" aria-hidden="true">+2</span>' in html


def test_goal_that_comes_round_today_can_be_ticked_there(signed_in, alice):
    goal = GoalFactory(owner=alice, title="Date night", **WEDNESDAYS)
    url = reverse("journal:goal_tick", args=[goal.pk, date(2026, 11, 18)])
    before = open_page(signed_in, TODAY).html

    after = follow(signed_in, signed_in.post(url, {"state": "done", "back": "today"})).html

    assert f'action="{url}"' in before
    assert "Date night" in before
    assert 'aria-pressed="true"' in after
    assert f'action="{reverse("journal:goal_untick", args=[goal.pk, date(2026, 11, 18)])}"' in after


def test_next_goal_is_the_one_that_comes_round_first(signed_in, alice, bob):
    GoalFactory(owner=alice, title="Date night", **FRIDAYS)
    GoalFactory(owner=alice, title="Money hour", rule="", first_day=date(2026, 12, 1))
    GoalFactory(owner=alice, title="Long done", rule="", first_day=date(2026, 11, 1))
    GoalFactory(owner=bob, title="Not hers", **WEDNESDAYS)

    html = open_page(signed_in, TODAY).html

    assert "Date night" in html
    assert "Friday 20 November" in html
    assert not [title for title in ("Money hour", "Long done", "Not hers") if title in html]


@pytest.mark.parametrize("first_day", [None, date(2026, 11, 1)])
def test_without_a_goal_to_come_today_offers_one(signed_in, alice, first_day):
    if first_day:
        GoalFactory(owner=alice, rule="", first_day=first_day)

    html = open_page(signed_in, TODAY).html

    assert "A goal is one small thing to look forward to" in html
    assert f'href="{reverse("journal:goal_create")}"' in html


def test_today_stands_when_nothing_opens(signed_in, alice):
    spoil(EntryFactory(owner=alice, happened_at=NOW), "feelings")
    goal = GoalFactory(owner=alice, **WEDNESDAYS)
    spoil(goal, "title")
    spoil(TickFactory(owner=alice, goal=goal, day=date(2026, 11, 18)), "state")
    spoil(alice.preferences, "time_zone")

    assert "Wednesday 18 November: nothing written" in open_page(signed_in, TODAY).html
