"""Feelings and triggers of a person's own, beside those of the banks."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models

from guide import banks
from guide.banks import Family, Feeling, Trigger
from journal.models.base import address_of
from users.models import User
from vault import row_security
from vault.fields import SealedJSONField, SealedTextField
from vault.models import OwnedModel, OwnedQuerySet

MAX_WORD_LENGTH = 40
UUID_LENGTH = 36
NAMELESS = "a word of your own"


class OwnWordQuerySet(OwnedQuerySet["OwnWord"]):
    """A person's own words."""


class OwnWord(OwnedModel):
    """One word of a person's own. Entries refer to it by its id, so it may be renamed, hidden or counted as another."""

    class Kind(models.TextChoices):
        """What it is a word for."""

        FEELING = "feeling", "A feeling of your own"
        TRIGGER = "trigger", "A trigger of your own"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FEELING)
    label = SealedTextField("the word", max_length=MAX_WORD_LENGTH)
    family = SealedTextField(blank=True)  # of a feeling: the slug of its family
    hidden = SealedJSONField(default=False)
    counts_as = SealedTextField(blank=True)  # the slug of the bank, or the id of an own word

    objects = OwnWordQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "kind"], name="own_word_by_owner_and_kind")]

    def get_absolute_url(self) -> str:
        """Return the address of the page that changes it."""
        return address_of("journal:word_update", self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the word; what this request knew of the words before is forgotten."""
        super().save(*args, **kwargs)
        row_security.current().request_cache.pop(_memory_of(self.owner_id), None)

    @property
    def is_offered(self) -> bool:
        """Return whether it stands among the words to choose from."""
        return not self.hidden and not self.counts_as

    @property
    def ref(self) -> str:
        """Return what an entry keeps of it."""
        return str(self.pk)

    @property
    def name(self) -> str:
        """Return the word, or what stands for it if it does not open."""
        return self.label or NAMELESS

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text."""
        return [("The word", self.name)]


class Words:
    """One person's feelings and triggers: those of the banks, and their own."""

    def __init__(self, rows: Iterable[OwnWord] = ()) -> None:
        """Take the person's own words."""
        self.own = {row.ref: row for row in rows}

    def feeling(self, ref: str) -> Feeling | None:
        """Return the feeling that an entry refers to."""
        ref = self._counted_as(ref)
        row = self.own.get(ref)
        return Feeling(ref, row.name, "", row.family) if row else banks.feeling(ref)

    def trigger(self, ref: str) -> Trigger | None:
        """Return the trigger that an entry refers to."""
        ref = self._counted_as(ref)
        row = self.own.get(ref)
        return Trigger(ref, row.name) if row else banks.trigger(ref)

    def families(self) -> list[Family]:
        """Return the families, each with the person's own words that are offered."""
        return [
            Family(family.slug, family.name, (*family.feelings, *own))
            for family, own in self.by_family()
        ]

    def by_family(self) -> list[tuple[Family, list[Feeling]]]:
        """Return the families of the bank, each with the person's own words beside it that are offered."""
        own = [self.feeling(row.ref) for row in self._offered(OwnWord.Kind.FEELING)]
        return [
            (family, [word for word in own if word and word.family_slug == family.slug])
            for family in banks.families()
        ]

    def triggers(self) -> list[Trigger]:
        """Return the triggers, and the person's own that are offered."""
        own = [Trigger(row.ref, row.name) for row in self._offered(OwnWord.Kind.TRIGGER)]
        return [*banks.triggers(), *own]

    @property
    def offers_own(self) -> bool:
        """Return whether anything stands in the lists that is this person's alone."""
        return any(row.is_offered for row in self.own.values())

    @cached_property
    def fingerprint(self) -> str:
        """Return what changes when one of the words is called otherwise, or counted as another."""
        content = [
            (ref, row.name, row.family, row.counts_as) for ref, row in sorted(self.own.items())
        ]
        return hashlib.sha256(repr(content).encode()).hexdigest()[:12] if content else ""

    def _offered(self, kind: str) -> Iterator[OwnWord]:
        return (row for row in self.own.values() if row.kind == kind and row.is_offered)

    def _counted_as(self, ref: str) -> str:
        seen = {ref}
        while (row := self.own.get(ref)) and row.counts_as and row.counts_as not in seen:
            ref = row.counts_as
            seen.add(ref)
        return ref


def words_of(owner: UUID) -> Words:
    """Return this person's words; they are fetched once and remembered as long as the identity in force."""
    words = row_security.current().request_cache.get(_memory_of(owner))
    return words or remember_words(owner, OwnWord.objects.for_user(User(pk=owner)))


def remember_words(owner: UUID, rows: Iterable[OwnWord]) -> Words:
    """Return the words of these rows, which are all of this person's, and remember them."""
    words = Words(sorted(rows, key=lambda row: row.name.casefold()))
    identity = row_security.current()
    if identity is not row_security.NOBODY:
        identity.request_cache[_memory_of(owner)] = words
    return words


def _memory_of(owner: UUID) -> tuple[str, UUID]:
    return ("words", owner)


def feeling_of(ref: str, owner: UUID) -> Feeling | None:
    """Return the feeling that an entry of this person's refers to. The bank's own cost no query."""
    return words_of(owner).feeling(ref) if len(ref) == UUID_LENGTH else banks.feeling(ref)


def trigger_of(ref: str, owner: UUID) -> Trigger | None:
    """Return the trigger that an entry of this person's refers to. The bank's own cost no query."""
    return words_of(owner).trigger(ref) if len(ref) == UUID_LENGTH else banks.trigger(ref)
