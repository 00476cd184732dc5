"""One sealed column of many rows, opened one after the other: without a model for each, and never all in clear at once."""

from collections.abc import Iterator, Mapping
from itertools import chain, count
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from psycopg import Cursor, ServerCursor
from psycopg.pq import Format

from vault.models import OwnedQuerySet
from vault.statements import filled

AT_A_TIME = 100
NUMBERS = count()  # of cursors: two may be open at once


class Column:
    """What rows hold in plain columns, and then in a sealed one; like a Statement it is compiled once, with stand-ins."""

    def __init__(self, rows: OwnedQuerySet[Any], column: str, *plain: Any) -> None:
        """Compile it, or raise EmptyResultSet if no row can be meant."""
        self.field: Any = rows.model._meta.get_field(column)
        # Ids as text, as the seal has them: Python says a UUID slowly.
        ids = [Cast(name, TextField()) for name in ("owner_id", "pk")]
        query = rows.values_list(*ids, *plain, column).query
        self.sql, self.params = query.sql_with_params()

    def opened(self, values: Mapping[Any, Any]) -> Iterator[tuple[Any, ...]]:
        """Yield the plain values of each row and the open one, with these values in place of the stand-ins.

        They come as the bytes that they are: as the text of them that PostgreSQL sends otherwise they would
        be twice as long, and reading five hundred weeks takes longer than opening them.
        """
        return self._read(Cursor(connection.connection), values)

    def opened_in_parts(self, values: Mapping[Any, Any]) -> Iterator[tuple[Any, ...]]:
        """Yield the same of many long rows; inside a transaction only.

        They wait at the server, a hundred at a time: all of them would stay with the process, as memory that
        it has asked for once.
        """
        name = f"sealed_{next(NUMBERS)}"
        return self._read(ServerCursor(connection.connection, name=name), values)

    def _read(self, raw: Any, values: Mapping[Any, Any]) -> Iterator[tuple[Any, ...]]:
        raw.format = Format.BINARY
        # As connection.cursor() does it, which takes no cursor: what watches queries sees this one too.
        with connection._prepare_cursor(raw) as cursor:  # type: ignore[attr-defined] # not in the stubs
            cursor.execute(self.sql, filled(self.params, values))
            openers: dict[str, Any] = {}
            for owner, pk, *plain, sealed in chain.from_iterable(_batches(cursor)):
                if owner not in openers:
                    openers[owner] = self.field.opener(UUID(owner))
                yield *plain, openers[owner](pk, sealed)


def _batches(cursor: Any) -> Iterator[list[Any]]:
    """Yield the rows, some at a time; a short batch is the last one."""
    rows = [None] * AT_A_TIME
    while len(rows) == AT_A_TIME:
        rows = cursor.fetchmany(AT_A_TIME)
        yield rows


def opened(rows: OwnedQuerySet[Any], column: str, *plain: Any) -> Iterator[tuple[Any, ...]]:
    """Yield what these rows hold in plain columns, and then the open value of a sealed one."""
    try:
        found = Column(rows, column, *plain)
    except EmptyResultSet:  # no row can be meant
        return
    yield from found.opened_in_parts({})
