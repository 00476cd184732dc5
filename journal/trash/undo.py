"""Delete with undo: a row is gone at once with all that hangs on it, and waits, sealed, among the drafts until its time is over."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse

from users.models import Draft, User
from vault.models import OwnedModel
from vault.row_security import system_access
from vault.sealing import Sealed


class CannotRestoreError(Exception):
    """What a deleted row belonged to is gone for good."""


@transaction.atomic
def delete(row: OwnedModel) -> Draft:
    """Delete this row with its children and drafts, and keep what they held; return where they wait."""
    user = User(pk=row.owner_id)
    # Two clicks may come here at once: the second finds nothing.
    row = get_object_or_404(type(row).rows_of(user).select_for_update(), pk=row.pk)
    children = list(_children_of(row))
    half_written = Draft.objects.about(user, {row.pk, *(child.pk for child in children)})
    package = Draft(
        owner_id=user.pk,
        place=reverse("journal:deleted_list"),
        reason=Draft.Reason.DELETED,
        data=_packed(row) | {"with": [_packed(row) for row in [*children, *half_written]]},
    )
    Draft.objects.for_user(user).expired().delete()
    half_written.delete()
    package.save()
    row.delete()  # the database deletes its children
    return package


def _children_of(row: OwnedModel) -> Iterator[OwnedModel]:
    """Yield what refers to this row, and what refers to that."""
    for relation in row._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.auto_created:
            rows = relation.related_model.rows_of(User(pk=row.owner_id))  # type: ignore[union-attr] # a private model
            for child in rows.filter(**{relation.field.name: row}):  # type: ignore[union-attr] # a relation has a field
                yield child
                yield from _children_of(child)


def delete_expired() -> None:
    """Delete for good what was deleted a week ago and what nobody has gone on with for a year, also of people who stay away."""
    with system_access("what was deleted, and drafts: their time is over"):
        Draft.objects.expired().delete()
        Draft.objects.untouched().delete()


def rows_in(package: Draft) -> list[OwnedModel]:
    """Return what waits here as it was, not saved: the row that was deleted, then what went with it."""
    return [_unpacked(packed, package.owner_id) for packed in _packed_in(package)]


def _packed_in(package: Draft) -> list[dict[str, Any]]:
    return [package.data, *package.data.get("with", [])] if package.data else []


@transaction.atomic
def restore(package: Draft) -> OwnedModel:
    """Write the row again as it was, with all that went with it and first what it belonged to; or raise CannotRestoreError."""
    row, *others = rows_in(package)
    for parent in _missing_parents(row, set()):
        holder = _package_with(parent, package.owner_id)
        if holder is None:
            raise CannotRestoreError
        restore(holder)
    present = {row.pk, *(other.pk for other in others)}
    back = [row]
    for other in others:
        missing = _missing_parents(other, present)
        if missing:
            _leave_with(missing[0], other)
        else:
            back.append(other)
    package.delete()
    _write(back)
    return row


def _missing_parents(row: OwnedModel, present: set[UUID]) -> list[UUID]:
    """Return the ids of the rows that this one refers to and that are deleted."""
    user = User(pk=row.owner_id)
    return [
        getattr(row, field.attname)
        for field in _fields(type(row))
        if isinstance(field, models.ForeignKey)
        and getattr(row, field.attname) not in present
        and not field.related_model.rows_of(user).filter(pk=getattr(row, field.attname)).exists()  # type: ignore[attr-defined] # a private model
    ]


def _package_with(pk: UUID, owner: UUID) -> Draft | None:
    """Return the package in which a deleted row waits, if it can still be brought back."""
    packages = Draft.objects.for_user(User(pk=owner)).deleted().select_for_update()
    return next(
        (
            package
            for package in packages
            if any(p["row"]["id"] == str(pk) for p in _packed_in(package))
        ),
        None,
    )


def _leave_with(parent: UUID, link: OwnedModel) -> None:
    """Let a link between two rows wait for the one that is still deleted; if that is gone for good, so is the link."""
    package = _package_with(parent, link.owner_id)
    if package:
        package.data = package.data | {"with": [*package.data.get("with", []), _packed(link)]}
        package.save(update_fields=["data"])


def _write(rows: Iterable[OwnedModel]) -> None:
    """Write rows as they were, also the moments that Django notes by itself."""
    by_model: dict[type[OwnedModel], list[OwnedModel]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, alike in by_model.items():
        noted = [
            field.attname
            for field in _fields(model)
            if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)
        ]
        moments = {row.pk: {name: getattr(row, name) for name in noted} for row in alike}
        # A draft that was written on meanwhile holds the later words.
        model._default_manager.bulk_create(alike, ignore_conflicts=model is Draft)
        for pk, values in moments.items() if noted else ():
            model.rows_of(User(pk=alike[0].owner_id)).filter(pk=pk).update(**values)


def _fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if field.name != "owner"]


def _packed(row: OwnedModel) -> dict[str, Any]:
    """Return the columns as text; sealed ones as they are sealed, so that nothing has to be opened."""
    columns = {field.attname: _text(field, row) for field in _fields(type(row))}
    return {"model": row._meta.label, "row": columns}


def _unpacked(packed: dict[str, Any], owner: UUID) -> OwnedModel:
    model = apps.get_model(packed["model"])
    row = model(owner_id=owner)
    for field in _fields(model):
        if field.attname in packed["row"]:
            row.__dict__[field.attname] = _value(field, packed["row"][field.attname])
    return row


def _text(field: models.Field, row: OwnedModel) -> str | None:
    if getattr(field, "is_sealed", False):
        return base64.b64encode(field.pre_save(row, add=False)).decode()
    return None if getattr(row, field.attname) is None else field.value_to_string(row)


def _value(field: models.Field, text: str | None) -> Any:
    if getattr(field, "is_sealed", False):
        return Sealed(base64.b64decode(text or ""))
    return field.to_python(text)
