"""The signed key in every private form: whose it is, where it stands, which row and version it writes."""

from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import Self
from uuid import UUID

from django.core import signing

from vault.models import OwnedModel

SALT = "users.form_keys"
LIFETIME = timedelta(days=7)


@dataclass(frozen=True)
class FormKey:
    """What a form knows about itself, and cannot be talked out of."""

    owner: UUID
    place: str
    row: UUID
    version: int
    # Whether the form was opened from a draft, which then goes when the row is saved.
    from_draft: bool = False
    # Where a new row of this kind is written, for the case that this one has been deleted.
    start: str = ""

    @classmethod
    def of(
        cls, instance: OwnedModel, place: str, start: str = "", *, from_draft: bool = False
    ) -> Self:
        """Return the key of a form at this address that shows this row."""
        return cls(instance.owner_id, place, instance.pk, instance.version, from_draft, start)

    @classmethod
    def read(cls, token: str | None) -> Self | None:
        """Return the key that a form sent, or None if it is missing, forged or older than a week."""
        try:
            owner, place, row, version, from_draft, start = signing.loads(
                token or "", salt=SALT, max_age=LIFETIME
            )
        except (signing.BadSignature, ValueError):
            return None
        return cls(UUID(owner), place, UUID(row), version, from_draft, start)

    @property
    def token(self) -> str:
        """Return the key, signed."""
        return signing.dumps(
            [str(part) if isinstance(part, UUID) else part for part in astuple(self)],
            salt=SALT,
        )
