"""Rows of several private tables in one question to the database: a page asks seldom, and each question has its price."""

import json
from typing import Any
from uuid import UUID

from django.db import connection, models

from vault.models import OwnedModel, OwnedQuerySet
from vault.sealing import Sealed

HEX = "\\x"


def together(*querysets: OwnedQuerySet[Any]) -> list[list[Any]]:
    """Return the rows of each of these querysets, in one query. They come in no order; sealed values stay sealed."""
    parts: list[str] = []
    parameters: list[Any] = []
    for number, rows in enumerate(querysets):
        sql, values = rows.query.sql_with_params()
        parts.append(f"SELECT {number}, to_json(found) FROM ({sql}) found")  # noqa: S608 - SQL of the ORM's own
        parameters += values
    found: list[list[Any]] = [[] for _ in querysets]
    if not querysets:
        return found
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for number, kept in cursor.fetchall():
            row = json.loads(kept) if isinstance(kept, str) else kept
            found[number].append(_row(querysets[number].model, row))
    return found


def _row(model: type[OwnedModel], kept: dict[str, Any]) -> OwnedModel:
    """Return a row of this model; what the queryset left out is fetched when it is read."""
    fields = [field for field in model._meta.concrete_fields if field.attname in kept]
    values = [_value(field, kept[field.attname]) for field in fields]
    return model.from_db(connection.alias, [field.attname for field in fields], values)


def _value(field: models.Field, kept: Any) -> Any:
    if getattr(field, "is_sealed", False):
        return None if kept is None else Sealed(bytes.fromhex(kept.removeprefix(HEX)))
    return UUID(kept) if field.is_relation else field.to_python(kept)
