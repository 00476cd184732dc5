"""The summary: one page for somebody who helps. What is kept is what was chosen; the lines are read from what they tell."""

from datetime import date, timedelta
from uuid import uuid5

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from users.clock import Clock
from users.models import User
from vault.fields import SealedJSONField, SealedTextField
from vault.models import OwnedModel, OwnedQuerySet

MAX_PERIOD = timedelta(days=366)
WEEKS = {"4": 4, "12": 12}


class SummaryQuerySet(OwnedQuerySet["Summary"]):
    """Summaries."""

    def get_or_new(self, user: User) -> "Summary":
        """Return this person's, or a new one that is not saved."""
        summary = self.for_user(user).first()
        # The owner makes the id, so that two forms opened at once write the same row.
        summary = summary or Summary(
            pk=uuid5(user.pk, "journal.summary"), parts=list(Summary.BEGIN)
        )
        summary.owner = user
        return summary


class Summary(OwnedModel):
    """What one person takes along: the time, the parts, and the lines that they have looked at and kept.

    No line is copied into it: a line that is changed or deleted where it was written is gone from here as well.
    """

    class Period(models.TextChoices):
        """The days that it tells of."""

        FOUR_WEEKS = "4", "The last 4 weeks"
        TWELVE_WEEKS = "12", "The last 12 weeks"
        OWN = "own", "Days of my own choice"

    class Part(models.TextChoices):
        """What it may tell."""

        FEELINGS = "feelings", "Feelings, in counts"
        TRIGGERS = "triggers", "What set them off, in counts"
        NEEDS = "needs", "What I needed, in counts"
        ENDINGS = "endings", "What I did and how it ended; what went better stands first"
        TOGETHER = "together", "Thanks, goals and date nights, in counts"
        AGREEMENTS = "agreements", "What we agreed on"
        SLIDERS = "sliders", "My monthly questions"
        REVIEWS = "reviews", "My own words from week reviews"
        ENTRIES = "entries", "Single entries in my own words; you tick which"

    BEGIN = (Part.FEELINGS, Part.TRIGGERS, Part.NEEDS, Part.ENDINGS)

    period = SealedTextField("which time?", choices=Period.choices, default=Period.TWELVE_WEEKS)
    first_day = models.DateField("from", null=True, blank=True)
    last_day = models.DateField("to", null=True, blank=True)
    parts = SealedJSONField("what may stand on it?", blank=True)
    threads = SealedJSONField("which threads?", blank=True)  # their ids
    wish = SealedTextField("what I would like help with", blank=True)
    without = SealedTextField("words to leave out everywhere", blank=True)
    seen = SealedJSONField(blank=True)  # the marks of the lines that were looked at
    kept = SealedJSONField(blank=True)  # and of those that were kept

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "summaries"
        constraints = [
            models.UniqueConstraint(fields=["owner"], name="summary_one_per_user"),
            models.CheckConstraint(
                name="summary_days_in_order",
                condition=Q(
                    last_day__gte=F("first_day"), last_day__lte=F("first_day") + MAX_PERIOD
                ),
                violation_error_message="Choose days in order, and a year at most.",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the page."""
        return reverse("journal:summary_detail")

    def days(self, clock: Clock) -> tuple[date, date]:
        """Return the first and the last day that it tells of."""
        if self.first_day and self.last_day:
            return self.first_day, self.last_day
        today = clock.today()
        return today - timedelta(weeks=WEEKS.get(self.period, 12), days=-1), today

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the forms."""
        lines = [
            ("What I would like help with", self.wish),
            ("Words to leave out everywhere", self.without),
        ]
        return [(label, text) for label, text in lines if text]
