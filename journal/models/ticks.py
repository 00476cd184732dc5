"""What became of goals, day by day."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from functools import cached_property
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from journal.models.base import MomentModel, MomentQuerySet
from journal.models.goals import Goal
from users.clock import Clock
from vault.fields import SealedTextField
from vault.row_security import HasKey
from vault.sealing import Sealed

NOON = time(12)


class TickQuerySet(MomentQuerySet["Tick"]):
    """Ticks."""

    def in_windows(self, windows: dict[Goal, date]) -> Self:
        """Only ticks of these goals, each since its own day."""
        since: dict[date, list[UUID]] = defaultdict(list)
        for goal, day in windows.items():
            since[day].append(goal.pk)
        wanted = Q(pk__in=[])
        for day, goals in since.items():
            wanted |= Q(goal_id__in=goals, day__gte=day)
        return self.filter(wanted)

    def states(self, windows: dict[Goal, date]) -> Iterator[tuple[UUID, date, str]]:
        """Yield the goal's id, the day and the state of each tick of these goals, since each goal's own day."""
        return self.in_windows(windows).opened("state", "goal_id", "day")

    def of_goals(self, goals: Collection[UUID]) -> Self:
        """Only ticks of these goals."""
        return self.filter(goal_id__in=goals)

    def of_day(self, goal: Goal, day: date) -> Self:
        """Only the tick of this goal on this day."""
        return self.filter(goal=goal, day=day)

    def with_titles(self) -> Self:
        """Bring along what lists show, and nothing else; the goal's title comes row by row.

        A join would leave PostgreSQL the choice to read all of somebody's ticks, or everybody's goals.
        """
        title = Goal.objects.filter(pk=OuterRef("goal_id")).values("title")
        shown = self.only("owner", "happened_at", "goal", "day", "state")
        return shown.annotate(goal_title=Subquery(title))

    def with_goals(self) -> Self:
        """Bring along the goal of each, with what counts of ticks say of it."""
        shown = ["owner", "happened_at", "day", "state", "goal__owner", "goal__created_at"]
        return self.select_related("goal").only(*shown, "goal__title", "goal__date_night")

    def at(self, user: HasKey, goal: Goal, day: date, clock: Clock) -> "Tick":
        """Return the tick of a goal on this day, or one that is not saved yet. To write it, lock the goal."""
        tick = self.for_user(user).of_day(goal, day).first() or Tick(
            owner_id=user.pk, goal=goal, day=day
        )
        tick.happened_at = _moment(day, clock)
        return tick

    def set_state(self, user: HasKey, goal: Goal, day: date, state: str, clock: Clock) -> "Tick":
        """Tick a goal on a day; what was ticked there before is replaced. The goal must be locked."""
        tick = self.at(user, goal, day, clock)
        tick.state = state
        tick.version += 1
        tick.save()
        return tick


def _moment(day: date, clock: Clock) -> datetime:
    if day == clock.today():
        return timezone.now()
    return datetime.combine(day, NOON, clock.zone)


class Tick(MomentModel):
    """What became of a goal on one day."""

    class State(models.TextChoices):
        """What became of it. None of these is a failure."""

        DONE = "done", "Done"
        PARTLY = "partly", "Partly"
        SKIPPED = "skipped", "Skipped"
        NOT_APPLICABLE = "not-applicable", "Did not apply"

    # The database holds goal and tick together by owner and goal (see the first migration).
    goal = models.ForeignKey(
        Goal,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    day = models.DateField()
    state = SealedTextField("how was it?", choices=State.choices)
    note = SealedTextField("a note, if you like", blank=True)

    goal_title: Sealed  # only with_titles()

    objects = TickQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "goal", "day"], name="tick_one_per_goal_and_day"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-happened_at", "-id"], name="tick_by_owner_and_time"),
        ]

    @cached_property
    def titled_goal(self) -> Goal:
        """Return its goal with nothing but the title, which with_titles() has brought along."""
        fields = ["id", "owner_id", "title"]
        return Goal.from_db(None, fields, [self.goal_id, self.owner_id, self.goal_title])

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the form."""
        lines = [("How it was", self.state_label), ("A note", self.note)]
        return [(label, text) for label, text in lines if text]

    def searched(self) -> list[tuple[str, str]]:
        """Return what a search looks through: a bare tick holds nothing that anybody wrote."""
        return self.readable() if self.note else []

    def get_absolute_url(self) -> str:
        """Return the address of the turn that it is about."""
        return reverse("journal:occurrence_detail", args=[self.goal_id, self.day])

    @property
    def state_label(self) -> str:
        """Return what became of it, in a word; or that it does not open."""
        return state_label(self.state)


STATE_LABELS = dict(Tick.State.choices)


def state_label(state: str) -> str:
    """Return a state in a word; or that it does not open."""
    return STATE_LABELS.get(state, "Cannot be opened")
