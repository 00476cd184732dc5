"""Half-written forms, sealed like everything else."""

from typing import Self

from django.db import models

from vault.fields import SealedJSONField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey


class DraftQuerySet(OwnedQuerySet["Draft"]):
    """Half-written forms."""

    def at(self, place: str) -> Self:
        """Only the draft of the form at this address."""
        return self.filter(place=place)

    def put(self, user: HasKey, place: str, data: dict[str, list[str]], reason: str) -> None:
        """Keep what was typed into the form at this address, instead of what was kept before."""
        # Two tabs may come here at once: the place is made first, then taken in turn.
        self.bulk_create([Draft(owner_id=user.pk, place=place)], ignore_conflicts=True)
        draft = self.for_user(user).at(place).select_for_update().get()
        draft.data = data
        draft.reason = reason
        draft.save()


SENTENCES = {
    "invalid": "Something needs another look. What you typed is still here.",
    "conflict": "This was changed somewhere else in the meantime. Both versions are here: saving now keeps yours.",
    "parked": "You were signed out before this was saved. What you typed is still here.",
    "aside": "Kept as a draft, just as it stands. It waits here until you save it.",
    "gone": "The note you were changing has been deleted. Your words are here, ready to be saved as a new one.",
}


class Draft(OwnedModel):
    """What somebody typed into one form before it could be saved, or before they wanted it to be."""

    class Reason(models.TextChoices):
        """Why it could not be saved at once."""

        INVALID = "invalid"
        CONFLICT = "conflict"
        PARKED = "parked"
        ASIDE = "aside"
        GONE = "gone"

    place = models.CharField(max_length=200, editable=False)
    reason = models.CharField(max_length=10, choices=Reason.choices, default=Reason.INVALID)
    data = SealedJSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "place"], name="draft_one_per_user_and_form"),
        ]

    @property
    def sentence(self) -> str:
        """Return what the person is told."""
        return SENTENCES[self.reason]
