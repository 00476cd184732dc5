"""Goals rest, end and go on; a hard season rests everything; a look back asks keep, change or stop."""

from datetime import date

import pytest
from django.urls import reverse

from journal.goals.progress import full_progress_of, progress_of
from journal.models import Goal, GratitudeNote
from tests.factories import ExperimentFactory, GoalFactory, TickFactory
from tests.journal.browser import follow, open_page
from tests.journal.conftest import NOW
from users.models import User

LIST, TODAY = reverse("journal:goal_list"), reverse("journal:today")
DAILY = {"rule": "FREQ=DAILY", "first_day": date(2026, 11, 1)}


@pytest.fixture
def goal(alice):
    return GoalFactory(owner=alice, title="Walk by the river", **DAILY)


def press(client, goal, name, *rest):
    """Press a button of a goal's page, and return the page that follows."""
    return follow(client, client.post(reverse(f"journal:{name}", args=[goal.pk, *rest])))


def marks(user, goal):
    """Return the days of the last marks of a goal, as it is now."""
    goal = Goal.objects.for_user(user).get(pk=goal.pk)
    (found,) = progress_of(user, [goal])
    return [mark.day.day for mark in found.marks]


def test_days_of_a_pause_are_not_counted(signed_in, alice, goal, clock):
    page = press(signed_in, goal, "goal_pause")
    assert "It rests. Pick it up when you can." in page.html
    clock.move_to(NOW.replace(day=25), tick=False)
    signed_in.force_login(alice)

    press(signed_in, goal, "goal_resume")

    assert marks(alice, goal) == [*range(7, 18), 25]


def test_what_was_ticked_before_a_pause_still_counts(signed_in, alice, goal):
    TickFactory(owner=alice, goal=goal, day=NOW.date())

    press(signed_in, goal, "goal_pause")

    assert marks(alice, goal)[-1] == 18


def test_a_pause_that_was_a_slip_leaves_nothing(signed_in, alice, goal):
    for name in ("goal_pause", "goal_pause", "goal_resume", "goal_resume"):
        press(signed_in, goal, name)

    assert Goal.objects.for_user(alice).get().pauses == []


def test_what_rests_is_neither_due_nor_coming(signed_in, goal):
    press(signed_in, goal, "goal_pause")

    assert "Walk by the river" not in open_page(signed_in, TODAY).html
    assert 'Paused <span class="soft">1</span>' in open_page(signed_in, LIST).html
    assert "Coming" not in open_page(signed_in, goal.get_absolute_url()).html


def test_what_is_done_is_kept_and_can_go_on(signed_in, alice, goal):
    page = press(signed_in, goal, "goal_finish")
    press(signed_in, goal, "goal_finish")

    assert "Done, and kept here." in page.html
    assert 'Done <span class="soft">1</span>' in open_page(signed_in, LIST).html
    press(signed_in, goal, "goal_resume")
    assert Goal.objects.for_user(alice).get().is_active


def test_what_is_done_becomes_a_win_once(signed_in, alice, goal):
    press(signed_in, goal, "goal_finish")

    page = press(signed_in, goal, "goal_win")
    press(signed_in, goal, "goal_win")

    note = GratitudeNote.objects.for_user(alice).get()
    assert (note.about, note.what_they_did) == ("win", "Walk by the river")
    assert "Walk by the river" in page.html


def test_a_hard_season_rests_everything_and_one_tap_ends_it(signed_in, alice, goal, clock):
    GoalFactory(owner=alice, first_day=date(2026, 12, 1))
    assert "Let everything rest?" in open_page(signed_in, reverse("journal:season_begin")).html

    page = follow(signed_in, signed_in.post(reverse("journal:season_begin")))
    signed_in.post(reverse("journal:season_begin"))
    today = open_page(signed_in, TODAY)

    for shown in (page, today):
        assert "A hard season. Everything rests" in shown.html
        assert "next:" not in shown.html
    assert "Tick off" not in today.html
    clock.move_to(NOW.replace(day=25), tick=False)
    signed_in.force_login(alice)
    follow(signed_in, signed_in.post(reverse("journal:season_end")))
    alice = User.objects.get(pk=alice.pk)
    assert marks(alice, goal) == [*range(7, 18), 25]
    assert "A hard season. Everything rests" not in open_page(signed_in, TODAY).html


def test_today_asks_nothing_in_a_hard_season(signed_in, alice, clock):
    clock.move_to(NOW.replace(day=17), tick=False)
    ExperimentFactory(owner=alice, begins_on=date(2026, 11, 3), review_on=date(2026, 11, 17))
    asked = ["Look back at what you tried", "Last week can be closed"]
    before = open_page(signed_in, TODAY).html

    signed_in.post(reverse("journal:season_begin"))
    after = open_page(signed_in, TODAY).html

    assert [(words in before, words in after) for words in asked] == [(True, False)] * 2


def test_settings_lead_into_a_hard_season_and_out(signed_in, alice):
    before = signed_in.get(reverse("users:settings")).content.decode()
    signed_in.post(reverse("journal:season_begin"))
    after = signed_in.get(reverse("users:settings")).content.decode()

    assert reverse("journal:season_begin") in before
    assert "Everything rests." in after


def test_board_shows_now_coming_paused_and_done(signed_in, alice, goal):
    GoalFactory(owner=alice, first_day=date(2026, 12, 1))
    GoalFactory(owner=alice, state="paused")
    GoalFactory(owner=alice, state="done")

    board = signed_in.get(LIST).context["board"]

    assert [len(part) for part in (board.now, board.coming, board.paused, board.done)] == [1] * 4


@pytest.mark.parametrize(("going", "asks"), [(1, False), (2, True)])
def test_a_third_goal_is_asked_about_and_not_refused(signed_in, alice, going, asks):
    GoalFactory.create_batch(going, owner=alice)
    GoalFactory(owner=alice, state="paused")

    page = open_page(signed_in, reverse("journal:goal_create"))

    assert ("One or two at a time are easier to keep." in page.html) == asks
    follow(signed_in, signed_in.post(reverse("journal:goal_create"), page.typed | {"title": "Go"}))
    assert Goal.objects.for_user(alice).active().count() == going + 1


@pytest.mark.parametrize(
    ("given", "asks"),
    [
        ({"review_day": date(2026, 11, 18)}, True),
        ({"review_day": date(2026, 11, 19)}, False),
        ({"last_day": date(2026, 11, 17)}, True),
        ({"rule": ""}, True),
        ({"rule": "", "review_day": date(2026, 12, 1)}, False),
        ({"rule": "", "first_day": date(2026, 11, 18)}, False),
        ({"review_day": date(2026, 11, 1), "state": "paused"}, False),
        ({}, False),
    ],
)
def test_goal_asks_to_look_back_when_its_day_has_come(alice, given, asks):
    goal = GoalFactory(owner=alice, **DAILY | given)

    assert full_progress_of(alice, goal).asks_to_look_back == asks


def test_look_back_shows_then_and_now(signed_in, alice):
    goal = GoalFactory(
        owner=alice, why="We were tired.", rule="FREQ=DAILY", first_day=date(2026, 10, 1)
    )
    for day in (1, 2, 3, 5):
        TickFactory(owner=alice, goal=goal, day=date(2026, 10, day))
    TickFactory(owner=alice, goal=goal, day=date(2026, 11, 17))

    page = open_page(signed_in, reverse("journal:goal_review", args=[goal.pk]))

    for said in ("We were tired.", "4 of the first 8", "1 of the last 8", "came back twice"):
        assert said in page.html, said


def test_look_back_before_the_first_turn_says_so(signed_in, alice):
    goal = GoalFactory(owner=alice, first_day=date(2026, 12, 1))

    page = open_page(signed_in, reverse("journal:goal_review", args=[goal.pk]))

    assert "It has not come round yet." in page.html


def test_what_is_kept_asks_again_in_four_weeks(signed_in, alice, goal):
    page = press(signed_in, goal, "goal_keep")

    assert page.messages == ["Kept. Look back again on Wednesday 16 December."]
    assert Goal.objects.for_user(alice).get().review_day == date(2026, 12, 16)


def test_what_is_changed_after_a_look_back_proposes_the_next(signed_in, alice):
    goal = GoalFactory(owner=alice, **DAILY, review_day=NOW.date())
    change = reverse("journal:goal_update", args=[goal.pk])
    assert open_page(signed_in, change).typed["review_day"] == ["2026-11-18"]
    look_back = open_page(signed_in, reverse("journal:goal_review", args=[goal.pk]))
    assert f'href="{change}?looked=1"' in look_back.html

    page = open_page(signed_in, f"{change}?looked=1")
    signed_in.post(f"{change}?looked=1", page.typed | {"title": "Walk on"})

    kept = Goal.objects.for_user(alice).get()
    assert (kept.title, kept.review_day) == ("Walk on", date(2026, 12, 16))
    assert not full_progress_of(alice, kept).asks_to_look_back


@pytest.mark.parametrize(
    ("step", "way", "order"),
    [
        (1, "up", [1, 2, 3]),
        (2, "up", [2, 1, 3]),
        (2, "down", [1, 3, 2]),
        (3, "down", [1, 2, 3]),
        (3, "up", [1, 3, 2]),
    ],
)
def test_steps_move_up_and_down(signed_in, alice, step, way, order):
    steps = [{"id": n, "text": f"Step {n}", "done": n == 2} for n in (1, 2, 3)]
    goal = GoalFactory(owner=alice, steps=steps)

    press(signed_in, goal, f"step_{way}", step)

    kept = Goal.objects.for_user(alice).get().steps
    assert [one["id"] for one in kept] == order
    assert [one["id"] for one in kept if one["done"]] == [2]


def test_a_step_that_is_not_there_does_not_move(signed_in, alice):
    goal = GoalFactory(owner=alice)

    assert signed_in.post(reverse("journal:step_up", args=[goal.pk, 7])).status_code == 404


def test_template_for_two_says_that_it_needs_a_yes(signed_in):
    page = open_page(signed_in, f"{reverse('journal:goal_create')}?template=gt-01")

    assert page.typed["whose"] == ["asked"]
