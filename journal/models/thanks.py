"""Gratitude notes."""

from typing import Self
from uuid import uuid5

from django.db import models
from django.utils import timezone

from journal.models.base import MomentModel, MomentQuerySet, address_of
from journal.models.goals import Goal
from vault.fields import SealedTextField
from vault.row_security import HasKey


class GratitudeNoteQuerySet(MomentQuerySet["GratitudeNote"]):
    """Gratitude notes."""

    def for_list(self) -> Self:
        """Bring along what lists show, and nothing else."""
        return self.only("owner", "happened_at", "state", "what_they_did")

    def some(self, number: int) -> Self:
        """Return so many of them, any of them."""
        return self.for_list().order_by("?")[:number]

    def win_of(self, user: HasKey, goal: Goal) -> "GratitudeNote":
        """Return the note that keeps a goal as a win; it has an id of the goal's own, so that there is one only."""
        note, _ = self.for_user(user).get_or_create(
            pk=uuid5(goal.pk, "win"),
            defaults={
                "owner_id": user.pk,
                "version": 1,
                "about": GratitudeNote.About.WIN,
                "what_they_did": goal.title,
                "what_it_did": goal.why,
            },
        )
        return note


class GratitudeNote(MomentModel):
    """Something good, kept. The app never sends it; saying it is the person's own act."""

    class State(models.TextChoices):
        """How far it has come."""

        KEPT = "kept", "Kept"
        SAID = "said", "Said"

    class About(models.TextChoices):
        """What it is about."""

        PARTNER = "partner", "Them"
        US = "us", "Us"
        ME = "me", "Me"
        LIFE = "life", "Life"
        WIN = "win", "A win"

    happened_at = models.DateTimeField("when", default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.KEPT)
    about = SealedTextField("this is about", choices=About.choices, default=About.PARTNER)
    what_they_did = SealedTextField("what was good?", help_text="One thing, as exactly as you can.")
    what_it_did = SealedTextField("what it did for me", blank=True)
    what_it_says = SealedTextField("what it says about them", blank=True)

    objects = GratitudeNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="gratitude_note_state_known",
                condition=models.Q(state__in=["kept", "said"]),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-happened_at", "-id"], name="note_by_owner_and_time"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the note's page."""
        return address_of("journal:note_detail", self.pk)

    @property
    def is_said(self) -> bool:
        """Return whether it has been said aloud."""
        return self.state == self.State.SAID

    def say(self) -> None:
        """Mark as said aloud."""
        self._move_to(self.State.SAID)

    def unsay(self) -> None:
        """Take the mark back."""
        self._move_to(self.State.KEPT)

    def _move_to(self, state: str) -> None:
        self.state = state
        self.version += 1
        self.save(update_fields=["state", "version"])

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the form."""
        lines = [
            ("What was good", self.what_they_did),
            ("What it did for me", self.what_it_did),
            ("What it says about them", self.what_it_says),
        ]
        return [(label, text) for label, text in lines if text]
