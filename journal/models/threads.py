"""Threads: entries gathered under one issue, and what was thought about it."""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from journal.models.base import address_of
from journal.models.entries import Entry, EntryQuerySet
from journal.models.thread_steps import STEPS, Step
from vault.fields import SealedTextField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey


class ThreadQuerySet(OwnedQuerySet["Thread"]):
    """Threads."""

    def in_order(self) -> Self:
        """Order by the day they were begun, newest first."""
        return self.order_by("-created_at", "-id")

    def for_list(self) -> Self:
        """Bring along what lists show, and nothing else."""
        return self.only("owner", "created_at", "name")

    def with_entry_counts(self) -> Self:
        """Count the entries that lie in each: entry_count."""
        own = ThreadEntry.objects.filter(owner_id=OuterRef("owner_id"), thread_id=OuterRef("pk"))
        counted = own.order_by().values("thread_id").annotate(count=Count("id")).values("count")
        return self.annotate(entry_count=Coalesce(Subquery(counted), 0))

    def beside(self, entry: Entry) -> Self:
        """Bring along, as `holds`, whether this entry lies in the thread."""
        lies = ThreadEntry.objects.filter(
            owner_id=OuterRef("owner_id"), thread_id=OuterRef("pk"), entry=entry
        )
        return self.annotate(holds=Exists(lies))


class Thread(OwnedModel):
    """One issue that comes round, under the person's own name for it."""

    created_at = models.DateTimeField(auto_now_add=True)
    name = SealedTextField(
        "what do you call it?", max_length=120, help_text="A few words, such as “Sunday visits”."
    )
    # The answers to the steps of journal/models/thread_steps.py.
    differences = SealedTextField(blank=True)
    underneath = SealedTextField(blank=True)
    outside = SealedTextField(blank=True)
    loop_more = SealedTextField(blank=True)
    loop_then = SealedTextField(blank=True)
    part = SealedTextField(blank=True)
    ask = SealedTextField(blank=True)
    learned = SealedTextField(blank=True)

    entry_count: int  # only with_entry_counts()
    holds: bool  # only beside()

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            # What its entries refer to, so that both always have the same owner.
            models.UniqueConstraint(fields=["owner", "id"], name="thread_by_owner_and_id"),
        ]
        indexes = [
            models.Index(fields=["owner", "-created_at", "-id"], name="thread_by_owner_and_start"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the thread's page."""
        return address_of("journal:thread_detail", self.pk)

    def answer_to(self, step: Step) -> str:
        """Return what was answered at a step, as it is read: the two halves of a loop as one sentence."""
        if step.slug == "loop" and (self.loop_more or self.loop_then):
            more, then = self.loop_more.rstrip(" .,") or "…", self.loop_then.rstrip(" .") or "…"
            return f"The more I {more}, the more {then}."
        return "\n".join(getattr(self, ask.name) for ask in step.asks if getattr(self, ask.name))

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the steps."""
        lines = [("Thread", self.name)] + [(step.name, self.answer_to(step)) for step in STEPS]
        return [(label, text) for label, text in lines if text]


class ThreadEntryQuerySet(OwnedQuerySet["ThreadEntry"]):
    """Which entry lies in which thread."""

    def of_thread(self, thread: Thread) -> Self:
        """Only those of this thread."""
        return self.filter(thread=thread)

    def held(self) -> set[UUID]:
        """Return the ids of the entries."""
        return set(self.values_list("entry_id", flat=True))

    def add_entries(self, user: HasKey, thread: Thread, entries: Iterable[Entry]) -> None:
        """Put entries into a thread; one that lies there already stays where it is."""
        rows = [ThreadEntry(owner_id=user.pk, thread=thread, entry=entry) for entry in entries]
        self.bulk_create(rows, ignore_conflicts=True)

    def take(self, entry: UUID) -> None:
        """Take an entry out; the entry itself stays."""
        self.filter(entry_id=entry).delete()


def gathered(user: HasKey, thread: Thread) -> EntryQuerySet:
    """Return the entries of a thread, the oldest first: a story is told from its beginning."""
    entries = ThreadEntry.objects.for_user(user).of_thread(thread).values("entry_id")
    return Entry.objects.for_user(user).filter(pk__in=entries).order_by("happened_at", "id")


class ThreadEntry(OwnedModel):
    """One entry in one thread. It may lie in others too."""

    # The database holds the three together by owner (see the migration): no entry in a stranger's thread.
    thread = models.ForeignKey(
        Thread,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )

    objects = ThreadEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "thread", "entry"], name="thread_entry_once_in_each_thread"
            ),
        ]
        indexes = [models.Index(fields=["owner", "entry"], name="thread_entry_by_entry")]
