"""One factory per model; sequences, never random data."""

from datetime import UTC, date, datetime, timedelta

import factory

from journal.models import (
    Agreement,
    CalendarFeed,
    DateNight,
    Entry,
    Experiment,
    Goal,
    GratitudeNote,
    OwnWord,
    Reminder,
    ReminderChoices,
    Review,
    SliderAnswers,
    SliderQuestions,
    Summary,
    Talk,
    Thread,
    ThreadEntry,
    Tick,
    Worksheet,
)
from journal.summary import sections_of
from users.models import GuideMark

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

    class Params:
        planned = factory.Trait(state="planned", moment="over the washing-up")
        told = factory.Trait(state="said", landed="well", counts_since=START)


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


class ThreadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Thread

    name = factory.Sequence(lambda n: f"Sunday visits {n}")


class ThreadEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ThreadEntry

    thread = factory.SubFactory(ThreadFactory, owner=factory.SelfAttribute("..owner"))
    entry = factory.SubFactory(EntryFactory, owner=factory.SelfAttribute("..owner"))


class ExperimentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Experiment

    thread = factory.SubFactory(ThreadFactory, owner=factory.SelfAttribute("..owner"))
    begins_on = date(2026, 11, 2)
    review_on = date(2026, 11, 16)
    trying = factory.Sequence(lambda n: f"Ring before visit {n}")


class ReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Review

    week = factory.Sequence(lambda n: date(2026, 11, 16) - timedelta(weeks=n))
    insight = factory.Sequence(lambda n: f"On {n} evenings it was quiet.")


class SliderQuestionsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SliderQuestions

    wordings = factory.LazyFunction(lambda: ["How rested am I?"])


class SliderAnswersFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SliderAnswers

    month = factory.LazyAttribute(lambda row: row.day.replace(day=1))
    day = date(2026, 11, 14)
    given = factory.LazyFunction(lambda: [{"wording": "How rested am I?", "value": 4}])


class SummaryFactory(factory.django.DjangoModelFactory):
    """A page on which every usual line of what is written by then stands."""

    class Meta:
        model = Summary

    parts = factory.LazyFunction(lambda: list(Summary.Part.values))
    wish = "How we could begin differently."

    @classmethod
    def _create(cls, model_class, **kwargs):
        row = model_class(**kwargs)
        lines = [pair for section in sections_of(row) for pair in section.marks]
        row.seen = [mark for _, mark in lines]
        row.kept = [mark for line, mark in lines if line.usual]
        row.save()
        return row


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


class GuideMarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GuideMark

    marks = factory.LazyFunction(
        lambda: {
            f"{target} {kind}": {code: START.isoformat()}
            for target, code in (("page", "choose-the-moment"), ("idea", "d17"))
            for kind in ("done", "kept")
        }
    )


class OwnWordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OwnWord

    label = factory.Sequence(lambda n: f"foggy {n}")
    family = "stressed"


class DateNightFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DateNight

    goal = factory.SubFactory(GoalFactory, owner=factory.SelfAttribute("..owner"), date_night=True)
    day = date(2026, 11, 13)
    what = factory.Sequence(lambda n: f"Chess, game {n}")


class ReminderChoicesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReminderChoices

    by = "mail"
    check_in_at = "20:00"


class ReminderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reminder

    kind = "check-in"
    day = factory.Sequence(lambda n: date(2026, 11, 13) - timedelta(days=n))
    due_at = START


class CalendarFeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarFeed
