"""The signed key in every private form: whose it is, where it stands, which row and version it writes."""

from dataclasses import dataclass, field, fields
from typing import Self
from uuid import UUID, uuid4

from django.core import signing

from vault.models import OwnedModel

SALT = "users.form_keys"


@dataclass(frozen=True)
class FormKey:
    """What a form knows about itself, and cannot be talked out of."""

    owner: UUID
    place: str
    row: UUID
    version: int
    # Where a new row of this kind is written, for the case that this one has been deleted.
    start: str = ""
    # This one opening of the form: its draft has this id, so that two tabs never keep one another's words.
    opening: UUID = field(default_factory=uuid4)
    # The draft that the form was opened from. It goes with the row, unless it has grown in another tab since.
    draft: UUID | None = None
    draft_version: int = 0

    @classmethod
    def for_row(
        cls,
        instance: OwnedModel,
        place: str,
        start: str = "",
        *,
        draft: OwnedModel | None = None,
        opening: UUID | None = None,
    ) -> Self:
        """Return the key of a form at this address that shows this row."""
        return cls(
            *(instance.owner_id, place, instance.pk, instance.version, start, opening or uuid4()),
            *((draft.pk, draft.version) if draft else ()),
        )

    @classmethod
    def read(cls, token: str | None) -> Self | None:
        """Return the key that a form sent, or None if it is missing or forged.

        It never grows too old: whoever leaves a form open for weeks has typed into it all the same.
        """
        try:
            owner, place, row, version, start, opening, draft, draft_version = signing.loads(
                token or "", salt=SALT
            )
        except (signing.BadSignature, ValueError):
            return None
        opened_from = UUID(draft) if draft else None
        return cls(
            *(
                UUID(owner),
                place,
                UUID(row),
                version,
                start,
                UUID(opening),
                opened_from,
                draft_version,
            )
        )

    @property
    def token(self) -> str:
        """Return the key, signed."""
        parts = (getattr(self, part.name) for part in fields(self))
        return signing.dumps(
            [str(part) if isinstance(part, UUID) else part for part in parts],
            salt=SALT,
        )
