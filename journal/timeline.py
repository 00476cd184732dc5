"""Everything written, newest first, in pages that cost the same at any depth."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import groupby
from typing import Self
from uuid import UUID

from journal.models import Entry, GratitudeNote, Tick, Worksheet
from journal.models.base import MomentModel, MomentQuerySet
from journal.wording import say_day
from users.clock import Clock
from users.models import User
from vault.row_security import HasKey
from vault.statements import ANYBODY, Statement

PAGE = 30


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


@dataclass(frozen=True)
class Item:
    """One row, with finished values for its template."""

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
# What stands in for a cursor and for the oldest row of a page while a query is compiled.
BEFORE = Cursor(datetime(1, 1, 1, tzinfo=UTC), UUID("b0b0d000-0000-4000-8000-000000000000"))
SINCE = datetime(1, 1, 2, tzinfo=UTC)


@cache
def _statement(kind: str, *, goes_on: bool, is_full: bool) -> Statement:
    rows = _sources(ANYBODY)[kind].newest_first()
    if goes_on:
        rows = rows.before(BEFORE.moment, BEFORE.pk)
    if is_full:  # what is older than the page is not fetched
        rows = rows.since(SINCE)
    return Statement(rows[: PAGE + 1])


def page_of(user: User, kinds: Iterable[str], cursor: Cursor | None) -> Page:
    """Return one page of these kinds, after the cursor."""
    found: list[tuple[str, MomentModel]] = []
    values: dict[object, object] = {ANYBODY.pk: user.pk}
    if cursor:
        values |= {BEFORE.moment: cursor.moment, BEFORE.pk: cursor.pk}
    for kind in kinds:
        is_full = len(found) > PAGE
        if is_full:
            values[SINCE] = found[PAGE][1].happened_at
        rows = _statement(kind, goes_on=cursor is not None, is_full=is_full).rows(values)
        found += [(kind, row) for row in rows]
        found.sort(key=lambda pair: (pair[1].happened_at, pair[1].pk), reverse=True)
    shown = found[:PAGE]
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
    day, start, end = date.min, SINCE, SINCE
    for pair in rows:
        moment = pair[1].happened_at
        if not start <= moment < end:
            day = clock.day_of(moment)
            start, end = clock.span(day, day)
        yield pair, day
