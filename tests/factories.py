"""One factory per model; sequences, never random data."""

from datetime import UTC, date, datetime, timedelta

import factory

from journal.models import Agreement, Entry, Goal, GratitudeNote, Review, Talk, Tick, Worksheet

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


class ReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Review

    week = factory.Sequence(lambda n: date(2026, 11, 16) - timedelta(weeks=n))
    insight = factory.Sequence(lambda n: f"On {n} evenings it was quiet.")


class TalkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Talk

    week = factory.Sequence(lambda n: date(2026, 11, 16) - timedelta(weeks=n))
    thanks = factory.Sequence(lambda n: f"The tea, {n} times.")


class AgreementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agreement

    agreed_on = date(2026, 11, 6)
    review_on = date(2026, 11, 20)
    wording = factory.Sequence(lambda n: f"Phones away by {n}.")


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
