"""Marks on the guide: one of each, taken back, found by day, and readable."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import MarkFactory
from tests.journal.tampering import spoil
from users.clock import Clock
from users.models import Mark

PAGE, DONE = Mark.Kind.PAGE, Mark.State.DONE


def put(user, code="say-i-feel", state=DONE):
    return Mark.objects.put(user, PAGE, code, state)


def test_mark_is_put_once_and_moves_to_the_last_moment(alice, time_machine):
    time_machine.move_to("2026-11-18T20:00Z", tick=False)
    _, before = put(alice)
    time_machine.move_to("2026-11-20T20:00Z", tick=False)

    mark, first = put(alice)

    assert before is None
    assert first == datetime(2026, 11, 18, 20, tzinfo=UTC)
    assert [one.happened_at for one in Mark.objects.for_user(alice)] == [mark.happened_at]


def test_marks_of_another_page_state_or_person_are_others(alice, bob):
    put(alice)
    put(alice, state=Mark.State.KEPT)
    put(alice, code="same-team")
    put(bob)

    Mark.objects.take_back(alice, PAGE, "say-i-feel", DONE)

    left = {(mark.code, mark.state) for mark in Mark.objects.for_user(alice)}
    assert left == {("say-i-feel", "kept"), ("same-team", "done")}
    assert Mark.objects.for_user(bob).count() == 1


def test_pages_tried_in_a_span_follow_the_person_s_own_days(alice):
    clock = Clock(zone_name="Europe/Berlin", day_ends=4)
    MarkFactory(owner=alice, happened_at="2026-11-16T02:00Z")  # three at night: still Sunday
    inside = MarkFactory(owner=alice, happened_at="2026-11-16T03:00Z")
    MarkFactory(owner=alice, happened_at="2026-11-16T09:00Z", about=kept("same-team"))

    rows = Mark.objects.for_user(alice).within(date(2026, 11, 16), date(2026, 11, 22), clock)

    assert rows.pages_done() == [inside]


def kept(code):
    return {"kind": "page", "code": code, "state": "kept"}


@pytest.mark.django_db
def test_mark_can_be_read_and_one_that_does_not_open_says_nothing(alice):
    mark, _ = put(alice)

    assert mark.readable() == [("Page of the guide", "say-i-feel"), ("Mark", "Tried")]
    spoil(mark, "about")
    assert Mark.objects.get().readable() == []
