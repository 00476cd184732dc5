"""Delete with undo: the row is gone at once, and waits, sealed, among the drafts until its time is over."""

import base64
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import reverse

from users.models import Draft, User
from vault.models import OwnedModel
from vault.row_security import system_access
from vault.sealing import Sealed


def put_aside(row: OwnedModel) -> Draft:
    """Delete this row, and keep what it held; return where it waits."""
    user = User(pk=row.owner_id)
    address = row.get_absolute_url()  # type: ignore[attr-defined] # what can be deleted has a page
    draft = Draft(
        owner_id=user.pk,
        place=reverse("journal:deleted_list"),
        reason=Draft.Reason.DELETED,
        data={"model": row._meta.label, "row": _columns(row)},
    )
    Draft.objects.for_user(user).overdue().delete()
    Draft.objects.for_user(user).below(address).delete()
    draft.save()
    row.delete()
    return draft


def let_go() -> None:
    """Delete for good what was deleted a week ago, also for people who have not come back since."""
    with system_access("what was deleted: its time is over"):
        Draft.objects.overdue().delete()


def row_in(draft: Draft) -> OwnedModel:
    """Return what waits here as it was, not saved."""
    model = apps.get_model(draft.data["model"])
    row = model(owner_id=draft.owner_id)
    for field in _fields(model):
        if field.attname in draft.data["row"]:
            row.__dict__[field.attname] = _value(field, draft.data["row"][field.attname])
    return row


def bring_back(draft: Draft) -> OwnedModel:
    """Write the row again as it was, and let go of what waited."""
    row = row_in(draft)
    # A moment that Django notes by itself is the one of the first writing.
    noted = {
        field.attname: getattr(row, field.attname)
        for field in _fields(type(row))
        if getattr(field, "auto_now_add", False)
    }
    row.save(force_insert=True)
    if noted:
        type(row).rows_of(User(pk=row.owner_id)).filter(pk=row.pk).update(**noted)
    draft.delete()
    return row


def _fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if field.name != "owner"]


def _columns(row: OwnedModel) -> dict[str, Any]:
    """Return the columns as text; sealed ones as they are sealed, so that nothing has to be opened."""
    return {field.attname: _text(field, row) for field in _fields(type(row))}


def _text(field: models.Field, row: OwnedModel) -> str | None:
    if getattr(field, "is_sealed", False):
        return base64.b64encode(field.pre_save(row, add=False)).decode()
    return None if getattr(row, field.attname) is None else field.value_to_string(row)


def _value(field: models.Field, text: str | None) -> Any:
    if getattr(field, "is_sealed", False):
        return Sealed(base64.b64decode(text or ""))
    return field.to_python(text)
