"""The page for a weekly talk, and the register of what two people agreed on."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from journal.models.base import WeekModel, WeekQuerySet
from users.clock import Week
from vault.fields import SealedTextField
from vault.models import OwnedModel, OwnedQuerySet

LOOK_AGAIN_AFTER = timedelta(weeks=2)


class TalkQuerySet(WeekQuerySet["Talk"]):
    """Pages for a talk."""


class Talk(WeekModel):
    """One page for a weekly talk: what is brought to it, and how it went. It says nothing about who was right."""

    class Went(models.TextChoices):
        """How it went, for the person who writes."""

        WELL = "well", "We heard each other"
        MIXED = "mixed", "Some of it"
        HARD = "hard", "It was hard"
        NOT_YET = "not-yet", "Not yet"

    TEXTS = ("thanks", "went_well", "issue", "ask", "plan")

    thanks = SealedTextField("Thanks", blank=True)
    went_well = SealedTextField("What went well", blank=True)
    issue = SealedTextField("One thing on my mind", blank=True)
    ask = SealedTextField("One thing I would like to ask", blank=True)
    plan = SealedTextField("One plan for the two of us", blank=True)
    went = SealedTextField("How did it go?", choices=Went.choices, blank=True)
    learned = SealedTextField("What helped, or what would help next time?", blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "week"], name="talk_one_per_user_and_week"),
            models.CheckConstraint(name="talk_week_is_a_monday", condition=Q(week__iso_week_day=1)),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the page."""
        return reverse("journal:week_table", args=[Week(self.week).name])

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Return what stands on the page, as label and text."""
        named = [(self._meta.get_field(name), getattr(self, name)) for name in self.TEXTS]
        return [(str(field.verbose_name), text) for field, text in named if text]  # type: ignore[union-attr] # plain fields only

    @property
    def went_label(self) -> str:
        """Return how it went, in words."""
        return dict(self.Went.choices).get(self.went, "")

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the forms."""
        log = [("How it went", self.went_label), ("What helped", self.learned)]
        return self.lines + [(label, text) for label, text in log if text]


class AgreementQuerySet(OwnedQuerySet["Agreement"]):
    """Agreements."""

    def in_order(self) -> Self:
        """Order by the day on which to look again, the next first."""
        return self.order_by("review_on", "-id")

    def looked_at_on(self, day: date) -> Self:
        """Only those to be looked at again on this day."""
        return self.filter(review_on=day)

    def alive_between(self, first: date, last: date) -> Self:
        """Only those that were made by the last day, and were to be looked at again on the first or later."""
        return self.filter(agreed_on__lte=last, review_on__gte=first)


class Agreement(OwnedModel):
    """What two people agreed on, in these words, until they look again. No verdict on anybody."""

    class State(models.TextChoices):
        """What became of it. None of these is a failure."""

        TRYING = "trying", "On trial"
        KEPT = "kept", "Kept"
        CHANGED = "changed", "Changed"
        LET_GO = "let-go", "Let go"

    agreed_on = models.DateField("agreed on")
    review_on = models.DateField("look again on")
    wording = SealedTextField("what did we agree?")
    note = SealedTextField("how is it going?", blank=True)
    state = SealedTextField(choices=State.choices, default=State.TRYING)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_looked_at_after_it_was_made",
                condition=Q(review_on__gte=F("agreed_on")),
                violation_error_message="Look again on the day of the agreement, or later.",
            ),
            models.CheckConstraint(
                name="agreement_days_in_reach",
                condition=Q(agreed_on__gte=date(1900, 1, 1), review_on__lte=date(2199, 12, 31)),
                violation_error_message="Choose days between 1900 and 2199.",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "review_on", "-id"], name="agreement_by_owner_and_day"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the register, at this agreement."""
        return f"{reverse('journal:agreement_list')}#{self.pk}"

    @property
    def state_label(self) -> str:
        """Return what became of it, in words."""
        return dict(self.State.choices).get(self.state, "Cannot be opened")

    @property
    def is_on_trial(self) -> bool:
        """Return whether it is still to be looked at."""
        return self.state == self.State.TRYING

    def mark(self, state: str) -> None:
        """Say what became of it."""
        self.state = state
        self.version += 1
        self.save(update_fields=["state", "version"])

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the form."""
        lines = [
            ("What we agreed", self.wording),
            ("How it is going", self.note),
            ("What became of it", self.state_label),
        ]
        return [(label, text) for label, text in lines if text]
