"""Model fields for private values: sealed on save, opened when read, never searchable in the database."""

import json
import logging
from collections.abc import Callable
from functools import cached_property
from typing import Any, NoReturn
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django import forms
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from vault import row_security, sealing
from vault.models import key_of_version, newest_key
from vault.sealing import Sealed, Unreadable

logger = logging.getLogger(__name__)

MAX_TEXT_LENGTH = 20_000
ANY_ID = UUID(int=0)


def report_unreadable(error: sealing.CannotOpenError, *, field: str, row: str) -> None:
    """Log that a value does not open; in a job, raise the error again: nobody would see that it reads as empty."""
    if row_security.current().raises_unreadable:
        raise error
    logger.error("cannot open %s of %s: %s", field, row, error)


class SealedAttribute(DeferredAttribute):
    """Opens the value when it is read for the first time."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        """Return the open value; if it does not open, the field's empty value and one line in the log.

        In a job (Identity.raises_unreadable) raise CannotOpenError instead.
        """
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            super().__get__(instance, cls)
        value = instance.__dict__[name]
        if value is None:
            # Kept, so that what is put into an empty list is saved with it.
            value = instance.__dict__[name] = self.field.empty()
        if isinstance(value, Unreadable) and not row_security.current().raises_unreadable:
            return self.field.empty()
        if isinstance(value, Sealed):
            return self._open(instance, value)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        """Keep the value, open or sealed."""
        instance.__dict__[self.field.attname] = value

    def _open(self, instance: models.Model, sealed: Sealed) -> Any:
        try:
            value = self.field.open(instance, sealed)
        except sealing.CannotOpenError as error:
            row = f"{instance._meta.label_lower} {instance.pk}"
            report_unreadable(error, field=self.field.name, row=row)
            instance.__dict__[self.field.attname] = Unreadable(sealed)
            return self.field.empty()
        instance.__dict__[self.field.attname] = value
        return value


def _owner_of(instance: models.Model) -> UUID:
    """Return the owner of a row; sealed fields live on owned models only."""
    return instance.owner_id  # type: ignore[attr-defined]


class SealedField(models.Field):
    """What both sealed fields share."""

    descriptor_class = SealedAttribute
    is_sealed = True
    empty_strings_allowed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take Django's field options. A column that was added later is NULL in old rows, and reads as its default."""
        kwargs["null"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Tell migrations nothing but the type: to the database a sealed value is bytes, whatever its form asks."""
        name, path, _, _ = super().deconstruct()
        return name, path, [], {}

    def db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002 - Django's signature
        """Return the column type."""
        return "bytea"

    def empty(self) -> Any:
        """Return the value of a field in which nothing was written."""
        return self.get_default()

    def to_text(self, value: Any) -> str:
        """Return the value as the text to seal."""
        raise NotImplementedError

    def from_text(self, text: str) -> Any:
        """Return the value from the text that was sealed."""
        raise NotImplementedError

    def _location(self, owner: UUID, row: UUID | str) -> sealing.SealedLocation:
        table = self.model._meta.concrete_model._meta.db_table  # type: ignore[union-attr] # a table of ours
        return sealing.SealedLocation(table, self.attname, row, owner)

    def open(self, instance: models.Model, sealed: bytes) -> Any:
        """Open a sealed value of this row, or raise CannotOpenError."""
        return self._open(_owner_of(instance), instance.pk, sealed)

    def open_value(self, owner: UUID, row: UUID | str, sealed: bytes | None) -> Any:
        """Open a value that was fetched without its row; one that does not open reads as empty, or raises in a job."""
        if sealed is None:
            return self.empty()
        try:
            return self._open(owner, row, sealed)
        except sealing.CannotOpenError as error:
            report_unreadable(error, field=self.name, row=f"{self.model._meta.label_lower} {row}")
            return self.empty()

    def opener(self, owner: UUID) -> Callable[[UUID | str, bytes | None], Any]:
        """Return what open_value() does for rows of one owner; keys are looked up once for hundreds of them."""
        keys: dict[bytes, tuple[AESGCM, str]] = {}
        table_and_field, from_text = self._table_and_field, self.from_text

        def open_sealed(row: UUID | str, sealed: bytes | None) -> Any:
            if sealed is None:
                return self.empty()
            try:
                start = sealed[: sealing.START_BYTES]
                if start not in keys or len(sealed) < sealing.MIN_SEALED_BYTES:
                    version = sealing.version_of(sealed)
                    keys[start] = key_of_version(owner, version), f"{owner}|{version}"
                key, owner_and_version = keys[start]
                associated = f"{table_and_field}|{row}|{owner_and_version}".encode()
                return from_text(sealing.unseal_as(sealed, associated, key))
            except sealing.CannotOpenError:
                return self.open_value(owner, row, sealed)  # which logs or raises

        return open_sealed

    def _open(self, owner: UUID, row: UUID | str, sealed: bytes) -> Any:
        version = sealing.version_of(sealed)
        key = key_of_version(owner, version)
        return self.from_text(
            sealing.unseal(sealed, self._location(owner, row), key=key, version=version)
        )

    @cached_property
    def _table_and_field(self) -> str:
        """Return the start of the associated data (SealedLocation), which is the same for every row."""
        location = self._location(ANY_ID, ANY_ID)
        return f"{location.table}|{location.field}"

    def from_db_value(self, value: bytes | None, *_: object) -> Sealed | None:
        """Mark the value as sealed: it is opened only when somebody reads it."""
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:  # noqa: ARG002, FBT001
        """Seal what is open; what was never opened goes back as it came."""
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            return value
        value = getattr(model_instance, self.attname)
        location = self._location(_owner_of(model_instance), model_instance.pk)
        version, key = newest_key(location.owner)
        return Sealed(sealing.seal(self.to_text(value), location, key=key, version=version))

    def get_db_prep_value(
        self,
        value: Any,
        connection: BaseDatabaseWrapper,  # noqa: ARG002 - Django's signature
        prepared: bool = False,  # noqa: ARG002, FBT001, FBT002 - Django's signature
    ) -> bytes:
        """Let sealed values through, and nothing else."""
        if isinstance(value, Sealed):
            return value
        message = (
            f"{self.name} is sealed: change it on the row and save() it; update() cannot seal."
        )
        raise FieldError(message)

    def get_lookup(self, lookup_name: str) -> NoReturn:
        """Refuse: the database cannot compare what it cannot read."""
        message = f"{self.name} is sealed: filter({self.name}__{lookup_name}=...) cannot work. Read the rows and compare."
        raise FieldError(message)

    def value_to_string(self, obj: models.Model) -> NoReturn:
        """Refuse: dumpdata would write private text in clear."""
        message = f"{self.name} of {obj._meta.label} is sealed and is not for dumpdata."
        raise FieldError(message)


class PrivateText(forms.CharField):
    """A form field for a private text: the browser does not remember it, and what cannot be kept is said plainly."""

    default_error_messages = {
        "max_length": "This is longer than one note can hold: %(show_value)s characters, and there is room for %(limit_value)s.",
        "null_characters_not_allowed": "There is an invisible character in this text that cannot be kept. Please take it out.",
    }

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return str(super().to_python(value)).replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave maxlength out: a browser would cut a pasted text without a word."""
        attrs = {"autocomplete": "off"}
        if isinstance(widget, forms.Textarea):
            attrs["rows"] = "3"
        return attrs


class SealedTextField(SealedField):
    """A private text, or a private choice. Sealed values are texts of at most max_length characters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take Django's field options."""
        kwargs.setdefault("max_length", MAX_TEXT_LENGTH)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def to_text(self, value: Any) -> str:
        """Return the text itself."""
        return str(value)

    def from_text(self, text: str) -> str:
        """Return the text itself."""
        return text

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a form field that the browser does not remember."""
        if self.choices is None:
            private = {
                "form_class": PrivateText,
                "max_length": self.max_length,
                "widget": forms.Textarea,
            }
            return super().formfield(**private | kwargs)
        field = super().formfield(**kwargs)
        field.widget.attrs.setdefault("autocomplete", "off")  # type: ignore[union-attr] # choices are always asked for
        return field


class SealedJSONField(SealedField):
    """A private list, mapping, number or yes/no."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take Django's field options."""
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def to_text(self, value: Any) -> str:
        """Return the value as JSON."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        """Return the value from JSON."""
        return json.loads(text)
