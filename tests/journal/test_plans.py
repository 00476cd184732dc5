"""What stands in a calendar counts its changes, so that an app takes the newer of two files."""

from datetime import date, timedelta
from uuid import uuid5

from journal.plans import plans_of
from tests.factories import CalendarFeedFactory, DateNightFactory, GoalFactory
from tests.journal.conftest import NOW


def test_count_of_changes_never_falls_though_evenings_grow_old_or_are_hidden(alice, clock):
    clock.move_to(NOW, tick=False)
    goal = GoalFactory(owner=alice, date_night=True)
    DateNightFactory(owner=alice, goal=goal, day=date(2026, 11, 20), version=7)
    feed = CalendarFeedFactory(owner=alice)
    counts = []
    for own_words, days in [(True, 0), (False, 0), (False, 200)]:
        clock.move_to(NOW + timedelta(days=days), tick=False)
        feed.own_words = own_words
        feed.save()
        plan = next(one for one in plans_of(alice, feed) if one.uid == uuid5(goal.pk, "calendar"))
        counts.append(plan.sequence)

    assert counts[0] >= 7
    assert counts == sorted(counts)
