"""The people of the made-up world: how much each has written, and the small things that every row of theirs needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db import models

from journal.models import Goal, OwnWord
from users.models import User
from vault.fields import SealedField
from vault.row_security import Identity

YEAR, YEARS = 365, 10
WEEK = timedelta(days=7)
WRITER, KEEPER = "bench", "keeper"
SENTENCES = (
    "We had eaten late, and the plates were still on the table when it came up again.",
    "He looked at the phone while I was talking, and I stopped in the middle of a sentence.",
    "I told myself that it does not matter to anybody whether I am in the room.",
    "Then the door went, and for a while it was so quiet that I could hear the fridge.",
    "I said it twice, the second time louder than I wanted to.",
    "He asked how the day was and really waited for the answer.",
    "It was a small thing, and I noticed that I smiled before I had thought about it.",
    "I went out to the balcony and counted the lit windows across the street.",
    "What I wanted was one hour in which nobody needs anything from me.",
    "Later he put a cup of tea beside me and said nothing, and that was right.",
    "I would like to ask earlier next time, before I am too tired to ask kindly.",
    "We both laughed at the same moment, and after that it was easier.",
)


@dataclass(frozen=True)
class Amounts:
    """How much one person has written."""

    entries: int
    notes: int
    worksheets: int
    marks: int
    daily_goals: int
    weekly_goals: int
    daily_ticks: int  # of each daily goal
    ticks: int  # of each other goal
    reviews: int  # one a week
    talks: int  # one a week
    nights: int  # evenings for two, one a week
    agreements: int
    threads: int
    words: int
    sliders: int  # months


TEN_YEARS = Amounts(
    entries=3650,
    notes=730,
    worksheets=120,
    marks=60,
    daily_goals=2,
    weekly_goals=6,
    daily_ticks=180,
    ticks=180,
    reviews=500,
    talks=250,
    nights=150,
    agreements=40,
    threads=20,
    words=12,
    sliders=100,
)
A_FEW_DOZEN = Amounts(
    entries=36,
    notes=24,
    worksheets=6,
    marks=8,
    daily_goals=1,
    weekly_goals=2,
    daily_ticks=12,
    ticks=12,
    reviews=4,
    talks=3,
    nights=3,
    agreements=2,
    threads=2,
    words=2,
    sliders=3,
)
# Somebody who keeps forty goals, and has ticked them for three years.
MANY_GOALS = replace(A_FEW_DOZEN, daily_goals=6, weekly_goals=34, daily_ticks=1095, ticks=156)


@dataclass
class Person:
    """Somebody who writes; the keys stay unwrapped in the identity."""

    user: User
    amounts: Amounts
    identity: Identity
    random: Random
    goals: list[Goal]
    words: list[OwnWord]


def spread(count: int, ages: range) -> Iterator[int]:
    """Return those of so many ages, even over the ten years, that lie in this range."""
    for number in range(count):
        age = number * YEARS * YEAR // count
        if age in ages:
            yield age


def moment(today: date, age: int, hour: int) -> datetime:
    """Return an hour of the day of this age."""
    return datetime.combine(today - timedelta(days=age), time(hour), UTC)


def text(one: Person, sentences: int) -> str:
    """Return some sentences."""
    return " ".join(one.random.choices(SENTENCES, k=sentences))


def sealed(row: models.Model) -> models.Model:
    """Seal a row's values while its owner's key is at hand; the insert then takes them as they are."""
    for field in row._meta.concrete_fields:
        if isinstance(field, SealedField):
            row.__dict__[field.attname] = field.pre_save(row, add=True)
    return row
