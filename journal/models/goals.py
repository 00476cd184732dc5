"""Goals and their ticks."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from journal.models.base import MomentModel, MomentQuerySet, address_of
from journal.repeats import Repeat
from journal.rules import validate_rule
from users.clock import Clock
from vault.fields import SealedJSONField, SealedTextField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey
from vault.sealing import Sealed

NOON = time(12)
DATE_NIGHT_STEP = "Say one thing you liked"  # of the goal templates for a date


class GoalQuerySet(OwnedQuerySet["Goal"]):
    """Goals."""

    def in_order(self) -> Self:
        """Order by the day they were begun, newest first."""
        return self.order_by("-created_at", "-id")

    def date_nights(self) -> list["Goal"]:
        """Return those that are an evening for two. Titles and steps are sealed, so they are read and compared."""
        return [goal for goal in self.only("owner", "title", "steps") if goal.is_date_night]


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
    # How many times in each week or month of the rule, on no fixed day; 0 is on the days of the rule.
    times = SealedJSONField(default=0)
    last_day = models.DateField("last day", null=True, blank=True)
    review_day = models.DateField("look back on", null=True, blank=True)
    # {"2026-11-20": "2026-11-21"}: from the day of the rule to another, for good, so that a calendar can tell.
    moves = SealedJSONField(default=dict, blank=True)

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
            models.CheckConstraint(
                name="goal_ends_after_it_begins",
                condition=Q(last_day__isnull=True)
                | Q(last_day__gte=models.F("first_day"), last_day__lte=date(2199, 12, 31)),
                violation_error_message="The last day comes before the first.",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-created_at", "-id"], name="goal_by_owner_and_start"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the goal's page."""
        return address_of("journal:goal_detail", self.pk)

    @property
    def is_date_night(self) -> bool:
        """Return whether this is an evening for two: its title names a date, or a step is one of a date night's own."""
        words = re.findall(r"\w+", self.title.lower())
        steps = {step["text"] for step in self.steps}
        return not {"date", "dates"}.isdisjoint(words) or DATE_NIGHT_STEP in steps

    @cached_property
    def repeat(self) -> Repeat:
        """Return when it comes round."""
        days = date.fromisoformat
        moves = {days(day): days(to) for day, to in self.moves.items()}
        return Repeat(self.first_day, self.rule, self.last_day, self.times, moves)

    def move(self, day: date, to: date) -> None:
        """Move what comes round on this day to another; what is moved twice has been moved once."""
        origin = next((own for own, now in self.moves.items() if now == f"{day}"), f"{day}")
        self.moves = self.moves | {origin: f"{to}"}
        if origin == f"{to}":
            del self.moves[origin]
        del self.repeat

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
            ("Last day", f"{self.last_day:%-d %B %Y}" if self.last_day else ""),
            ("Look back on", f"{self.review_day:%-d %B %Y}" if self.review_day else ""),
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

    def at(self, user: HasKey, goal: Goal, day: date, clock: Clock) -> "Tick":
        """Return the tick of a goal on this day, or one that is not saved yet. To write it, lock the goal."""
        tick = self.for_user(user).of_day(goal, day).first() or Tick(
            owner_id=user.pk, goal=goal, day=day
        )
        if day == clock.today():
            tick.happened_at = timezone.now()
        else:
            tick.happened_at = datetime.combine(day, NOON, clock.zone)
        return tick

    def put(self, user: HasKey, goal: Goal, day: date, state: str, clock: Clock) -> "Tick":
        """Tick a goal on a day; what was ticked there before is replaced. The goal must be locked."""
        tick = self.at(user, goal, day, clock)
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

    goal_title: bytes  # only with_titles()

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
        return Goal(pk=self.goal_id, owner_id=self.owner_id, title=Sealed(self.goal_title))

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the form."""
        lines = [("How it was", self.state_label), ("A note", self.note)]
        return [(label, text) for label, text in lines if text]

    @property
    def state_label(self) -> str:
        """Return what became of it, in a word; or that it does not open."""
        return STATE_LABELS.get(self.state, "Cannot be opened")


STATE_LABELS = dict(Tick.State.choices)
