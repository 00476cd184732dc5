"""One sealed column of many rows, opened one after the other: without a model for each, and never all in clear at once."""

from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from psycopg import Cursor
from psycopg.pq import Format

from vault.models import OwnedQuerySet

AT_A_TIME = 50


def opened(rows: OwnedQuerySet[Any], column: str, *plain: str) -> Iterator[tuple[Any, ...]]:
    """Yield what these rows hold in plain columns, and then the open value of a sealed one.

    The values come as the bytes that they are: as the text of them that PostgreSQL sends otherwise they would
    be twice as long, and reading five hundred weeks takes longer than opening them.
    """
    field: Any = rows.model._meta.get_field(column)
    try:
        sql, parameters = rows.values_list("owner_id", "pk", *plain, column).query.sql_with_params()
    except EmptyResultSet:  # no row can be meant
        return
    raw: Any = Cursor(connection.connection)
    raw.format = Format.BINARY
    # As connection.cursor() does it, which takes no cursor: what watches queries sees this one too.
    with connection._prepare_cursor(raw) as cursor:  # type: ignore[attr-defined] # not in the stubs
        cursor.execute(sql, parameters)
        batches = iter(lambda: cursor.fetchmany(AT_A_TIME), [])
        openers: dict[UUID, Any] = {}
        for owner, pk, *values, sealed in chain.from_iterable(batches):
            if owner not in openers:
                openers[owner] = field.opener(owner)
            yield *values, openers[owner](pk, sealed)
