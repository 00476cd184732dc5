"""Ticking goals and steps off, and taking it back."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from journal.models import Goal, Tick
from tests.factories import GoalFactory, TickFactory
from tests.journal.browser import follow, open_page
from tests.journal.conftest import NOW
from tests.journal.tampering import spoil

FRIDAY = date(2026, 11, 13)
DAILY = {"rule": "FREQ=DAILY", "first_day": date(2026, 11, 1)}
STEPS = [
    {"id": 4, "text": "Find the shoes", "done": False},
    {"id": 7, "text": "Ask for a hand", "done": True},
]


def tick(client, goal, day=FRIDAY, **data):
    """Send the tick of a day."""
    return client.post(reverse("journal:goal_tick", args=[goal.pk, day]), {"state": "done"} | data)


def untick(client, goal, day=FRIDAY, **data):
    """Take the tick of a day back."""
    return client.post(reverse("journal:goal_untick", args=[goal.pk, day]), data)


def step(client, goal, number):
    """Tick a step."""
    return client.post(reverse("journal:step_tick", args=[goal.pk, number]))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("done", "done"),
        ("partly", "partly"),
        ("skipped", "skipped"),
        ("not-applicable", "did not apply"),
    ],
)
def test_a_turn_is_ticked_and_shown(signed_in, alice, state, said):
    goal = GoalFactory(owner=alice)

    page = follow(signed_in, tick(signed_in, goal, state=state))

    assert Tick.objects.for_user(alice).get().state == state
    assert f"Friday 13 November: {said}" in page.html
    assert f"mark--{state}" in page.html


def test_goal_page_offers_a_tick_and_its_day_every_state(signed_in, alice):
    goal = GoalFactory(owner=alice, first_day=FRIDAY)

    page = open_page(signed_in, goal.get_absolute_url())

    assert "Friday 13 November: no tick" in page.html
    assert 'name="state" value="done"' in page.html
    day = open_page(signed_in, f"{goal.get_absolute_url()}2026-11-13/")
    assert all(f'name="state" value="{state}"' in day.html for state in Tick.State.values)


def test_another_tick_replaces_the_first(signed_in, alice):
    goal = GoalFactory(owner=alice)

    tick(signed_in, goal, state="done")
    tick(signed_in, goal, state="skipped")

    assert Tick.objects.for_user(alice).get().state == "skipped"


def test_a_tick_is_taken_back(signed_in, alice):
    goal = GoalFactory(owner=alice)
    other = TickFactory(owner=alice, goal=goal, day=date(2026, 11, 6))
    tick(signed_in, goal)

    page = follow(signed_in, untick(signed_in, goal))

    assert Tick.objects.for_user(alice).get() == other
    assert "Friday 13 November: no tick" in page.html


def test_taking_back_what_was_not_ticked_changes_nothing(signed_in, alice):
    goal = GoalFactory(owner=alice)

    response = untick(signed_in, goal)

    assert response.url == goal.get_absolute_url()


def test_tick_of_today_stands_at_this_moment_and_an_older_one_at_noon(signed_in, alice, prefer):
    prefer(time_zone="Asia/Tokyo")  # where it is the 19th by now
    goal = GoalFactory(owner=alice, **DAILY)

    tick(signed_in, goal, date(2026, 11, 19))
    tick(signed_in, goal, date(2026, 11, 10))

    moments = {kept.day.day: kept.happened_at for kept in Tick.objects.for_user(alice)}
    assert moments == {19: NOW, 10: datetime(2026, 11, 10, 3, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("back", "name"), [("today", "today"), ("goals", "goal_list"), ("", "goal_detail")]
)
def test_a_tick_and_its_undo_lead_back_to_where_they_were_sent(signed_in, alice, back, name):
    goal = GoalFactory(owner=alice)
    home = reverse(f"journal:{name}", args=[goal.pk] if name == "goal_detail" else [])

    ticked, unticked = tick(signed_in, goal, back=back), untick(signed_in, goal, back=back)

    assert (ticked.url, unticked.url) == (home, home)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 20),  # still to come
        date(2026, 11, 12),  # a Thursday
        date(2026, 10, 30),  # before the first day
        date(1, 1, 1),
        date(9999, 12, 31),
    ],
)
def test_a_day_on_which_it_does_not_come_round_cannot_be_ticked(signed_in, alice, day):
    goal = GoalFactory(owner=alice)

    page = follow(signed_in, tick(signed_in, goal, day))

    said = "Still to come." if day == date(2026, 11, 20) else "It does not come round on this day."
    assert said in page.html
    assert not Tick.objects.exists()


@pytest.mark.parametrize(
    "data", [{"state": ""}, {"state": "won"}, {"state": "done\0"}, {"back": "https://example.org"}]
)
def test_a_tick_of_an_unknown_kind_asks_again(signed_in, alice, data):
    page = follow(signed_in, tick(signed_in, GoalFactory(owner=alice), **data))

    assert "How was it?" in page.html
    assert not Tick.objects.exists()


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "0000-01-01", "2026-\u0661\u0661-13", "20261113"]
)
def test_a_day_that_does_not_exist_is_not_there(signed_in, alice, day):
    goal = GoalFactory(owner=alice)

    response = signed_in.post(f"/goals/{goal.pk}/{day}/tick/", {"state": "done"})

    assert response.status_code == 404


def test_progress_counts_the_last_eight_turns(signed_in, alice):
    goal = GoalFactory(owner=alice, **DAILY)
    for day in range(10, 18):
        state = {10: "skipped", 11: "partly"}.get(day, "done")
        tick(signed_in, goal, date(2026, 11, day), state=state)
    untick(signed_in, goal, date(2026, 11, 15))

    page = open_page(signed_in, goal.get_absolute_url())

    assert "6 of the last 8" in page.html


def test_steps_are_ticked_and_taken_back_one_by_one(signed_in, alice):
    goal = GoalFactory(owner=alice, steps=STEPS)

    step(signed_in, goal, 4)
    step(signed_in, goal, 7)

    kept = Goal.objects.for_user(alice).get().steps
    assert [one["done"] for one in kept] == [True, False]
    assert [one["text"] for one in kept] == ["Find the shoes", "Ask for a hand"]


@pytest.mark.parametrize("number", [0, 5, 10**30])
def test_a_step_that_is_not_there_cannot_be_ticked(signed_in, alice, number):
    goal = GoalFactory(owner=alice, steps=STEPS)

    response = step(signed_in, goal, number)

    assert response.status_code == 404
    assert Goal.objects.get().version == goal.version


def test_tick_that_does_not_open_says_so_and_every_page_stands(signed_in, alice):
    goal = GoalFactory(owner=alice)
    spoil(TickFactory(owner=alice, goal=goal, happened_at=NOW), "state")

    pages = [
        open_page(signed_in, url)
        for url in (
            reverse("journal:timeline"),
            reverse("journal:week_detail", args=["2026-W47"]),
            reverse("journal:goal_list"),
            goal.get_absolute_url(),
        )
    ]

    assert pages[0].notices == pages[1].notices == ["Part of this tick cannot be opened."]
    assert "Oldest first: no tick, cannot be opened" in pages[2].html
    assert "Friday 13 November: cannot be opened" in pages[3].html
