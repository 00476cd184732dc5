"""A made-up world: one person with ten years of entries, beside others with a few dozen rows each.

Rows are written year by year in the order of their days, everybody's mixed, as time would have
written them: rows written person by person would lie together and prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db import connection, models, transaction

from guide import banks, decks, library, tools
from journal.digests import build_missing
from journal.models import Entry, Goal, GratitudeNote, Review, Tick, Worksheet, YearDigest
from users.models import Draft, On, Said, Trace, User
from vault.fields import SealedField
from vault.row_security import Identity, acting_as, bound, identity_of, system_access

YEAR, YEARS = 365, 10
WRITER = "bench"
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
    ticks: int  # of each goal
    reviews: int  # one a week


TEN_YEARS = Amounts(
    entries=3650,
    notes=730,
    worksheets=120,
    marks=60,
    daily_goals=2,
    weekly_goals=6,
    ticks=180,
    reviews=500,
)
A_FEW_DOZEN = Amounts(
    entries=36,
    notes=24,
    worksheets=6,
    marks=8,
    daily_goals=1,
    weekly_goals=2,
    ticks=12,
    reviews=4,
)


@dataclass
class Person:
    """Somebody who writes; the keys stay unwrapped in the identity."""

    user: User
    amounts: Amounts
    identity: Identity
    random: Random
    goals: list[Goal]


def load(others: int, today: date) -> None:
    """Write everything into the empty tables of the connected database."""
    people = [person(WRITER, TEN_YEARS, today)]
    people += [person(f"other-{n}", A_FEW_DOZEN, today) for n in range(others)]
    for year in reversed(range(YEARS)):
        rows: list[models.Model] = []
        closed: list[models.Model] = []
        ages = range(year * YEAR, (year + 1) * YEAR)
        for one in people:
            with bound(one.identity), transaction.atomic():
                rows += map(sealed, written(one, today, ages))
                closed += map(sealed, reviews(one, today, ages))
        rows.sort(key=lambda row: (row.happened_at, str(row.pk)))
        with system_access("the bench writes its world"):
            for model in (Entry, GratitudeNote, Worksheet, Tick):
                batch = [row for row in rows if type(row) is model]
                model.objects.bulk_create(batch, batch_size=500)
            Review.objects.bulk_create(closed, batch_size=500)
    with acting_as(people[0].user):
        build_missing(people[0].user)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def person(name: str, amounts: Amounts, today: date) -> Person:
    """Write a user with key, preferences and goals."""
    user = User(username=name)
    user.set_unusable_password()
    user.save()
    one = Person(user, amounts, identity_of(user), Random(name), [])  # noqa: S311 - nothing secret
    with bound(one.identity), transaction.atomic():
        kinds = ["FREQ=DAILY"] * amounts.daily_goals + ["FREQ=WEEKLY"] * amounts.weekly_goals
        for number, rule in enumerate(kinds):
            one.goals.append(goal(one, number, rule, today))
        Goal.objects.bulk_create(one.goals)
        trace(one, today)
        if name != WRITER:
            days = [date(today.year - n, 1, 1) for n in range(YEARS)]
            YearDigest.objects.bulk_create(YearDigest(owner=user, first_day=day) for day in days)
            Draft.objects.put(user, "/goals/new/", {"title": ["A walk"]}, Draft.Reason.INVALID)
    return one


def goal(one: Person, number: int, rule: str, today: date) -> Goal:
    """Return a goal that began ten years ago, some days apart from the others."""
    first_day = today - timedelta(days=YEARS * YEAR + number)
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[first_day.weekday()]
    return Goal(
        owner=one.user,
        first_day=first_day,
        title=f"An evening for the two of us, number {number + 1}",
        why=text(one, 1),
        plan=text(one, 1),
        steps=[{"id": n, "text": f"A small step, the {n}th", "done": n < 2} for n in range(4)],  # noqa: PLR2004
        rule=f"{rule};BYDAY={weekday}" if rule == "FREQ=WEEKLY" else rule,
    )


def written(one: Person, today: date, ages: range) -> Iterator[models.Model]:
    """Return what somebody wrote on days of these ages."""
    for age in spread(one.amounts.entries, ages):
        yield entry(one, moment(today, age, 7))
    for age in spread(one.amounts.notes, ages):
        yield note(one, moment(today, age, 6))
    for age in spread(one.amounts.worksheets, ages):
        yield worksheet(one, moment(today, age, 4))
    for own in one.goals:
        step = 7 if own.rule.startswith("FREQ=WEEKLY") else 1
        start = (today - own.first_day).days % step
        for age in range(start, start + step * one.amounts.ticks, step):
            if age in ages:
                day = today - timedelta(days=age)
                yield Tick(
                    owner=one.user,
                    goal=own,
                    day=day,
                    happened_at=moment(today, age, 5),
                    state=one.random.choice(Tick.State.values),
                )


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


def entry(one: Person, happened_at: datetime) -> Entry:
    """Return an entry in which every field is filled."""
    every = [feeling for family in banks.families() for feeling in family.feelings]
    felt = one.random.sample(every, k=one.random.randint(1, 3))
    needs = [need.slug for group in banks.needs() for need in group.needs]
    return Entry(
        owner=one.user,
        happened_at=happened_at + timedelta(minutes=one.random.randrange(600)),
        feelings=[{"feeling": f.slug, "strength": one.random.randint(1, 5)} for f in felt],
        triggers=[trigger.slug for trigger in one.random.sample(banks.triggers(), k=2)],
        needs=one.random.sample(needs, k=2),
        what_happened=text(one, one.random.randint(2, 6)),
        story=text(one, 3),
        did=text(one, 2),
        next_wish=text(one, 1),
        ended=text(one, 1),
    )


def note(one: Person, happened_at: datetime) -> GratitudeNote:
    """Return a thank-you."""
    return GratitudeNote(
        owner=one.user,
        happened_at=happened_at + timedelta(minutes=one.random.randrange(600)),
        state=one.random.choice(GratitudeNote.State.values),
        what_they_did=text(one, one.random.randint(1, 3)),
        what_it_did=text(one, 1),
        what_it_says=text(one, 1),
    )


def reviews(one: Person, today: date, ages: range) -> Iterator[Review]:
    """Return the reviews of the weeks that somebody closed on days of these ages."""
    for age in range(7, 7 * one.amounts.reviews, 7):
        if age in ages:
            day = today - timedelta(days=age)
            yield Review(
                owner=one.user,
                week=day - timedelta(days=day.weekday()),
                closed_at=moment(today, age, 8),
                more="wait for a word",
                more_they="looks at the phone",
                went_well=text(one, 2),
                differed=text(one, 1),
                insight=text(one, 1),
                request=text(one, 1),
                let_go=text(one, 1),
            )


def worksheet(one: Person, happened_at: datetime) -> Worksheet:
    """Return a worksheet in which every text is written."""
    modes = [mode for tool in tools.worksheets() for mode in tool.sheets]
    mode = one.random.choice(modes)
    typed = [field for field in mode.fields if field.kind in {"text", "long"}]
    return Worksheet(
        owner=one.user,
        happened_at=happened_at + timedelta(minutes=one.random.randrange(600)),
        tool=mode.tool_slug,
        mode=mode.slug,
        answers={field.slug: text(one, 2) for field in typed},
    )


def trace(one: Person, today: date) -> None:
    """Write marks on pages of the guide and on ideas."""
    pages = [page.slug for part in library.parts() for page in part.pages]
    row = Trace(owner=one.user)
    for on, said, codes in (
        (On.PAGE, Said.DONE, pages[: one.amounts.marks]),
        (On.PAGE, Said.KEPT, pages[: one.amounts.marks // 4]),
        (On.IDEA, Said.DONE, [idea.code for idea in decks.ideas()][: one.amounts.marks // 4]),
    ):
        row.keep(on, said, {code: moment(today, n, 3) for n, code in enumerate(codes)})


def sealed(row: models.Model) -> models.Model:
    """Seal a row's values while its owner's key is at hand; the insert then takes them as they are."""
    for field in row._meta.concrete_fields:
        if isinstance(field, SealedField):
            row.__dict__[field.attname] = field.pre_save(row, add=True)
    return row
