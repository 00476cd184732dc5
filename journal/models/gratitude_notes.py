"""Gratitude notes."""

from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Q
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

    def for_talk(self) -> Self:
        """Bring along what a page for a talk takes of them."""
        return self.only("owner", "happened_at", "about", "what_they_did", "wording", "landed")

    def for_today(self) -> Self:
        """Bring along what Today shows of one, and by what its suggestion is decided."""
        shown = ("happened_at", "state", "about", "what_they_did", "moment")
        return self.only("owner", *shown, "say_on", "landed", "counts_since")

    def some(self, number: int) -> Self:
        """Return so many of them, any of them."""
        return self.for_list().order_by("?")[:number]

    def two_by_chance(self, before: datetime, other_than: UUID | None) -> Self:
        """Return two of them, any of them; first from before this moment if there are such, and last this one."""
        is_last = models.Case(models.When(pk=other_than, then=1), default=0)
        is_fresh = models.Case(models.When(happened_at__gte=before, then=1), default=0)
        return self.order_by(is_last, is_fresh, "?")[:2]

    def planned_for(self, day: date) -> Self:
        """Only those that are meant to be said on this day."""
        return self.filter(state=GratitudeNote.State.PLANNED, say_on=day)

    def waiting(self) -> Self:
        """Only those that are kept, or meant to be said on no day in particular."""
        return self.exclude(state=GratitudeNote.State.SAID).filter(say_on=None).newest_first()

    def counted(self) -> Self:
        """Only those of which was told how they landed, the last told first."""
        return self.filter(counts_since__isnull=False).order_by("-counts_since", "-id")

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
        PLANNED = "planned", "Planned"
        SAID = "said", "Said"

    class About(models.TextChoices):
        """What it is about."""

        PARTNER = "partner", "Them"
        US = "us", "Us"
        ME = "me", "Me"
        LIFE = "life", "Life"
        WIN = "win", "A win"

    class Landed(models.TextChoices):
        """How it landed, as far as anybody can see."""

        WELL = "well", "Well"
        QUIETLY = "quietly", "Quietly"
        BADLY = "badly", "Badly"
        OPEN = "open", "I do not know yet"

    happened_at = models.DateTimeField("when", default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.KEPT)
    about = SealedTextField("this is about", choices=About.choices, default=About.PARTNER)
    what_they_did = SealedTextField("what was good?", help_text="One thing, as exactly as you can.")
    what_it_did = SealedTextField("what it did for me", blank=True)
    what_it_says = SealedTextField("what it says about them", blank=True)
    say_on = models.DateField("on a day?", null=True, blank=True)
    moment = SealedTextField("when could I say it?", max_length=300)
    wording = SealedTextField("in which words?", blank=True)
    landed = SealedTextField("how did it land?", choices=Landed.choices, blank=True)
    landed_note = SealedTextField("anything to remember about it?", blank=True)
    # When it was told how it landed. Empty as long as nobody knows, and once it no longer weighs on what is suggested.
    counts_since = models.DateTimeField(null=True, editable=False)

    objects = GratitudeNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="gratitude_note_state_known",
                condition=Q(state__in=["kept", "planned", "said"]),
            ),
            models.CheckConstraint(
                name="gratitude_note_day_of_a_plan",
                condition=Q(say_on=None) | Q(state__in=["planned", "said"]),
            ),
            models.CheckConstraint(
                name="gratitude_note_landed_once_said",
                condition=Q(counts_since=None) | Q(state="said"),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-happened_at", "-id"], name="note_by_owner_and_time"),
            models.Index(
                fields=["owner", "say_on"],
                condition=Q(say_on__isnull=False),
                name="note_by_day_to_say_it",
            ),
            models.Index(
                fields=["owner", "-counts_since"],
                condition=Q(counts_since__isnull=False),
                name="note_by_landing",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the note's page."""
        return address_of("journal:note_detail", self.pk)

    @property
    def is_planned(self) -> bool:
        """Return whether it is meant to be said."""
        return self.state == self.State.PLANNED

    @property
    def is_said(self) -> bool:
        """Return whether it has been said aloud."""
        return self.state == self.State.SAID

    @property
    def is_for_them(self) -> bool:
        """Return whether somebody else could be glad to hear it; wins, and what is about me or life, nobody asks to say."""
        return self.about in {self.About.PARTNER, self.About.US}

    @property
    def landed_label(self) -> str:
        """Return how it landed, in a word."""
        return dict(self.Landed.choices).get(self.landed, "")

    def say(self) -> None:
        """Mark as said aloud."""
        self._move_to(self.State.SAID)

    def unsay(self) -> None:
        """Take the mark back; how it landed goes with it, and what was written about that stays."""
        self.landed, self.counts_since = "", None
        has_plan = bool(self.moment) or self.say_on is not None
        self._move_to(self.State.PLANNED if has_plan else self.State.KEPT)

    def unplan(self) -> None:
        """Only keep it; the words of the plan wait for another time."""
        self.say_on = None
        self._move_to(self.State.KEPT)

    def _move_to(self, state: str) -> None:
        self.state = state
        self.version += 1
        self.save(update_fields=["state", "say_on", "landed", "counts_since", "version"])

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the form."""
        lines = [
            ("What was good", self.what_they_did),
            ("What it did for me", self.what_it_did),
            ("What it says about them", self.what_it_says),
            ("When I could say it", self.moment),
            ("In these words", self.wording),
            ("How it landed", self.landed_label),
            ("To remember", self.landed_note),
        ]
        return [(label, text) for label, text in lines if text]
