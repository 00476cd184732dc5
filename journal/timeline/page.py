"""Everything written, newest first, in pages that cost the same at any depth."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import NamedTuple, Self
from uuid import UUID

from journal.models import Entry, GratitudeNote, Tick, Worksheet
from journal.models.base import MomentModel, MomentQuerySet
from journal.text import say_day
from journal.timeline.rows import TimelineRow, row_for
from users.clock import Clock
from users.models import User
from vault.row_security import HasKey

PAGE_SIZE = 30
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
    def rows(self) -> list[TimelineRow]:
        """Return the rows as they stand in a list."""
        return [row_for(item.kind, item.row, self.label, item.time) for item in self.items]


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


TIMELINE_KINDS = ("entry", "note", "worksheet", "tick")


def page_of(user: User, kinds: tuple[str, ...], cursor: Cursor | None) -> Page:
    """Return one page of these kinds, after the cursor; each kind is read no further than a page and one row more."""
    rows = list(_newest(user, kinds, cursor))
    rows.sort(key=lambda pair: (pair[1].happened_at, pair[1].pk), reverse=True)
    shown = rows[:PAGE_SIZE]
    last = shown[-1][1] if len(rows) > PAGE_SIZE else None
    older = str(Cursor(last.happened_at, last.pk)) if last else ""
    return Page(by_day(shown, user.clock), older)


def _newest(
    user: User, kinds: tuple[str, ...], cursor: Cursor | None
) -> Iterator[tuple[str, MomentModel]]:
    sources = _sources(user)
    for kind in kinds:
        rows = sources[kind].newest_first()
        if cursor:
            rows = rows.before(cursor.moment, cursor.pk)
        for row in rows[: PAGE_SIZE + 1]:
            yield kind, row


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
