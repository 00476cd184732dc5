"""Emotion entries."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from guide import banks, modes
from guide.modes import EntryMode
from journal.answers import first_words
from journal.answers import lines as lines_of
from journal.models.base import MomentModel, MomentQuerySet, address_of
from journal.models.words import UUID_LENGTH, feeling_of, trigger_of
from vault.fields import SealedJSONField, SealedTextField

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
WRITTEN_LATER = timedelta(hours=12)
MAX_FEELINGS = 3
STRENGTHS = range(1, 6)
LISTED = ("owner", "happened_at", "written_at", "feelings", "what_happened", "mode", "answers")
HARD = 4  # a strength from which on a view from outside is offered
KIND_FAMILIES = {"close", "calm"}


@dataclass(frozen=True)
class Felt:
    """One feeling of an entry, ready to show."""

    slug: str
    word: str
    family: str
    strength: int
    strength_word: str

    def __str__(self) -> str:
        """Return it in words: "let down, 4, strong"."""
        return f"{self.word}, {self.strength}, {self.strength_word}"


class EntryQuerySet(MomentQuerySet["Entry"]):
    """Emotion entries."""

    def for_list(self) -> "EntryQuerySet":
        """Bring along what lists show, and nothing else."""
        return self.only(*LISTED)

    def only_feelings(self) -> "EntryQuerySet":
        """Bring along when it was and what was felt, and nothing else."""
        return self.only("owner", "happened_at", "feelings")

    def for_story(self) -> "EntryQuerySet":
        """Bring along what the page of a thread shows, and nothing else."""
        return self.only("owner", "happened_at", "feelings", "what_happened", "ended")

    def endings(self, pks: list[UUID]) -> "EntryQuerySet":
        """Return the entries with these ids, with how they ended and nothing else."""
        return self.only("owner", "ended").filter(pk__in=pks)

    def last_in_mode(self, mode: str) -> "Entry | None":
        """Return the last one that was written in this mode. Modes are sealed, so they are read and compared."""
        rows = self.newest_first().only("owner", "happened_at", "mode")
        return next((row for row in rows if row.mode == mode), None)

    def for_counts(self) -> "EntryQuerySet":
        """Bring along what lists show and what a week counts, and nothing else."""
        return self.only(*LISTED, "triggers", "needs")


class Entry(MomentModel):
    """One moment of feeling, in the person's own words."""

    happened_at = models.DateTimeField("when", default=timezone.now)
    written_at = models.DateTimeField(auto_now_add=True)
    feelings = SealedJSONField(help_text="Up to three; strength from 1, a flicker, to 5, flooding.")
    triggers = SealedJSONField("what set it off", blank=True)
    what_happened = SealedTextField(
        "what happened", blank=True, help_text="What a camera would have seen."
    )
    story = SealedTextField(
        "my story about it", blank=True, help_text="What you told yourself it meant."
    )
    needs = SealedJSONField("what I needed", blank=True)
    did = SealedTextField("what I did", blank=True)
    next_wish = SealedTextField("what I'd like next", blank=True)
    ended = SealedTextField("how it ended", blank=True)
    mode = SealedTextField(blank=True)  # the slug of a mode, or "" for the whole form
    answers = SealedJSONField(default=dict, blank=True)  # of a mode: {field: text or number}

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            # What a thread refers to, so that a thread and its entries always have the same owner.
            models.UniqueConstraint(fields=["owner", "id"], name="entry_by_owner_and_id"),
            models.CheckConstraint(
                name="entry_at_a_moment_that_has_happened",
                condition=Q(
                    happened_at__gte=EARLIEST,
                    happened_at__lte=Now() + timedelta(days=1),
                ),
                violation_error_message="Choose a moment that has already happened.",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-happened_at", "-id"], name="entry_by_owner_and_time"),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Validate the moment, where it was asked for: otherwise Django builds a question that it cannot ask."""
        if "happened_at" not in (exclude or ()):
            super().validate_constraints(exclude)

    def get_absolute_url(self) -> str:
        """Return the address of the entry's page."""
        return address_of("journal:entry_detail", self.pk)

    @cached_property
    def felt(self) -> list[Felt]:
        """Return the feelings, ready to show; a word that has left the bank is shown as it was kept."""
        return [felt_from(feeling, self.owner_id) for feeling in self.feelings]

    @property
    def offer(self) -> str:
        """Return the quiet line that one of the feelings brings along (scared, hopeless), or ""."""
        feelings = [banks.feeling(felt.slug) for felt in self.felt]
        return next((feeling.offer for feeling in feelings if feeling and feeling.offer), "")

    @property
    def has_room(self) -> bool:
        """Return whether another feeling fits in."""
        return 0 < len(self.feelings) < MAX_FEELINGS

    @property
    def written_later(self) -> bool:
        """Return whether this was written down on a later day than it happened."""
        return self.written_at - self.happened_at > WRITTEN_LATER

    @cached_property
    def way(self) -> EntryMode | None:
        """Return the mode it was written in, if it was one that the guide has."""
        return modes.mode(self.mode) if self.mode else None

    @property
    def first_words(self) -> str:
        """Return what lists show of it: what happened, or the first words that were written in its mode."""
        return self.what_happened or first_words(self.way, self.answers)

    @property
    def is_torn(self) -> bool:
        """Return whether it was a letter whose words are gone."""
        return bool(self.way and self.way.tears and not self.answers)

    @property
    def was_hard(self) -> bool:
        """Return whether a feeling was strong that nobody wishes for."""
        return any(felt.strength >= HARD and felt.family not in KIND_FAMILIES for felt in self.felt)

    def tear(self) -> None:
        """Let the words of a letter go for good, and keep the moment."""
        self.answers = {}
        self.version += 1
        self.save(update_fields=["answers", "version"])

    @property
    def trigger_labels(self) -> list[str]:
        """Return the triggers in words."""
        triggers = [(ref, trigger_of(ref, self.owner_id)) for ref in self.triggers]
        return [trigger.label if trigger else ref for ref, trigger in triggers]

    @property
    def need_labels(self) -> list[str]:
        """Return the needs in words."""
        return [need.label if (need := banks.need(slug)) else slug for slug in self.needs]

    @property
    def own_refs(self) -> list[str]:
        """Return the ids of the person's own words that it holds."""
        refs = [*(feeling["feeling"] for feeling in self.feelings), *self.triggers]
        return [ref for ref in refs if len(ref) == UUID_LENGTH]

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the form."""
        lines = [
            *self._answered(),
            ("Feelings", "; ".join(map(str, self.felt))),
            ("What set it off", ", ".join(self.trigger_labels)),
            ("What happened", self.what_happened),
            ("My story about it", self.story),
            ("What I needed", ", ".join(self.need_labels)),
            ("What I did", self.did),
            ("What I'd like next", self.next_wish),
            ("How it ended", self.ended),
        ]
        return [(label, text) for label, text in lines if text]

    def _answered(self) -> list[tuple[str, str]]:
        if not self.mode:
            return []
        words = self.owner.preferences.partner_words
        return [(line.label, line.text) for line in lines_of(self.way, self.answers, words)]


def felt_from(stored: dict, owner: UUID) -> Felt:
    """Return a feeling as this person's entry keeps it ({"feeling": slug or id, "strength": 1-5}), ready to show."""
    feeling = feeling_of(stored["feeling"], owner)
    return Felt(
        slug=feeling.slug if feeling else stored["feeling"],
        word=feeling.word if feeling else stored["feeling"],
        family=feeling.family_slug if feeling else "",
        strength=stored["strength"],
        strength_word=banks.strengths()[stored["strength"] - 1].word,
    )
