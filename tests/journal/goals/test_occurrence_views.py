"""One turn of a goal: how it was, a note, another day for it."""

from datetime import date

import pytest
from django.urls import reverse

from journal.goals.tick_forms import MoveForm
from journal.models import Goal, Tick
from tests.factories import GoalFactory, TickFactory
from tests.journal.browser import follow, open_page, send, send_back
from tests.journal.tampering import spoil
from users.form_keys import FormKey
from users.models import Draft

FRIDAY, COMING = date(2026, 11, 13), date(2026, 11, 20)
MONDAY = date(2026, 11, 16)


@pytest.fixture
def goal(alice):
    return GoalFactory(owner=alice)


def day_of(goal, day, name="occurrence_detail"):
    """Return the address of a turn."""
    return reverse(f"journal:{name}", args=[goal.pk, day])


def moved(client, goal, day, to):
    """Move a turn, and return the page that follows."""
    return follow(client, send(client, day_of(goal, day, "occurrence_move"), to=f"{to}"))


def test_a_turn_is_ticked_with_a_note_and_the_goal_shows_it(signed_in, goal):
    page = follow(signed_in, send(signed_in, day_of(goal, FRIDAY), state="partly", note="Rain."))

    assert page.messages == ["Saved."]
    assert "Friday 13 November: partly" in page.html
    assert "Rain." in page.html


def test_a_tick_is_changed_and_keeps_its_moment(signed_in, alice, goal):
    tick = TickFactory(owner=alice, goal=goal, day=FRIDAY)
    page = open_page(signed_in, day_of(goal, FRIDAY))
    assert (page.typed["state"], "Take the tick back" in page.html) == (["done"], True)

    send(signed_in, day_of(goal, FRIDAY), state="not-applicable", note="He was away.")

    kept = Tick.objects.for_user(alice).get()
    assert (kept.pk, kept.happened_at, kept.state) == (tick.pk, tick.happened_at, "not-applicable")
    assert dict(kept.readable()) == {"How it was": "Did not apply", "A note": "He was away."}


def test_a_form_without_a_choice_says_so_and_keeps_the_note(signed_in, goal):
    page = send_back(signed_in, day_of(goal, FRIDAY), note="We laughed.")

    assert page.errors == {"state": ["Choose how it was."]}
    assert page.typed["note"] == ["We laughed."]
    assert not Tick.objects.exists()


def test_a_note_from_a_second_device_stands_beside_the_first(signed_in, alice, goal):
    url = day_of(goal, FRIDAY)
    late = open_page(signed_in, url).typed | {"state": "done", "note": "From the phone."}
    send(signed_in, url, state="done", note="From the desk.")

    page = follow(signed_in, signed_in.post(url, late))

    assert page.typed["note"] == ["From the phone."]
    assert "From the desk." in page.html
    assert Tick.objects.for_user(alice).get().note == "From the desk."
    assert Draft.objects.for_user(alice).get().reason == "conflict"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (COMING, "Still to come."),
        (date(2026, 11, 12), "It does not come round on this day."),
        (date(2027, 6, 1), "It does not come round on this day."),
        (date(1, 1, 1), "It does not come round on this day."),
    ],
)
def test_a_day_without_a_turn_says_so_and_shows_its_neighbours(signed_in, goal, day, said):
    page = open_page(signed_in, day_of(goal, day))

    assert said in page.html
    assert ("Days near it" in page.html) == (day != COMING)


@pytest.mark.parametrize(
    ("asked", "day"), [("2026-11-13", FRIDAY), ("soon", None), ("", None), ("2026-02-30", None)]
)
def test_another_day_is_opened_by_its_date(signed_in, goal, asked, day):
    response = signed_in.get(reverse("journal:occurrence_find", args=[goal.pk]), {"day": asked})

    assert response.url == (day_of(goal, day) if day else goal.get_absolute_url())


def test_one_turn_moves_and_the_others_stay(signed_in, alice, goal):
    page = moved(signed_in, goal, COMING, date(2026, 11, 21))

    assert "Moved to Saturday 21 November." in page.messages
    assert "Saturday 21 November" in page.html
    assert "Friday 20 November" not in page.html
    assert "Friday 27 November" in page.html
    assert Goal.objects.for_user(alice).get().moves == {"2026-11-20": "2026-11-21"}


def test_a_turn_that_moved_into_the_past_can_be_ticked(signed_in, alice, goal):
    moved(signed_in, goal, COMING, MONDAY)

    page = follow(signed_in, send(signed_in, day_of(goal, MONDAY), state="done"))

    assert "Monday 16 November: done" in page.html


def test_a_turn_moved_twice_has_moved_once_and_can_go_home(signed_in, alice, goal):
    moved(signed_in, goal, COMING, MONDAY)
    moved(signed_in, goal, MONDAY, date(2026, 11, 24))
    assert Goal.objects.for_user(alice).get().moves == {"2026-11-20": "2026-11-24"}

    moved(signed_in, goal, date(2026, 11, 24), COMING)

    assert Goal.objects.for_user(alice).get().moves == {}


def test_turn_that_is_moved_to_its_own_day_stays_where_it_is(signed_in, alice, goal):
    page = moved(signed_in, goal, COMING, COMING)

    assert "Friday 20 November" in page.html
    assert Goal.objects.for_user(alice).get().moves == {}


def test_move_is_checked_before_anything_is_moved(signed_in, alice, goal):
    data = {"to": "2026-11-21"}
    goal.owner = alice
    form = MoveForm(data, instance=goal, key=FormKey.for_row(goal, "/", ""))
    form.day = COMING

    assert form.is_valid()
    assert goal.moves == {}


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("2026-11-27", "It comes round on that day anyway. Choose another one."),
        ("", "Please fill this in."),
        ("soon", "Choose a day, or write it like this: 2026-11-21."),
        ("2200-01-01", "Choose a day between 1900 and 2199."),
    ],
)
def test_a_move_that_cannot_be_says_so(signed_in, alice, goal, to, message):
    page = send_back(signed_in, day_of(goal, COMING, "occurrence_move"), to=to)

    assert page.errors == {"to": [message]}
    assert page.typed["to"] == [to]
    assert Goal.objects.for_user(alice).get().moves == {}


def test_what_is_ticked_does_not_move(signed_in, alice, goal):
    TickFactory(owner=alice, goal=goal, day=FRIDAY)

    page = send_back(signed_in, day_of(goal, FRIDAY, "occurrence_move"), to="2026-11-14")

    assert page.errors == {"to": ["This day is ticked. Take its tick back first."]}


def test_a_move_passes_though_a_step_was_ticked_meanwhile(signed_in, alice):
    goal = GoalFactory(owner=alice, steps=[{"id": 1, "text": "Shoes", "done": False}])
    url = day_of(goal, COMING, "occurrence_move")
    sent = open_page(signed_in, url).typed | {"to": "2026-11-21"}
    signed_in.post(reverse("journal:step_tick", args=[goal.pk, 1]))

    signed_in.post(url, sent)

    kept = Goal.objects.for_user(alice).get()
    assert (kept.moves, kept.steps[0]["done"]) == ({"2026-11-20": "2026-11-21"}, True)


def test_a_turn_that_is_not_there_does_not_move(signed_in, alice, goal):
    url = day_of(goal, MONDAY, "occurrence_move")

    page = follow(signed_in, signed_in.post(url, {"to": "2026-11-17"}))

    assert "It does not come round on this day." in page.html


def test_a_goal_that_does_not_open_is_not_moved(signed_in, alice, goal):
    sent = open_page(signed_in, day_of(goal, COMING, "occurrence_move")).typed
    spoil(goal, "moves")

    signed_in.post(day_of(goal, COMING, "occurrence_move"), sent | {"to": "2026-11-21"})

    assert Goal.objects.for_user(alice).get().version == goal.version
