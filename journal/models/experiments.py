"""Experiments: one small thing to try for two weeks, and what came of it."""

from datetime import date, timedelta
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from journal.models.base import address_of
from journal.models.threads import Thread
from vault.fields import SealedTextField
from vault.models import OwnedModel, OwnedQuerySet

USUAL_DURATION = timedelta(weeks=2)
MAX_DURATION = timedelta(weeks=26)


class ExperimentQuerySet(OwnedQuerySet["Experiment"]):
    """Experiments."""

    def of_thread(self, thread_id: UUID) -> Self:
        """Only those of this thread, the oldest first."""
        return self.filter(thread_id=thread_id).order_by("begins_on", "looked_back_on", "id")

    def running(self) -> Self:
        """Only those that have not been looked back on."""
        return self.filter(looked_back_on=None)

    def for_today(self) -> Self:
        """Bring along where it stands, and nothing that was written."""
        return self.only("owner", "review_on", "thread")

    def review_days(self) -> dict[UUID, date]:
        """Return for each thread in which one is running the day to look back at it."""
        return dict(self.running().values_list("thread_id", "review_on"))

    def due(self, today: date) -> Self:
        """Only those whose review day has come, the first to come first."""
        return self.running().filter(review_on__lte=today).order_by("review_on", "id")


class Experiment(OwnedModel):
    """Something to try within a thread until a day, and then to keep, change or stop."""

    class Outcome(models.TextChoices):
        """What becomes of it. To stop is a result too."""

        KEEP = "keep", "Keep it"
        CHANGE = "change", "Change it"
        STOP = "stop", "Stop"

    # The database holds it and its thread together by owner (see the migration).
    thread = models.ForeignKey(
        Thread,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    begins_on = models.DateField()
    review_on = models.DateField("when do I look back at it?")
    looked_back_on = models.DateField(null=True, editable=False)
    trying = SealedTextField(
        "what do I try?", max_length=300, help_text="One small thing of my own doing."
    )
    cue = SealedTextField(
        "If…", max_length=300, blank=True, help_text="A moment that will come: “the bell rings”."
    )
    act = SealedTextField("then I…", max_length=300, blank=True, help_text="What I do, at once.")
    before = SealedTextField("how is it now?", blank=True, help_text="To compare with later.")
    outcome = SealedTextField("what becomes of it?", choices=Outcome.choices, blank=True)
    after = SealedTextField("and how is it now?", blank=True)
    learned = SealedTextField("what did I learn?", blank=True)

    objects = ExperimentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "thread"],
                condition=Q(looked_back_on=None),
                name="experiment_one_at_a_time",
            ),
            models.CheckConstraint(
                name="experiment_runs_for_some_days",
                condition=Q(
                    review_on__gt=F("begins_on"), review_on__lte=F("begins_on") + MAX_DURATION
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "thread", "begins_on"], name="experiment_by_thread"),
            models.Index(
                fields=["owner", "review_on"],
                condition=Q(looked_back_on=None),
                name="experiment_by_review_day",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of its thread, on whose page it stands."""
        return address_of("journal:thread_detail", self.thread_id)

    @property
    def plan(self) -> str:
        """Return the plan as one sentence, or "" if half of it is missing."""
        if not (self.cue and self.act):
            return ""
        return f"If {self.cue.rstrip(' .,')}, then I {self.act.rstrip(' .')}."

    @property
    def outcome_label(self) -> str:
        """Return what became of it, in a word."""
        return dict(self.Outcome.choices).get(self.outcome, "")

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the forms."""
        lines = [
            ("What I try", self.trying),
            ("If…", self.cue),
            ("then I…", self.act),
            ("How it was before", self.before),
            ("What becomes of it", self.outcome_label),
            ("How it was after", self.after),
            ("What I learned", self.learned),
        ]
        return [(label, text) for label, text in lines if text]
