"""What people write beside their days: reviews, talks, agreements, evenings, threads, words, sliders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db import models

from guide import banks
from journal.models import (
    Agreement,
    DateNight,
    Entry,
    Experiment,
    OwnWord,
    Review,
    SliderAnswers,
    SliderQuestions,
    Talk,
    Thread,
    ThreadEntry,
)
from world.people import WEEK, YEAR, YEARS, Person, moment, spread, text

THREAD_HOLDS = 6
WORDINGS = ("How close do I feel to him?", "How well do I sleep?", "How often do we laugh?")


def words(one: Person) -> Iterator[OwnWord]:
    """Return the feelings and triggers that somebody has added to the banks."""
    families = [family.slug for family in banks.families()]
    for number in range(one.amounts.words):
        kind = (OwnWord.Kind.FEELING, OwnWord.Kind.TRIGGER)[number % 2]
        family = one.random.choice(families) if kind == OwnWord.Kind.FEELING else ""
        yield OwnWord(owner=one.user, kind=kind, label=f"word of mine {number}", family=family)


def weekly(one: Person, today: date, ages: range) -> Iterator[models.Model]:
    """Return what somebody wrote about the weeks and the evenings of these ages."""
    for age in range(7, 7 * one.amounts.reviews, 7):
        if age in ages:
            yield review(one, today, age)
        if age in ages and age < 7 * one.amounts.talks:
            yield talk(one, today, age)
    for age in range(7, 7 * one.amounts.nights, 7):
        if age in ages:
            yield night(one, today - timedelta(days=age))


def review(one: Person, today: date, age: int) -> Review:
    """Return the review of a week that was closed."""
    return Review(
        owner=one.user,
        week=monday(today, age),
        closed_at=moment(today, age, 8),
        more="wait for a word",
        more_they="looks at the phone",
        went_well=text(one, 2),
        differed=text(one, 1),
        insight=text(one, 1),
        request=text(one, 1),
        let_go=text(one, 1),
    )


def monday(today: date, age: int) -> date:
    """Return the Monday of the week that holds the day of this age."""
    day = today - timedelta(days=age)
    return day - timedelta(days=day.weekday())


def talk(one: Person, today: date, age: int) -> Talk:
    """Return the page of a weekly talk, with how it went."""
    return Talk(
        owner=one.user,
        week=monday(today, age),
        thanks=text(one, 1),
        went_well=text(one, 1),
        issue=text(one, 2),
        ask=text(one, 1),
        plan=text(one, 1),
        went=one.random.choice(Talk.Went.values),
        learned=text(one, 1),
    )


def night(one: Person, day: date) -> DateNight:
    """Return an evening for two."""
    return DateNight(
        owner=one.user,
        goal=one.goals[-1],
        day=day,
        what=text(one, 1),
        time="at eight",
        place="by the river",
        arrange=[{"id": 0, "text": "Ask the neighbour to look after the cat", "done": True}],
        good=text(one, 1),
        again=one.random.choice(DateNight.Again.values),
    )


def rarely(one: Person, today: date, ages: range) -> Iterator[models.Model]:
    """Return what somebody writes a few times a year."""
    for age in spread(one.amounts.agreements, ages):
        day = today - timedelta(days=age)
        yield Agreement(
            owner=one.user,
            agreed_on=day,
            review_on=day + 2 * WEEK,
            wording=text(one, 1),
            note=text(one, 1),
            state=one.random.choice(Agreement.State.values),
        )
    for number in range(one.amounts.sliders):
        day = today - timedelta(days=YEARS * YEAR * number // one.amounts.sliders)
        if (today - day).days in ages:
            given = [{"wording": words, "value": one.random.randint(0, 10)} for words in WORDINGS]
            yield SliderAnswers(owner=one.user, month=day.replace(day=1), day=day, given=given)


def threads(
    one: Person, today: date, ages: range, entries: Sequence[Entry]
) -> Iterator[models.Model]:
    """Return the issues that somebody gathered entries under, each with two experiments."""
    for age in spread(one.amounts.threads, ages):
        thread = Thread(
            owner=one.user,
            name="Sunday visits",
            differences=text(one, 2),
            underneath=text(one, 1),
            outside=text(one, 1),
            loop_more="ask",
            loop_then="he is silent",
            part=text(one, 1),
            ask=text(one, 1),
            learned=text(one, 1),
        )
        yield thread
        for entry in one.random.sample(entries, k=min(THREAD_HOLDS, len(entries))):
            yield ThreadEntry(owner=one.user, thread=thread, entry=entry)
        for later in (0, 20):
            yield experiment(one, thread, today - timedelta(days=age - later))


def experiment(one: Person, thread: Thread, day: date) -> Experiment:
    """Return something that was tried for two weeks from this day on, and looked back on."""
    return Experiment(
        owner=one.user,
        thread=thread,
        begins_on=day,
        review_on=day + 2 * WEEK,
        looked_back_on=day + 2 * WEEK,
        trying=text(one, 1),
        cue="the door goes",
        act="put the phone away",
        before=text(one, 1),
        outcome=Experiment.Outcome.KEEP,
        after=text(one, 1),
        learned=text(one, 1),
    )


def questions(one: Person) -> SliderQuestions:
    """Return what somebody asks themselves each month."""
    return SliderQuestions(owner=one.user, wordings=list(WORDINGS))
