"""Users' data keys, and what every private model has in common."""

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any, Self, TypeVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from vault import row_security, sealing
from vault.row_security import HasKey

RowT = TypeVar("RowT", bound=models.Model)
OwnedT = TypeVar("OwnedT", bound="OwnedModel")


BATCH_SIZE = 100  # rows at a time


class OwnedQuerySet(models.QuerySet[RowT]):
    """Rows that belong to somebody."""

    def for_user(self, user: HasKey) -> Self:
        """Only this user's rows. Every private query begins here."""
        return self.filter(owner_id=user.pk)

    def update(self, **values: Any) -> int:
        """Refuse an expression for a sealed column: what is sealed opens at its own location only."""
        for name, value in values.items():
            field = self.model._meta.get_field(name)
            if getattr(field, "is_sealed", False) and hasattr(value, "resolve_expression"):
                message = (
                    f"{name} is sealed: change it on the row and save() it; update() cannot seal."
                )
                raise FieldError(message)
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined] # no template may call it

    def for_owners(self, owners: Collection[uuid.UUID]) -> Self:
        """Only rows of these users, for the worker, which looks after many at once."""
        return self.filter(owner_id__in=owners)

    def opened(self, sealed: str, *plain: str) -> Iterator[tuple[Any, ...]]:
        """Yield what each row holds in these plain columns, and then the open value of a sealed one.

        Without a model for each row, and never all in clear at once: ten years have thousands.
        """
        field: Any = self.model._meta.get_field(sealed)
        rows = self.values_list("owner_id", "pk", *plain, sealed)
        openers: dict[uuid.UUID, Callable[[uuid.UUID, bytes | None], Any]] = {}
        for owner, pk, *values, value in rows.iterator(chunk_size=BATCH_SIZE):
            if owner not in openers:
                openers[owner] = field.opener(owner)
            yield *values, openers[owner](pk, value)


class OwnedModel(models.Model):
    """A private row: random id, owner, and a version that grows with every change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # No index of its own: every private table leads its own indexes with the owner.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_index=False,
        editable=False,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Return the kind and the id: never what a person wrote."""
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def rows_of(cls, user: HasKey) -> "OwnedQuerySet[Self]":
        """Return this user's rows of whatever private model this is."""
        return cls._default_manager.for_user(user)  # type: ignore[attr-defined] # every private manager has it

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of its form."""
        return []

    def searched(self) -> list[tuple[str, str]]:
        """Return what a search looks through, as label and text."""
        return self.readable()

    def is_broken(self) -> bool:
        """Return whether something of it was read and did not open."""
        return sealing.Unreadable in map(type, self.__dict__.values())

    def unreadable(self) -> list[str]:
        """Return the names of the loaded fields that do not open."""
        values = self.__dict__
        for name in [name for name, value in values.items() if isinstance(value, sealing.Sealed)]:
            getattr(self, name)  # opens it
        return [name for name, value in values.items() if isinstance(value, sealing.Unreadable)]


class UserKeyQuerySet(OwnedQuerySet["UserKey"]):
    """Wrapped data keys."""

    def create_for(self, user: HasKey) -> "UserKey":
        """Make a user's first data key."""
        key = UserKey(owner_id=user.pk, version=1)
        key.wrap(sealing.new_data_key())
        key.save(force_insert=True)
        return key

    def wrapped_by_another(self, master_key: str) -> Self:
        """Keys that are not yet wrapped by this master key."""
        return self.exclude(master_key=master_key)


class UserKey(OwnedModel):
    """A user's data key, wrapped by a master key. Without this row nothing of the user's opens again."""

    master_key = models.CharField(max_length=40)
    wrapped = models.BinaryField()

    objects = UserKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "version"], name="user_key_by_owner_and_version"
            ),
        ]

    def wrap(self, data_key: bytes) -> None:
        """Wrap this data key under the first master key."""
        self.master_key = sealing.first_master_key()
        self.wrapped = sealing.wrap(
            data_key,
            owner=self.owner_id,
            version=self.version,
            master_key=self.master_key,
        )

    def unwrap(self) -> bytes:
        """Return the data key, or raise CannotOpenError."""
        return sealing.unwrap(
            bytes(self.wrapped),
            owner=self.owner_id,
            version=self.version,
            master_key=self.master_key,
        )


def take_keys(keys: Iterable[UserKey]) -> None:
    """Remember these keys, which are all of their owner's; one that does not unwrap is left for its use to report."""
    for key in keys:
        with suppress(sealing.CannotOpenError):
            _remember({(key.owner_id, key.version): AESGCM(key.unwrap())})


def newest_key(owner: uuid.UUID) -> tuple[int, AESGCM]:
    """Return version and cipher of the key that seals this owner's values now, or raise CannotOpenError."""
    keys = _keys_of(owner)
    version = max(version for holder, version in keys if holder == owner)
    return version, keys[owner, version]


def with_usable_key(rows: Iterable[OwnedT]) -> list[OwnedT]:
    """Return the rows whose owner's key opens. Where it does not, what is only derived is counted each time."""
    return [row for row in rows if can_seal(row.owner_id)]


def can_seal(owner: uuid.UUID) -> bool:
    """Return whether this owner's key opens."""
    try:
        return bool(newest_key(owner))
    except sealing.CannotOpenError:
        return False


def key_of_version(owner: uuid.UUID, version: int) -> AESGCM:
    """Return the cipher that opens this owner's values of one key version, or raise CannotOpenError."""
    key = row_security.current().keys.get((owner, version))
    if key is None:
        key = _fetch_keys(owner).get((owner, version))
    if key is None:
        message = "the key of that version is gone"
        raise sealing.CannotOpenError(message)
    return key


def _keys_of(owner: uuid.UUID) -> dict[tuple[uuid.UUID, int], AESGCM]:
    """Return the owner's unwrapped keys; they are fetched once and live as long as the identity in force."""
    known = row_security.current().keys
    return known if any(holder == owner for holder, _ in known) else _fetch_keys(owner)


def _fetch_keys(owner: uuid.UUID) -> dict[tuple[uuid.UUID, int], AESGCM]:
    """Return all of the owner's unwrapped keys, and remember them for the identity in force."""
    keys = {
        (owner, row.version): AESGCM(row.unwrap()) for row in UserKey.objects.filter(owner_id=owner)
    }
    if not keys:
        message = "there is no key for this owner in sight"
        raise sealing.CannotOpenError(message)
    _remember(keys)
    return keys


def _remember(keys: dict[tuple[uuid.UUID, int], AESGCM]) -> None:
    identity = row_security.current()
    if identity is not row_security.NOBODY:
        identity.keys.update(keys)
