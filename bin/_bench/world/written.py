"""What people write day by day: entries, thanks, worksheets, goals with their ticks, marks in the guide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import models

from guide import banks, decks, library, tools
from journal.models import Entry, Goal, GratitudeNote, OwnWord, Tick, Worksheet
from users.models import GuideMark, MarkKind, MarkTarget
from world.people import YEAR, YEARS, Person, moment, spread, text

OWN_WORD, NOTED = 0.1, 0.1  # of the entries, of the ticks


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
        is_weekly = own.rule.startswith("FREQ=WEEKLY")
        step = 7 if is_weekly else 1
        start = (today - own.first_day).days % step
        count = one.amounts.ticks if is_weekly else one.amounts.daily_ticks
        for age in range(start, start + step * count, step):
            if age in ages:
                day = today - timedelta(days=age)
                yield Tick(
                    owner=one.user,
                    goal=own,
                    day=day,
                    happened_at=moment(today, age, 5),
                    state=one.random.choice(Tick.State.values),
                    note=text(one, 1) if one.random.random() < NOTED else "",
                )


def entry(one: Person, happened_at: datetime) -> Entry:
    """Return an entry in which every field is filled."""
    every = [feeling for family in banks.families() for feeling in family.feelings]
    felt = one.random.sample(every, k=one.random.randint(1, 3))
    needs = [need.slug for group in banks.needs() for need in group.needs]
    feelings = [{"feeling": f.slug, "strength": one.random.randint(1, 5)} for f in felt]
    triggers = [trigger.slug for trigger in one.random.sample(banks.triggers(), k=2)]
    if one.random.random() < OWN_WORD:
        word = one.random.choice(one.words)
        if word.kind == OwnWord.Kind.FEELING:
            feelings[0]["feeling"] = word.ref
        else:
            triggers[0] = word.ref
    return Entry(
        owner=one.user,
        happened_at=happened_at + timedelta(minutes=one.random.randrange(600)),
        feelings=feelings,
        triggers=triggers,
        needs=one.random.sample(needs, k=2),
        what_happened=text(one, one.random.randint(2, 6)),
        story=text(one, 3),
        did=text(one, 2),
        next_wish=text(one, 1),
        ended=text(one, 1),
    )


def note(one: Person, happened_at: datetime) -> GratitudeNote:
    """Return a thank-you."""
    state = one.random.choice(GratitudeNote.State.values)
    is_said = state == GratitudeNote.State.SAID
    return GratitudeNote(
        owner=one.user,
        happened_at=happened_at + timedelta(minutes=one.random.randrange(600)),
        state=state,
        moment="" if state == GratitudeNote.State.KEPT else text(one, 1),
        landed=GratitudeNote.Landed.WELL if is_said else "",
        counts_since=happened_at + timedelta(days=1) if is_said else None,
        what_they_did=text(one, one.random.randint(1, 3)),
        what_it_did=text(one, 1),
        what_it_says=text(one, 1),
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
    row = GuideMark(owner=one.user)
    for target, kind, codes in (
        (MarkTarget.PAGE, MarkKind.DONE, pages[: one.amounts.marks]),
        (MarkTarget.PAGE, MarkKind.KEPT, pages[: one.amounts.marks // 4]),
        (
            MarkTarget.IDEA,
            MarkKind.DONE,
            [idea.code for idea in decks.ideas()][: one.amounts.marks // 4],
        ),
    ):
        row.save_moments(target, kind, {code: moment(today, n, 3) for n, code in enumerate(codes)})
