"""Rows of several private tables in one question to the database: a page asks seldom, and each question has its price."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from vault.models import OwnedQuerySet
from vault.statements import Statement, filled

Slot = tuple[str, int]  # a type, and which of the columns of this type it is


class Together:
    """Several querysets, compiled as one statement: a part for each, with columns of the same type below each other."""

    def __init__(self, *querysets: OwnedQuerySet[Any], end: str = "") -> None:
        """Compile these querysets; the end is what SQL says of all of their rows, in the names of the first."""
        self.parts = [Statement(rows) for rows in querysets]
        self.params = [param for part in self.parts for param in part.params]
        own = [_slots(part.types) for part in self.parts]
        slots = list(dict.fromkeys(chain(*own)))
        self._places = [itemgetter(*(slots.index(slot) + 1 for slot in taken)) for taken in own]
        union = " UNION ALL ".join(
            f"SELECT {number}, {_cells(part.columns, taken, slots)} FROM ({part.sql}) part"  # noqa: S608 - SQL of the ORM's own
            for number, (part, taken) in enumerate(zip(self.parts, own, strict=True))
        )
        self.sql = f"{union} {end}"

    def in_order(self, values: Mapping[Any, Any]) -> list[tuple[int, Any]]:
        """Return all rows in the order of the end, each after the number of its queryset. Sealed values stay sealed."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled(self.params, values))
            return self._read(cursor)

    def _read(self, cursor: CursorWrapper) -> list[tuple[int, Any]]:
        return [
            (found[0], self.parts[found[0]].row(self._places[found[0]](found)))
            for found in cursor.fetchall()
        ]

    def _by_part(self, rows: list[tuple[int, Any]]) -> list[list[Any]]:
        found: list[list[Any]] = [[] for _ in self.parts]
        for number, row in rows:
            found[number].append(row)
        return found

    def rows(self, values: Mapping[Any, Any]) -> list[list[Any]]:
        """Return the rows of each queryset, in no order."""
        return self._by_part(self.in_order(values))


def together(*querysets: OwnedQuerySet[Any]) -> list[list[Any]]:
    """Return the rows of each of these querysets, in one query and in no order. Sealed values stay sealed."""
    return Together(*querysets).rows({}) if querysets else []


def _slots(types: Iterable[str]) -> list[Slot]:
    """Return the place of each column."""
    seen: Counter[str] = Counter()
    slots = []
    for kind in types:
        slots.append((kind, seen[kind]))
        seen[kind] += 1
    return slots


def _cells(columns: list[str], taken: list[Slot], slots: list[Slot]) -> str:
    """Return the columns of one part, with nothing where only others have one."""
    names = dict(zip(taken, columns, strict=True))
    cells = (f'part."{names[slot]}"' if slot in names else f"NULL::{slot[0]}" for slot in slots)
    return ", ".join(cells)
