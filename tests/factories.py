"""One factory per model; sequences, never random data."""

from datetime import UTC, date, datetime, timedelta

import factory

from journal.models import DateNight, Entry, Goal, GratitudeNote, Tick, Worksheet

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


class EntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entry

    happened_at = factory.Sequence(lambda n: START - timedelta(hours=n))
    feelings = factory.LazyFunction(lambda: [{"feeling": "lonely", "strength": 3}])
    what_happened = factory.Sequence(lambda n: f"The kettle boiled {n} times.")


class GratitudeNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GratitudeNote

    happened_at = factory.Sequence(lambda n: START - timedelta(hours=n, minutes=20))
    what_they_did = factory.Sequence(lambda n: f"Tea was brought {n} times.")


class GoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Goal

    title = factory.Sequence(lambda n: f"Walk number {n}")
    first_day = date(2026, 11, 6)
    rule = "FREQ=WEEKLY;BYDAY=FR"


class TickFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tick

    goal = factory.SubFactory(GoalFactory, owner=factory.SelfAttribute("..owner"))
    day = date(2026, 11, 13)
    happened_at = factory.Sequence(lambda n: START - timedelta(hours=n, minutes=40))
    state = "done"


class WorksheetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Worksheet

    happened_at = factory.Sequence(lambda n: START - timedelta(hours=n, minutes=50))
    tool = "i-feel"
    mode = "build"
    page = "say-i-feel"
    answers = factory.Sequence(
        lambda n: {"when": f"the bin was full {n} times", "feel": "worn out"}
    )


class DateNightFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DateNight

    goal = factory.SubFactory(GoalFactory, owner=factory.SelfAttribute("..owner"), date_night=True)
    day = date(2026, 11, 13)
    what = factory.Sequence(lambda n: f"Chess, game {n}")
