"""Worksheets: the answers to one tool of the guide."""

from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from guide import tools
from guide.tools import Mode, Tool
from journal.answers import first_words, lines, sentence
from journal.models.base import MomentModel, MomentQuerySet, address_of
from users.clock import Week
from users.partner import PartnerWords
from vault.fields import SealedJSONField, SealedTextField

ROWS_AT_ONCE = 20  # rows that are fetched before any of them is opened


class WorksheetQuerySet(MomentQuerySet["Worksheet"]):
    """Worksheets."""

    def last_like(self, sheet: "Worksheet") -> "Worksheet | None":
        """Return the last one of the same tool and mode before this one; both are sealed, so rows are opened until one is like it."""
        rows = self.newest_first()
        if not sheet._state.adding:
            rows = rows.before(sheet.happened_at, sheet.pk)
        like = (sheet.tool, sheet.mode)
        keys = rows.only("owner", "happened_at", "tool", "mode")
        for row in keys.iterator(chunk_size=ROWS_AT_ONCE):
            if (row.tool, row.mode) == like:
                return self.get(pk=row.pk)
        return None

    def added_to(self, week: Week) -> Self:
        """Only those that somebody took along into this week."""
        return self.filter(added_to=week.monday)

    def for_list(self) -> Self:
        """Bring along what lists show, and nothing else."""
        return self.only("owner", "happened_at", "added_to", "tool", "mode", "answers")


class Worksheet(MomentModel):
    """What somebody answered to one tool; which tool it was is theirs to know as well."""

    happened_at = models.DateTimeField("when", default=timezone.now)
    added_to = models.DateField(null=True, editable=False)  # the Monday of a week
    tool = SealedTextField()
    mode = SealedTextField()
    page = SealedTextField(blank=True)  # the page of the guide that it was opened from
    answers = SealedJSONField(default=dict)  # {field: text, slug, [slugs], or {row: {column: ...}}}

    objects = WorksheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="worksheet_added_to_a_monday", condition=Q(added_to__iso_week_day=1)
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "-happened_at", "-id"], name="worksheet_by_owner_and_time"
            ),
            models.Index(
                fields=["owner", "added_to"],
                name="worksheet_by_owner_and_week",
                condition=Q(added_to__isnull=False),
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the worksheet's page."""
        return address_of("journal:worksheet_detail", self.pk)

    @cached_property
    def kind(self) -> Tool | None:
        """Return the tool, if the guide still has it."""
        return tools.tools().get(self.tool)

    @cached_property
    def way(self) -> Mode | None:
        """Return the mode, if the guide still has it."""
        return tools.mode(self.tool, self.mode)

    @property
    def name(self) -> str:
        """Return the tool's name."""
        return self.kind.name if self.kind else "Worksheet"

    @property
    def locked(self) -> bool:
        """Return whether it opens only to somebody who has just typed the password."""
        return self.kind.locked if self.kind else False

    @property
    def first_words(self) -> str:
        """Return the first words that were written, for lists; of a locked one nothing."""
        return "" if self.locked else first_words(self.way, self.answers)

    def in_one_line(self, words: PartnerWords) -> str:
        """Return what it comes to, in one line; of a locked one nothing."""
        if self.locked or self.way is None:
            return ""
        return sentence(self.way, self.answers, words) or self.first_words

    def add_to(self, week: Week | None) -> None:
        """Take it along into a week, or into none. What was written stays as it is, and so does its version."""
        self.added_to = week.monday if week else None
        self.save(update_fields=["added_to"])

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the form."""
        words = self.owner.preferences.partner_words
        return [(line.label, line.text) for line in lines(self.way, self.answers, words)]
