"""Marks on the guide: one of each, taken back, found by day, readable, and never overwritten unread."""

from datetime import UTC, datetime

import pytest

from tests.factories import GuideMarkFactory
from tests.journal.tampering import spoil
from users.models import GuideMark, MarkKind, MarkTarget

EVENING = datetime(2026, 11, 18, 20, tzinfo=UTC)


def mark(user, code="say-i-feel", kind=MarkKind.DONE):
    return GuideMark.objects.add_mark(user, MarkTarget.PAGE, code, kind)


def marks(user):
    return [text for row in GuideMark.objects.for_user(user) for text in row.readable()]


def test_mark_is_put_once_and_moves_to_the_last_moment(alice, time_machine):
    time_machine.move_to(EVENING, tick=False)
    first = mark(alice)
    mark(alice, "same-team")
    time_machine.move_to(EVENING.replace(day=20), tick=False)

    before = mark(alice)

    assert (first, before) == (None, EVENING)
    assert list(GuideMark.objects.get().moments(MarkTarget.PAGE, MarkKind.DONE).items()) == [
        ("same-team", EVENING),
        ("say-i-feel", EVENING.replace(day=20)),
    ]


def test_marks_of_another_page_state_or_person_are_others(alice, bob, time_machine):
    time_machine.move_to(EVENING, tick=False)
    mark(alice)
    mark(alice, kind=MarkKind.KEPT)
    mark(alice, "same-team")
    mark(bob)

    GuideMark.objects.remove_mark(alice, MarkTarget.PAGE, "say-i-feel", MarkKind.DONE)
    GuideMark.objects.remove_mark(alice, MarkTarget.PAGE, "say-i-feel", MarkKind.DONE)

    assert marks(alice) == [
        ("Page of the guide, tried", "same-team, 2026-11-18"),
        ("Page of the guide, kept", "say-i-feel, 2026-11-18"),
    ]
    assert len(marks(bob)) == 1


@pytest.mark.parametrize("act", ["add_mark", "remove_mark"])
def test_marks_that_do_not_open_are_not_overwritten(alice, act):
    spoil(GuideMarkFactory(owner=alice), "marks")
    sealed = GuideMark.objects.values_list("marks").get()

    getattr(GuideMark.objects, act)(alice, MarkTarget.IDEA, "d17", MarkKind.KEPT)

    assert marks(alice) == []
    assert GuideMark.objects.values_list("marks").get() == sealed
