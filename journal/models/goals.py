"""Goals and their ticks."""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from journal.models.base import MomentModel, MomentQuerySet, address_of
from journal.repeats import Repeat, validate_rule
from users.clock import Clock
from vault.fields import SealedJSONField, SealedTextField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey

NOON = time(12)


class GoalQuerySet(OwnedQuerySet["Goal"]):
    """Goals."""

    def in_order(self) -> Self:
        """Order by the day they were begun, newest first."""
        return self.order_by("-created_at", "-id")


class Goal(OwnedModel):
    """Something a person wants to do, once or again and again."""

    created_at = models.DateTimeField(auto_now_add=True)
    first_day = models.DateField("first time")
    title = SealedTextField("what do you want to do?", max_length=200)
    why = SealedTextField("why does it matter?", blank=True)
    plan = SealedTextField("when and where?", blank=True)
    steps = SealedJSONField(
        blank=True
    )  # [{"id": a small number, "text": ..., "done": true or false}]
    rule = SealedTextField("how often", max_length=200, blank=True, validators=[validate_rule])

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            # What a tick refers to, so that a tick and its goal always have the same owner.
            models.UniqueConstraint(fields=["owner", "id"], name="goal_by_owner_and_id"),
            models.CheckConstraint(
                name="goal_first_day_in_reach",
                condition=Q(first_day__gte=date(1900, 1, 1), first_day__lte=date(2199, 12, 31)),
                violation_error_message="Choose a day between 1900 and 2199.",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-created_at", "-id"], name="goal_by_owner_and_start"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the goal's page."""
        return address_of("journal:goal_detail", self.pk)

    @cached_property
    def repeat(self) -> Repeat:
        """Return when it comes round."""
        return Repeat(self.first_day, self.rule)

    def steps_from(self, texts: Iterable[str]) -> list[dict[str, Any]]:
        """Return these texts as steps; those that were there already keep their id and their tick."""
        known = {step["text"]: step for step in self.steps}
        unused = iter(set(range(1000)) - {step["id"] for step in self.steps})
        return [
            known.pop(text, None) or {"id": next(unused), "text": text, "done": False}
            for text in texts
        ]

    def toggle_step(self, step_id: int) -> bool:
        """Tick a step, or take its tick back; return whether there is such a step."""
        for step in self.steps:
            if step["id"] == step_id:
                step["done"] = not step["done"]
                self.version += 1
                self.save(update_fields=["steps", "version"])
                return True
        return False

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the form."""
        lines = [
            ("Goal", self.title),
            ("Why it matters", self.why),
            ("When and where", self.plan),
            ("Steps", "; ".join(step["text"] for step in self.steps)),
            ("How often", self.repeat.in_words()),
        ]
        return [(label, text) for label, text in lines if text]


class TickQuerySet(MomentQuerySet["Tick"]):
    """Ticks."""

    def of(self, windows: dict[Goal, date]) -> Self:
        """Only ticks of these goals, each since its own day."""
        wanted = Q(pk__in=[])
        for goal, day in windows.items():
            wanted |= Q(goal=goal, day__gte=day)
        return self.filter(wanted)

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

    def put(self, user: HasKey, goal: Goal, day: date, state: str, clock: Clock) -> "Tick":
        """Tick a goal on a day; what was ticked there before is replaced. The goal must be locked."""
        tick = self.for_user(user).of_day(goal, day).first() or Tick(
            owner_id=user.pk, goal=goal, day=day
        )
        if day == clock.today():
            tick.happened_at = timezone.now()
        else:
            tick.happened_at = datetime.combine(day, NOON, clock.zone)
        tick.state = state
        tick.version += 1
        tick.save()
        return tick


class Tick(MomentModel):
    """What became of a goal on one day."""

    class State(models.TextChoices):
        """What became of it. None of these is a failure."""

        DONE = "done", "Done"
        PARTLY = "partly", "Partly"
        SKIPPED = "skipped", "Skipped"

    # The database holds goal and tick together by owner and goal (see the first migration).
    goal = models.ForeignKey(
        Goal,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    day = models.DateField()
    state = SealedTextField(choices=State.choices)

    goal_title: str  # only with_titles()

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
        return Goal(pk=self.goal_id, owner_id=self.owner_id, title=self.goal_title)

    @property
    def state_label(self) -> str:
        """Return what became of it, in a word; or that it does not open."""
        return STATE_LABELS.get(self.state, "Cannot be opened")


STATE_LABELS = dict(Tick.State.choices)
