"""A made-up world: one person with ten years of entries, one with forty goals, beside others with a few dozen rows each.

Rows are written year by year in the order of their days, everybody's mixed, as time would have
written them: rows written person by person would lie together and prove nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from django.db import connection, models, transaction

from journal.digests import search_text, weeks
from journal.models import (
    Agreement,
    CalendarFeed,
    DateNight,
    Entry,
    Experiment,
    Goal,
    GratitudeNote,
    OwnWord,
    ReminderChoices,
    Review,
    SliderAnswers,
    Talk,
    Thread,
    ThreadEntry,
    Tick,
    Worksheet,
    YearDigest,
)
from users.models import Draft, User
from vault.row_security import acting_as, identity_of, system_access, use_identity
from world import beside
from world.people import (
    A_FEW_DOZEN,
    KEEPER,
    MANY_GOALS,
    TEN_YEARS,
    WRITER,
    YEAR,
    YEARS,
    Amounts,
    Person,
    sealed,
)
from world.written import goal, trace, written

__all__ = ["KEEPER", "WRITER", "load"]

# In this order: what a row refers to is there before it.
JOURNAL = (Entry, GratitudeNote, Worksheet, Tick)
BESIDE = (Review, Talk, Agreement, DateNight, SliderAnswers, Thread, ThreadEntry, Experiment)


def load(others: int, today: date) -> None:
    """Write everything into the empty tables of the connected database."""
    people = [person(WRITER, TEN_YEARS, today), person(KEEPER, MANY_GOALS, today)]
    people += [person(f"other-{n}", A_FEW_DOZEN, today) for n in range(others)]
    for year in reversed(range(YEARS)):
        days: list[models.Model] = []
        rest: list[models.Model] = []
        ages = range(year * YEAR, (year + 1) * YEAR)
        for one in people:
            with use_identity(one.identity), transaction.atomic():
                own = list(written(one, today, ages))
                entries = [row for row in own if isinstance(row, Entry)]
                days += map(sealed, own)
                rest += map(sealed, beside.weekly(one, today, ages))
                rest += map(sealed, beside.rarely(one, today, ages))
                rest += map(sealed, beside.threads(one, today, ages, entries))
        days.sort(key=lambda row: (row.happened_at, str(row.pk)))
        with system_access("the bench writes its world"):
            put(days, JOURNAL)
            put(rest, BESIDE)
    for one in people[:2]:
        with acting_as(one.user):
            weeks.build_missing(one.user)
            search_text.build_missing(one.user)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def put(rows: Sequence[models.Model], kinds: Sequence[type[models.Model]]) -> None:
    """Write rows of these kinds."""
    for model in kinds:
        batch = [row for row in rows if type(row) is model]
        model._default_manager.bulk_create(batch, batch_size=500)


def person(name: str, amounts: Amounts, today: date) -> Person:
    """Write a user with key, preferences, words and goals."""
    user = User(username=name)
    user.set_unusable_password()
    user.save()
    one = Person(user, amounts, identity_of(user), Random(name), [], [])  # noqa: S311 - nothing secret
    with use_identity(one.identity), transaction.atomic():
        kinds = ["FREQ=DAILY"] * amounts.daily_goals + ["FREQ=WEEKLY"] * amounts.weekly_goals
        for number, rule in enumerate(kinds):
            one.goals.append(goal(one, number, rule, today))
        one.goals[-1].date_night = True
        Goal.objects.bulk_create(one.goals)
        one.words += OwnWord.objects.bulk_create(beside.words(one))
        beside.questions(one).save()
        CalendarFeed.objects.get_or_new(user).save()
        ReminderChoices.objects.get_or_new(user).save()
        trace(one, today)
        if name != WRITER:
            days = [date(today.year - n, 1, 1) for n in range(YEARS)]
            YearDigest.objects.bulk_create(YearDigest(owner=user, first_day=day) for day in days)
            Draft.objects.write(user, "/goals/new/", {"title": ["A walk"]}, Draft.Reason.INVALID)
    return one
