"""What stands in a calendar, and how it counts its changes, so that an app takes the newer of two."""

from datetime import date, timedelta
from uuid import uuid5

from django.urls import reverse

from journal.calendar.plans import plan_of_day, plans_of
from journal.recurrence.repeat import Repeat
from tests.factories import CalendarFeedFactory, DateNightFactory, GoalFactory
from tests.journal.browser import open_page
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


def test_evening_of_a_goal_without_fixed_days_stands_in_it_once_it_is_planned(signed_in, alice):
    goal = GoalFactory(
        owner=alice, title="Us", date_night=True, rule="FREQ=MONTHLY", times=2, first_day=NOW.date()
    )
    feed = CalendarFeedFactory(owner=alice, weeks=False)
    evening = reverse("journal:occurrence_detail", args=[goal.pk, date(2026, 11, 24)])
    file = f'href="{reverse("journal:occurrence_file", args=[goal.pk, date(2026, 11, 24)])}"'
    DateNightFactory(owner=alice, goal=goal, day=date(2026, 11, 22), what="")
    before = plans_of(alice, feed), file in open_page(signed_in, evening).html

    night = DateNightFactory(owner=alice, goal=goal, day=date(2026, 11, 24), what="Chess")
    (plan,) = plans_of(alice, feed)

    assert before == ([], False)
    assert (plan.title, plan.repeat) == ("Evening plan", Repeat(night.day))
    assert plan.uid == plan_of_day(alice, feed, goal, night.day).uid
    page = open_page(signed_in, evening).html
    assert file in page
    assert "Move this one" not in page
