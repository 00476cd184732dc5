"""Queries of a fixed shape, compiled once a process: Django takes longer to build such a query than PostgreSQL to answer it.

A statement is made from an ordinary queryset that was asked for with stand-ins; each use puts the real
values in their places, so the queryset still says, and the database still sees, whose rows they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.query import RawQuerySet

from vault.models import RowT


@dataclass
class Anybody:
    """Stands in for a user in a queryset that is compiled ahead."""

    pk: UUID


ANYBODY = Anybody(UUID("a0b0d000-0000-4000-8000-000000000000"))


class Statement(Generic[RowT]):
    """A compiled queryset."""

    def __init__(self, rows: QuerySet[RowT]) -> None:
        """Compile a queryset whose values are stand-ins, each of them different from every other value in it."""
        self.model = rows.model
        self.sql, self.stand_ins = rows.query.sql_with_params()

    def rows(self, values: Mapping[Any, Any]) -> "RawQuerySet[RowT]":
        """Return the rows with these values in place of the stand-ins, or raise KeyError if one is not given."""
        params = [values[stand_in] for stand_in in self.stand_ins]
        return self.model._default_manager.raw(self.sql, params)
