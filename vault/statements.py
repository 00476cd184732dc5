"""Queries of a fixed shape, compiled once a process: Django takes longer to build such a query than PostgreSQL to answer it.

A statement is made from an ordinary queryset that was asked for with stand-ins; each use puts the real
values in their places, so the queryset still says, and the database still sees, whose rows they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.sql import DeleteQuery

from vault.models import LOCK, RowT, lock_of

Value = TypeVar("Value")

_STAND_INS: set[Any] = set()


def stand_in(value: Value) -> Value:
    """Let this value stand in for another one in every queryset that is compiled ahead; it must be unlike any real one."""
    _STAND_INS.add(value)
    return value


@dataclass
class Anybody:
    """Stands in for a user in a queryset that is compiled ahead."""

    pk: UUID


ANYBODY = Anybody(stand_in(UUID("a0b0d000-0000-4000-8000-000000000000")))


class Statement(Generic[RowT]):
    """A compiled queryset."""

    def __init__(self, rows: QuerySet[RowT]) -> None:
        """Compile a queryset; what is to change from use to use is a stand-in."""
        self.model = rows.model
        compiler = rows.query.get_compiler(connection=connection)
        self.sql, self.params = compiler.as_sql()
        fields = [expression.output_field for expression, _, _ in compiler.select]
        self.columns = [
            alias or expression.target.column for expression, _, alias in compiler.select
        ]
        self.types = [_plain_type(field.db_type(connection)) for field in fields]
        self._opened = [
            (place, convert)
            for place, field in enumerate(fields)
            for convert in field.get_db_converters(connection)
        ]
        by_column = {field.column: field.attname for field in self.model._meta.concrete_fields}
        # What the queryset adds to the model's own columns stands behind them.
        self._names = [by_column[name] for name in self.columns if name in by_column]
        self._added = self.columns[len(self._names) :]

    def rows(self, values: Mapping[Any, Any]) -> list[RowT]:
        """Return the rows with these values in place of the stand-ins, or raise KeyError if one is not given."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled(self.params, values))
            return [self.row(found) for found in cursor.fetchall()]

    def after_waiting_for(self, pk: UUID, values: Mapping[Any, Any]) -> list[RowT]:
        """Return the rows once nobody else is writing a new row of this id (see OwnedQuerySet.wait_for).

        Two statements in one message: the second sees what was committed while the first one waited.
        """
        with connection.cursor() as cursor:
            params = filled(self.params, values)
            cursor.execute(f"{LOCK}; {self.sql}", [lock_of(pk), *params])
            cursor.nextset()
            return [self.row(found) for found in cursor.fetchall()]

    def row(self, found: Sequence[Any]) -> RowT:
        """Return the row of these columns."""
        values = list(found)
        for place, convert in self._opened:
            values[place] = convert(values[place], None, connection)
        own = len(self._names)
        row = self.model.from_db(connection.alias, self._names, values[:own])
        for name, value in zip(self._added, values[own:], strict=True):
            setattr(row, name, value)
        return row


class Deletion:
    """A compiled deletion of rows that nothing else refers to."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        """Compile it; what is to change from use to use is a stand-in."""
        deletion = rows.query.chain(klass=DeleteQuery)
        self.sql, self.params = deletion.get_compiler(connection=connection).as_sql()

    def delete(self, values: Mapping[Any, Any]) -> None:
        """Delete the rows, with these values in place of the stand-ins."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled(self.params, values))


class Insertion:
    """A compiled INSERT of one row, which also says what becomes of it if there is one already: no question before it, no race after."""

    def __init__(self, model: type[Model], conflict: str) -> None:
        """Compile it; the conflict is what SQL says after ON CONFLICT of the row that is kept."""
        self.fields = model._meta.concrete_fields
        columns = ", ".join(f'"{field.column}"' for field in self.fields)
        places = ", ".join(["%s"] * len(self.fields))
        self.sql = f"INSERT INTO {model._meta.db_table} AS kept ({columns}) VALUES ({places}) ON CONFLICT {conflict}"  # noqa: S608 - names of ours

    def write(self, row: Model) -> bool:
        """Write a row; return whether something was written."""
        sealed = [(field, field.pre_save(row, add=True)) for field in self.fields]
        params = [field.get_db_prep_save(value, connection) for field, value in sealed]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            is_written = bool(cursor.rowcount)
        row._state.adding = not is_written  # to save it again is to change it
        return is_written


def filled(params: Sequence[Any], values: Mapping[Any, Any]) -> list[Any]:
    """Return the parameters with these values in place of the stand-ins; the others are the queryset's own."""
    return [values[param] if param in _STAND_INS else param for param in params]


def _plain_type(db_type: str | None) -> str:
    """Return the type of a column without its length."""
    return (db_type or "json").partition("(")[0]
