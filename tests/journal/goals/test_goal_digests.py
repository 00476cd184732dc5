"""Digests of goals show what reading afresh would show, whatever was ticked, changed or deleted meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.goals import goal_digests
from journal.goals.board import board_of
from journal.goals.progress import progress_of
from journal.models import Goal, GoalDigest, Tick
from tests.factories import GoalFactory, TickFactory
from tests.journal.digests.test_weeks import again, set_clock
from tests.journal.tampering import spoil
from tests.journal.test_races import _wait_until_somebody_waits as until_somebody_waits
from vault import sealing
from vault.models import UserKey
from vault.row_security import acting_as

TODAY = date(2026, 11, 18)
RULES = [
    ("FREQ=DAILY", 0),
    ("FREQ=WEEKLY;BYDAY=WE", 0),
    ("FREQ=MONTHLY;BYMONTHDAY=18", 0),
    ("FREQ=WEEKLY", 3),
    ("FREQ=MONTHLY", 2),
]


def seen(goals, user, **ticks):
    """Return what can be told of these goals."""
    return {
        one.goal.pk: (one.goal.title, one.goal.state, one.marks, one.coming, one.so_far)
        for one in progress_of(user, goals, **ticks)
    }


def kept(user):
    user = again(user)
    return seen(goal_digests.goals_of(user), user, ticks=goal_digests.ticks)


def afresh(user):
    user = again(user)
    return seen(Goal.objects.for_user(user), user)


def one(user, number):
    goals = list(Goal.objects.for_user(user).in_order())
    return goals[number % len(goals)] if goals else None


def begin(user, number, age):
    rule, often = RULES[number % len(RULES)]
    first = TODAY - timedelta(days=365 + age)
    GoalFactory(owner=user, rule=rule, times=often, first_day=first)


def tick(user, number, age):
    states = [*Tick.State.values, *Tick.State.values[:2]]
    if goal := one(user, number):
        day = TODAY - timedelta(days=age)
        Tick.objects.put(user, goal, day, states[number % len(states)], user.clock)


def untick(user, number, age):
    goal = one(user, number)
    Tick.objects.for_user(user).filter(goal=goal, day__gte=TODAY - timedelta(days=age)).delete()


def change(user, number, age):
    if goal := one(user, number):
        goal.rule, goal.times = RULES[age % len(RULES)]
        goal.title += "!"
        goal.save()


def rest(user, number, age):
    if goal := one(user, number):
        day = TODAY - timedelta(days=age)
        [goal.pause, goal.resume, goal.finish][number % 3](day)


def delete(user, number, age):
    if goal := one(user, number):
        goal.delete()


def a_hard_season(user, number, age):
    first = TODAY - timedelta(days=age + 20)
    user.preferences.seasons = [[f"{first}", f"{first + timedelta(days=number)}"]]
    user.preferences.save()


def live_elsewhere(user, number, age):
    set_clock(user, "Pacific/Kiritimati", age % 7, "sunday")


def look(user, number, age):
    kept(user)


steps = st.tuples(
    st.sampled_from(
        [begin, tick, tick, tick, untick, change, rest, delete, a_hard_season, live_elsewhere, look]
    ),
    st.integers(0, 20),
    st.sampled_from([0, 1, 7, 30, 300]),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, min_size=3, max_size=20))
def test_digests_show_every_goal_as_it_is(alice, steps):
    Goal.objects.for_user(alice).delete()
    begin(again(alice), 0, 0)
    for act, number, age in steps:
        act(again(alice), number, age)

    assert kept(alice) == afresh(alice)
    # And the same from what was kept.
    assert kept(alice) == afresh(alice)


def test_board_that_is_kept_asks_for_no_tick(alice, bob, django_assert_num_queries):
    for owner in (alice, bob):
        for _ in range(3):
            TickFactory(owner=owner)
        board_of(again(owner))
    user = again(alice)

    with django_assert_num_queries(1):
        board = board_of(user)

    assert [row["summary"] for row in board.now] == ["1 of 2"] * 3


def test_tick_takes_away_the_digest_of_its_own_goal_and_nothing_else(alice, bob):
    goals = [GoalFactory(owner=owner) for owner in (alice, alice, bob)]
    for owner in (alice, bob):
        board_of(again(owner))

    TickFactory(owner=alice, goal=goals[0])

    assert set(GoalDigest.objects.values_list("pk", flat=True)) == {goals[1].pk, goals[2].pk}


def test_digest_goes_with_its_goal(alice):
    goal = GoalFactory(owner=alice)
    board_of(again(alice))

    goal.delete()

    assert not GoalDigest.objects.exists()


@pytest.mark.parametrize("column", ["goal", "tick"])
def test_what_does_not_open_is_not_kept(alice, column):
    tick = TickFactory(owner=alice)
    spoil(*{"goal": (tick.goal, "title"), "tick": (tick, "state")}[column])

    board_of(again(alice))

    assert not GoalDigest.objects.exists()


def test_digest_that_does_not_open_is_made_afresh(alice):
    TickFactory(owner=alice)
    before = kept(alice)
    spoil(GoalDigest.objects.get(), "shown")

    assert kept(alice) == before == kept(alice)


def test_digest_of_another_form_is_made_afresh(alice, monkeypatch):
    TickFactory(owner=alice)
    monkeypatch.setattr(goal_digests, "FORM", goal_digests.FORM + 1)
    before = kept(alice)
    monkeypatch.undo()

    assert kept(alice) == before
    assert GoalDigest.objects.get().shown["form"] == goal_digests.FORM


def test_digest_is_not_kept_where_the_newest_key_does_not_open(signed_in, alice):
    with acting_as(alice):
        goal = GoalFactory(owner=alice)
        key = UserKey(owner=alice, version=2)
        key.wrap(sealing.new_data_key())
        key.save(force_insert=True)
        spoil(key, "wrapped")

    assert signed_in.get("/goals/").status_code == 200
    with acting_as(alice):
        GoalDigest.objects.put([GoalDigest(pk=goal.pk, owner=alice, shown={})])
        assert not GoalDigest.objects.exists()


@pytest.mark.usefixtures("transactional_db")
def test_nobody_keeps_ticks_from_before_a_write_that_is_under_way(alice):
    with acting_as(alice):
        goal = GoalFactory(owner=alice, first_day=TODAY - timedelta(days=2), rule="FREQ=DAILY")

    with ThreadPoolExecutor(1) as pool, acting_as(alice):
        TickFactory(owner=alice, goal=goal, day=TODAY - timedelta(days=1))
        found = pool.submit(look_from_elsewhere, alice)
        until_somebody_waits()

    assert found.result() == ["1 of 2"]


def look_from_elsewhere(user):
    """Return the sums that another connection sees."""
    try:
        with acting_as(user):
            return [row["summary"] for row in board_of(again(user)).now]
    finally:
        connection.close()
