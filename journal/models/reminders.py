"""Reminders: what a person chose, and what is to be sent because of it."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Self
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from journal.models.goals import Goal
from journal.recurrence.rules import WEEKDAY_NAMES, WEEKDAYS
from vault.fields import SealedJSONField, SealedTextField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey


class ReminderKind(models.TextChoices):
    """What a reminder is about; only the person's own pages ever say it."""

    WEEK = "week", "Close the week"
    CHECK_IN = "check-in", "A quick check-in"
    GOALS = "goals", "A goal comes round"
    DATES = "dates", "A date"
    REVIEWS = "reviews", "A day to look back"


class Channel(models.TextChoices):
    """How somebody wants to be reminded."""

    OFF = "off", "Not at all"
    APP = "app", "Here, on Today, when I open it"
    MAIL = "mail", "By e-mail"


SAME_DAY, DAY_BEFORE = "0", "1"
AHEAD = [(SAME_DAY, "on the day"), (DAY_BEFORE, "the day before")]
DAYS = list(zip(WEEKDAYS, WEEKDAY_NAMES, strict=True))
TIME_FIELDS = {
    ReminderKind.WEEK: "week_at",
    ReminderKind.CHECK_IN: "check_in_at",
    ReminderKind.GOALS: "goals_at",
    ReminderKind.DATES: "dates_at",
    ReminderKind.REVIEWS: "reviews_at",
}


class ReminderChoicesQuerySet(OwnedQuerySet["ReminderChoices"]):
    """What people chose."""

    def due(
        self, now: datetime, most: int, *, except_for: Collection[UUID] = ()
    ) -> "models.QuerySet[ReminderChoices]":
        """Take up to so many whose time has come, except for these; what another worker has is left to it."""
        rows = self.filter(next_at__lte=now).exclude(pk__in=except_for).order_by("next_at")
        return rows.select_for_update(skip_locked=True)[:most]

    def get_or_new(self, user: HasKey) -> "ReminderChoices":
        """Return what this user chose; whoever has not chosen yet gets nothing."""
        choices = self.for_user(user).first()
        # The id follows from the owner, so that two tabs write one row.
        return choices or ReminderChoices(pk=uuid5(user.pk, "reminders"), owner_id=user.pk)


class ReminderChoices(OwnedModel):
    """When somebody wants to be reminded, and of what.

    All that was chosen is sealed. Two instants stand in clear, because the worker must find among everybody, in
    an instant, those whose time has come: when to look at this row again, and since when its owner was not heard
    of. `next_at` tells a time of day at which something may be sent, and no more: it is the same whether a goal
    comes round that day or not.
    """

    by = SealedTextField("how shall we remind you?", choices=Channel.choices, default=Channel.OFF)
    week_at = SealedTextField("at", blank=True)
    week_day = SealedTextField("on", choices=DAYS, default="SU")
    check_in_at = SealedTextField("at", blank=True)
    check_in_days = SealedJSONField("on", blank=True)  # none is every day
    goals_at = SealedTextField("at", blank=True)
    goals = SealedJSONField("which goals", blank=True)  # their ids; none is all of them
    dates_at = SealedTextField("at", blank=True)
    dates_ahead = SealedTextField("on", choices=AHEAD, default=SAME_DAY)
    reviews_at = SealedTextField("at", blank=True)
    quiet_from = SealedTextField("from", default="22:00")
    quiet_until = SealedTextField("until", default="07:00")
    next_at = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)

    objects = ReminderChoicesQuerySet.as_manager()

    class Meta:
        verbose_name = "reminder choices"
        verbose_name_plural = "reminder choices"
        constraints = [
            models.UniqueConstraint(fields=["owner"], name="reminder_choices_one_per_user"),
            models.CheckConstraint(
                name="reminder_choices_rest_once_asked",
                condition=Q(next_at__isnull=True) | Q(asked_at__isnull=True),
            ),
        ]
        indexes = [
            # The one index that does not begin with the owner: the worker looks for everybody's at once.
            models.Index(
                fields=["next_at"],
                condition=Q(next_at__isnull=False),
                name="reminder_choices_by_time",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the page on which they are chosen."""
        return reverse("journal:reminders")

    def at(self, kind: str) -> time | None:
        """Return the time of day of a kind, or None if nobody wants it."""
        text = getattr(self, TIME_FIELDS[ReminderKind(kind)])
        return time.fromisoformat(text) if text else None

    @property
    def kinds(self) -> list[ReminderKind]:
        """Return the kinds that have a time of their own."""
        return [kind for kind in ReminderKind if self.at(kind)] if self.by != Channel.OFF else []

    @property
    def is_by_mail(self) -> bool:
        """Return whether they go out by mail, when they do."""
        return self.by == Channel.MAIL

    @property
    def mails(self) -> bool:
        """Return whether mail may go out."""
        return self.is_by_mail and self.asked_at is None

    def ahead(self, kind: str) -> timedelta:
        """Return how long before its day a kind reminds of it."""
        is_ahead = kind == ReminderKind.DATES and self.dates_ahead == DAY_BEFORE
        return timedelta(days=int(is_ahead))

    def wants(self, goal: Goal) -> bool:
        """Return whether to remind of this goal."""
        return not self.goals or str(goal.pk) in self.goals

    def is_quiet(self, at: time) -> bool:
        """Return whether this time of day lies in the quiet hours."""
        start, end = time.fromisoformat(self.quiet_from), time.fromisoformat(self.quiet_until)
        return start <= at < end if start <= end else at >= start or at < end

    def quiet_end(self, local: datetime) -> datetime:
        """Return the end of the quiet hours in which this moment of a wall clock lies."""
        end = datetime.combine(local.date(), time.fromisoformat(self.quiet_until), local.tzinfo)
        return end if end > local else end + timedelta(days=1)

    def switch_off(self) -> None:
        """Send nothing any more; the times stay for whoever wants them again."""
        self.by, self.next_at, self.asked_at = Channel.OFF, None, None
        self._save_fields("by", "next_at", "asked_at")

    def rest(self) -> None:
        """Send nothing until somebody says so: it has been asked, and nobody has answered."""
        self.asked_at, self.next_at = timezone.now(), None
        self.save_time()

    def save_time(self) -> None:
        """Write when to look again, and whether it rests."""
        self._save_fields("asked_at", "next_at")

    def _save_fields(self, *names: str) -> None:
        self.version += 1
        self.save(update_fields=[*names, "version"])

    def readable(self) -> list[tuple[str, str]]:
        """Return what was chosen, as label and text."""
        times = [(kind.label, getattr(self, name)) for kind, name in TIME_FIELDS.items()]
        lines = [("How", Channel(self.by).label), *times]
        quiet = f"{self.quiet_from} to {self.quiet_until}"
        return [(label, text) for label, text in [*lines, ("Quiet hours", quiet)] if text]


class ReminderQuerySet(OwnedQuerySet["Reminder"]):
    """What is to be sent, and what was."""

    def waiting(self) -> Self:
        """Only what has not been sent."""
        return self.filter(state=Reminder.State.WAITING)

    def leave(self) -> None:
        """Send none of these: nobody wants them any more, or it is too late."""
        self.update(state=Reminder.State.LEFT)

    def before(self, moment: datetime) -> Self:
        """Only what fell due before this moment."""
        return self.filter(due_at__lt=moment)

    def one_mail_with(self, reminder: "Reminder") -> Self:
        """Only what goes out in the mail of this one: itself, and what fell due together with it."""
        shared = Q(state=Reminder.State.SHARED, due_at__gte=reminder.due_at)
        return self.filter(Q(pk=reminder.pk) | shared)

    def unanswered(self, since: datetime) -> int:
        """Return on how many days something was sent since somebody was last here."""
        sent = self.filter(state=Reminder.State.SENT, sent_at__gt=since)
        return sent.values("day").distinct().count()


class Reminder(OwnedModel):
    """One that is due, until a job of the queue has sent it. One of a kind and a day, so that none goes out twice.

    Kind, day and state stand in clear, because the database keeps them apart and a job asks what still waits.
    They say that somebody asked for a word on that day, and nothing that was written.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        SENT = "sent"
        SHARED = "shared"  # another of the same minute went out: all of them say the same
        LEFT = "left"  # nobody wants it any more, or it is too late for it

    kind = models.CharField(max_length=10, choices=ReminderKind.choices, editable=False)
    day = models.DateField(editable=False)
    due_at = models.DateTimeField(editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sent_at = models.DateTimeField(null=True, editable=False)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "day"], name="reminder_one_per_kind_and_day"
            ),
            models.CheckConstraint(
                name="reminder_state_known",
                condition=Q(state__in=["waiting", "sent", "shared", "left"]),
            ),
        ]

    def mark_sent(self) -> None:
        """Say that it went out."""
        self.state, self.sent_at = self.State.SENT, timezone.now()
        self.save(update_fields=["state", "sent_at"])
