"""Everything written, newest first, in pages that cost the same at any depth."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import groupby
from typing import NamedTuple, Self
from uuid import UUID

from journal.models import Entry, GratitudeNote, Tick, Worksheet
from journal.models.base import MomentModel, MomentQuerySet
from journal.text import say_day
from journal.timeline.rows import Listed, listed
from users.clock import Clock
from users.models import User
from vault.row_security import HasKey
from vault.statements import ANYBODY, stand_in
from vault.together import Together

PAGE = 30
NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cursor:
    """The last row of a page. It names a moment and an id, nothing that was written."""

    moment: datetime
    pk: UUID

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the cursor of an address, or None if there is none or it makes no sense."""
        try:
            iso, pk = base64.urlsafe_b64decode(text.encode()).decode().split("|")
            moment = datetime.fromisoformat(iso)
            return cls(moment, UUID(pk)) if moment.tzinfo == UTC else None
        except (ValueError, binascii.Error):
            return None

    def __str__(self) -> str:
        """Return the cursor as it stands in an address."""
        return base64.urlsafe_b64encode(f"{self.moment.isoformat()}|{self.pk}".encode()).decode()


class Item(NamedTuple):
    """One row, and when it was where the person lives."""

    kind: str
    row: MomentModel
    day: date
    time: str


@dataclass(frozen=True)
class Day:
    """One day's rows."""

    date: date
    label: str
    items: list[Item]

    @property
    def listed(self) -> list[Listed]:
        """Return the rows as they stand in a list."""
        return [listed(item.kind, item.row, self.label, item.time) for item in self.items]


@dataclass(frozen=True)
class Page:
    """One page of the timeline."""

    days: list[Day]
    older: str  # the cursor of the next page, or ""


def _sources(user: HasKey) -> dict[str, MomentQuerySet]:
    return {
        "entry": Entry.objects.for_user(user).for_list(),
        "note": GratitudeNote.objects.for_user(user).for_list(),
        "worksheet": Worksheet.objects.for_user(user).for_list(),
        "tick": Tick.objects.for_user(user).with_titles(),
    }


KINDS = ("entry", "note", "worksheet", "tick")
# What stands in for a cursor while a query is compiled.
BEFORE = Cursor(
    stand_in(datetime(1, 1, 1, tzinfo=UTC)), stand_in(UUID("b0b0d000-0000-4000-8000-000000000000"))
)


@cache
def _newest(kinds: tuple[str, ...], *, goes_on: bool) -> Together:
    """Return the question for one row more than a page of these kinds; each of them is read no further than that."""
    sources = _sources(ANYBODY)
    parts = [sources[kind].newest_first() for kind in kinds]
    if goes_on:
        parts = [rows.before(BEFORE.moment, BEFORE.pk) for rows in parts]
    end = f"ORDER BY happened_at DESC, id DESC LIMIT {PAGE + 1}"
    return Together(*(rows[: PAGE + 1] for rows in parts), end=end)


def page_of(user: User, kinds: tuple[str, ...], cursor: Cursor | None) -> Page:
    """Return one page of these kinds, after the cursor."""
    values: dict[object, object] = {ANYBODY.pk: user.pk}
    if cursor:
        values |= {BEFORE.moment: cursor.moment, BEFORE.pk: cursor.pk}
    found = _newest(kinds, goes_on=cursor is not None).in_order(values)
    shown = [(kinds[number], row) for number, row in found[:PAGE]]
    last = shown[-1][1] if len(found) > PAGE else None
    older = str(Cursor(last.happened_at, last.pk)) if last else ""
    return Page(by_day(shown, user.clock), older)


def by_day(rows: Iterable[tuple[str, MomentModel]], clock: Clock) -> list[Day]:
    """Gather rows that are in order under their days."""
    today = clock.today()
    items = [
        Item(kind, row, day, f"{clock.local(row.happened_at):%H:%M}")
        for (kind, row), day in _with_days(rows, clock)
    ]
    return [
        Day(day, say_day(day, today=today), list(group))
        for day, group in groupby(items, key=lambda item: item.day)
    ]


def _with_days(
    rows: Iterable[tuple[str, MomentModel]], clock: Clock
) -> Iterator[tuple[tuple[str, MomentModel], date]]:
    """Tell each row's day; a day is worked out once for all of its rows."""
    day, start, end = date.min, NEVER, NEVER
    for pair in rows:
        moment = pair[1].happened_at
        if not start <= moment < end:
            day = clock.day_of(moment)
            start, end = clock.span(day, day)
        yield pair, day
