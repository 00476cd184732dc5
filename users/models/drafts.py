"""Half-written forms, sealed like everything else."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Q
from django.utils import timezone

from users.form_keys import FormKey
from users.models.user import User
from vault.fields import SealedJSONField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey

LATE_AUTOSAVE = timedelta(hours=1)  # how long one may be on its way after its form was saved
KEPT_AFTER_DELETION = timedelta(days=7)
KEPT_UNTOUCHED = timedelta(days=365)


class DraftQuerySet(OwnedQuerySet["Draft"]):
    """Half-written forms."""

    def at(self, place: str) -> Self:
        """Only the drafts of the form at this address, the last one first."""
        return self.filter(place=place).order_by("-updated_at", "-id")

    def with_words(self, user: User, place: str) -> list["Draft"]:
        """Return this user's drafts of the form at this address that hold words, the last one first; at the end what does not open."""
        waiting = [
            draft for draft in self.for_user(user).at(place) if draft.data or draft.is_broken()
        ]
        return sorted(waiting, key=Draft.is_broken)

    def orphaned(self) -> Self:
        """Only what no form opens with any more, the last one first."""
        return self.filter(reason=Draft.Reason.ORPHANED).order_by("-updated_at", "-id")

    def about(self, user: HasKey, rows: Collection[UUID]) -> Self:
        """Only this user's half-written changes of these rows, and of what stands below their addresses."""
        half_written = self.for_user(user).exclude(
            reason__in=[Draft.Reason.DELETED, Draft.Reason.TOMBSTONE]
        )
        return self.for_user(user).filter(
            pk__in=[draft.pk for draft in half_written if draft.is_about(rows)]
        )

    def write(
        self,
        user: HasKey,
        place: str,
        data: dict[str, list[str]],
        reason: str,
        *,
        key: FormKey | None = None,
    ) -> "Draft | None":
        """Keep what was typed into this opening of a form, instead of what was kept of it before.

        The person must be locked: an autosave and a save of one form may come here at once. An autosave that arrives
        after its form was saved is not kept once more: then there is None.
        """
        pk = key.opening if key else keyless_id(user, place)
        draft = self.for_user(user).filter(pk=pk).first() or Draft(pk=pk, owner_id=user.pk)
        if draft.reason == Draft.Reason.TOMBSTONE and reason == Draft.Reason.TYPED:
            return None
        draft.place, draft.data, draft.reason = place, data, reason
        draft.version += 1
        draft.save()
        if key and key.draft:
            self.for_user(user).filter(pk=key.draft, version=key.draft_version).delete()
        return draft

    def discard_saved(self, user: HasKey, key: FormKey, *, is_autosaved: bool) -> None:
        """Delete the drafts that a saved form has shown or made, and what has waited long enough.

        An autosave may still be on its way: it finds a tombstone, which holds no words and goes with a later form.
        """
        shown = Q(pk=key.draft, version=key.draft_version)
        made = Q() if is_autosaved else Q(pk=key.opening)
        if is_autosaved:
            self.bulk_create(
                [Draft(pk=key.opening, owner_id=user.pk, reason=Draft.Reason.TOMBSTONE)],
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=["place", "reason", "data", "updated_at"],
            )
        self.for_user(user).filter(shown | made | expired()).delete()

    def deleted(self) -> Self:
        """Only rows that were deleted and can be brought back."""
        return self.filter(reason=Draft.Reason.DELETED, updated_at__gte=_ago(KEPT_AFTER_DELETION))

    def expired(self) -> Self:
        """Only what has waited long enough: deleted rows, and tombstones."""
        return self.filter(expired())

    def untouched(self) -> Self:
        """Only what nobody has gone on with for a year."""
        return self.filter(updated_at__lt=_ago(KEPT_UNTOUCHED))


def expired() -> Q:
    """Return what deleted rows and tombstones have in common once their time is over."""
    return Q(reason=Draft.Reason.DELETED, updated_at__lt=_ago(KEPT_AFTER_DELETION)) | Q(
        reason=Draft.Reason.TOMBSTONE, updated_at__lt=_ago(LATE_AUTOSAVE)
    )


def _ago(time: timedelta) -> datetime:
    return timezone.now() - time


def keyless_id(user: HasKey, place: str) -> UUID:
    """Return the id of the one draft of a form at this address that brings no key."""
    return uuid5(user.pk, place)


SENTENCES = {
    "typed": "This was not saved yet. What you typed is still here.",
    "invalid": "Something needs another look. What you typed is still here.",
    "conflict": "This was changed somewhere else in the meantime. Both versions are here: saving now keeps yours.",
    "parked": "You were signed out before this was saved. What you typed is still here.",
    "aside": "Kept as a draft, just as it stands. It waits here until you save it.",
    "gone": "What you were changing or started from has been deleted. Your words are here, ready to be saved as a new one.",
    "failed": "Something went wrong here before this was saved. What you typed is still here.",
    "orphaned": "This could not be saved where it was written. What you typed is still here.",
}


class Draft(OwnedModel):
    """What somebody typed into one form before it could be saved, or before they wanted it to be."""

    class Reason(models.TextChoices):
        """Why it could not be saved at once."""

        TYPED = "typed"
        INVALID = "invalid"
        CONFLICT = "conflict"
        PARKED = "parked"
        ASIDE = "aside"
        GONE = "gone"
        FAILED = "failed"
        ORPHANED = "orphaned"  # no form opens with it
        DELETED = "deleted"  # a whole row, which can be brought back for a while
        TOMBSTONE = (
            "saved"  # its form is saved; this only says so to an autosave that comes too late
        )

    place = models.CharField(max_length=200, editable=False)
    reason = models.CharField(max_length=10, choices=Reason.choices, default=Reason.INVALID)
    data = SealedJSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "place"], name="draft_by_owner_and_form")]

    @property
    def key(self) -> FormKey | None:
        """Return the key of the form that it was typed into, if it brought one."""
        return FormKey.read(self.data.get("form_key", [""])[0])

    @property
    def start(self) -> str:
        """Return the address at which its words can become a new row, or ""."""
        return self.key.start if self.key and self.key.place != self.key.start else ""

    def is_about(self, rows: Collection[UUID]) -> bool:
        """Return whether it would change one of these rows, or something below the address of one."""
        is_below = any(str(row) in self.place for row in rows)
        return is_below or bool(self.key and self.key.row in rows)

    def texts(self) -> list[tuple[str, str]]:
        """Return what was typed, by the names of its fields, for a person to read and copy."""
        typed = [
            (name.replace("_", " ").strip().capitalize(), "\n".join(values).strip())
            for name, values in self.data.items()
            if name != "form_key"
        ]
        return [(label, text) for label, text in typed if text]

    @property
    def sentence(self) -> str:
        """Return what the person is told."""
        return SENTENCES[self.reason]
