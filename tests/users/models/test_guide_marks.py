"""Marks on the guide: one of each, taken back, found by day, readable, and never overwritten unread."""

from datetime import UTC, datetime

import pytest

from tests.factories import TraceFactory
from tests.journal.tampering import spoil
from users.models import On, Said, Trace

EVENING = datetime(2026, 11, 18, 20, tzinfo=UTC)


def put(user, code="say-i-feel", said=Said.DONE):
    return Trace.objects.put(user, On.PAGE, code, said)


def marks(user):
    return [text for row in Trace.objects.for_user(user) for text in row.readable()]


def test_mark_is_put_once_and_moves_to_the_last_moment(alice, time_machine):
    time_machine.move_to(EVENING, tick=False)
    first = put(alice)
    put(alice, "same-team")
    time_machine.move_to(EVENING.replace(day=20), tick=False)

    before = put(alice)

    assert (first, before) == (None, EVENING)
    assert list(Trace.objects.get().of(On.PAGE, Said.DONE).items()) == [
        ("same-team", EVENING),
        ("say-i-feel", EVENING.replace(day=20)),
    ]


def test_marks_of_another_page_state_or_person_are_others(alice, bob, time_machine):
    time_machine.move_to(EVENING, tick=False)
    put(alice)
    put(alice, said=Said.KEPT)
    put(alice, "same-team")
    put(bob)

    Trace.objects.take_back(alice, On.PAGE, "say-i-feel", Said.DONE)
    Trace.objects.take_back(alice, On.PAGE, "say-i-feel", Said.DONE)

    assert marks(alice) == [
        ("Page of the guide, tried", "same-team, 2026-11-18"),
        ("Page of the guide, kept", "say-i-feel, 2026-11-18"),
    ]
    assert len(marks(bob)) == 1


@pytest.mark.parametrize("act", ["put", "take_back"])
def test_marks_that_do_not_open_are_not_overwritten(alice, act):
    spoil(TraceFactory(owner=alice), "marks")
    sealed = Trace.objects.values_list("marks").get()

    getattr(Trace.objects, act)(alice, On.IDEA, "d17", Said.KEPT)

    assert marks(alice) == []
    assert Trace.objects.values_list("marks").get() == sealed
