"""Goals: something to do, once or again and again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Q

from journal.models.base import address_of
from journal.recurrence.repeat import DateRange, Repeat
from journal.recurrence.rules import validate_rule
from users.seasons import closed, spans
from vault.fields import SealedJSONField, SealedTextField
from vault.models import OwnedModel, OwnedQuerySet

ONE_DAY = timedelta(days=1)
CLEAR_FIELDS = ("owner", "created_at", "state", "first_day", "last_day", "review_day")
# What a list shows, and what it needs in order to work out the turns.
SEALED_LIST_FIELDS = ("title", "rule", "times", "moves", "pauses")


def steps_of(before: list[dict[str, Any]], texts: Iterable[str]) -> list[dict[str, Any]]:
    """Return these texts as steps; those that were there before keep their id and their tick."""
    known = {step["text"]: step for step in before}
    unused = iter(set(range(1000)) - {step["id"] for step in before})
    return [
        known.pop(text) if text in known else {"id": next(unused), "text": text, "done": False}
        for text in texts
    ]


class GoalQuerySet(OwnedQuerySet["Goal"]):
    """Goals."""

    def active(self) -> Self:
        """Only goals that are going on."""
        return self.filter(state=Goal.State.ACTIVE)

    def in_order(self) -> Self:
        """Order by the day they were begun, newest first."""
        return self.order_by("-created_at", "-id")

    def for_list(self) -> Self:
        """Bring along what lists show and reckon with, and nothing else."""
        return self.only(*CLEAR_FIELDS, *SEALED_LIST_FIELDS)

    def whether_date_nights(self) -> Self:
        """Bring along whether they are evenings for two, and nothing else. That is sealed, so the rows are read and compared."""
        return self.only("owner", "date_night")

    def for_today(self) -> Self:
        """Bring along what it is called, when it comes round and what reminders ask of it, and nothing else."""
        return self.only(*CLEAR_FIELDS, *SEALED_LIST_FIELDS, "date_night")


class Goal(OwnedModel):
    """Something a person wants to do, once or again and again."""

    class State(models.TextChoices):
        """Whether it is going on."""

        ACTIVE = "active", "Going on"
        PAUSED = "paused", "Paused"
        DONE = "done", "Done"

    class Whose(models.TextChoices):
        """Whose it is; that it is shared takes a real yes, which only the person can know."""

        MINE = "mine", "Mine"
        ASKED = "asked", "For both of us, and I have not asked yet"
        AGREED = "agreed", "For both of us: we agreed on this"

    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    first_day = models.DateField("first time")
    title = SealedTextField("what do you want to do?", max_length=200)
    why = SealedTextField("why does it matter?", blank=True)
    plan = SealedTextField("when …, I will …", blank=True)
    fallback = SealedTextField("and if …, then …", blank=True)
    whose = SealedTextField("whose is it?", choices=Whose.choices, default=Whose.MINE)
    steps = SealedJSONField(
        blank=True
    )  # [{"id": a small number, "text": ..., "done": true or false}]
    rule = SealedTextField("how often", max_length=200, blank=True, validators=[validate_rule])
    # How many times in each week or month of the rule, on no fixed day; 0 is on the days of the rule.
    times = SealedJSONField(default=0)
    last_day = models.DateField("last day", null=True, blank=True)
    review_day = models.DateField("look back on", null=True, blank=True)
    date_night = SealedJSONField(
        "It is a date: each time has an idea, a place and things to arrange",
        default=False,
        blank=True,
    )
    # {"2026-11-20": "2026-11-21"}: from the day of the rule to another, for good, so that a calendar can tell.
    moves = SealedJSONField(default=dict, blank=True)
    # [["2026-11-20", "2026-12-04"]], the last one open (null) while it is paused: turns in them do not count.
    pauses = SealedJSONField(blank=True)

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
                name="goal_state_known",
                condition=Q(state__in=["active", "paused", "done"]),
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

    @cached_property
    def repeat(self) -> Repeat:
        """Return when it comes round."""
        days = date.fromisoformat
        moves = {days(day): days(to) for day, to in self.moves.items()}
        rests = spans(self.pauses)
        return Repeat(self.first_day, self.rule, self.last_day, self.times, moves, rests)

    def rest_in(self, seasons: tuple[DateRange, ...]) -> None:
        """Let it rest in the hard seasons of its owner too."""
        if seasons:
            self.repeat = replace(self.repeat, rests=spans(self.pauses) + seasons)

    @property
    def is_active(self) -> bool:
        """Return whether it is going on."""
        return self.state == self.State.ACTIVE

    def pause(self, today: date) -> None:
        """Let it rest from today on; what comes round meanwhile does not count."""
        if self.is_active:
            self.pauses = [*self.pauses, [f"{today}", None]]
            self._change_to(self.State.PAUSED)

    def resume(self, today: date) -> None:
        """Go on today."""
        if not self.is_active:
            self.pauses = closed(self.pauses, today)
            self._change_to(self.State.ACTIVE)

    def finish(self, today: date) -> None:
        """End it; it stays in sight, and can be taken up again."""
        if self.state != self.State.DONE:
            self.pauses = [*closed(self.pauses, today), [f"{today + ONE_DAY}", None]]
            self._change_to(self.State.DONE)

    def keep(self, review_day: date) -> None:
        """Go on as it is, and look back once more on that day."""
        self.review_day = review_day
        self._change_to(self.state)

    def _change_to(self, state: str) -> None:
        self.state = state
        self.version += 1
        self.save(update_fields=["state", "pauses", "review_day", "version"])

    def move(self, day: date, new_day: date) -> None:
        """Move what comes round on this day to another; what is moved twice has been moved once."""
        origins = (origin for origin, moved_to in self.moves.items() if moved_to == f"{day}")
        origin = next(origins, f"{day}")
        moves = self.moves | {origin: f"{new_day}"}
        self.moves = {start: end for start, end in moves.items() if start != end}
        self.__dict__.pop("repeat", None)  # worked out anew when it is asked for

    def steps_from(self, texts: Iterable[str]) -> list[dict[str, Any]]:
        """Return these texts as steps; those that were there already keep their id and their tick."""
        return steps_of(self.steps, texts)

    def toggle_step(self, step_id: int) -> bool:
        """Tick a step, or take its tick back; return whether there is such a step."""
        for step in self.steps:
            if step["id"] == step_id:
                step["done"] = not step["done"]
                self.version += 1
                self.save(update_fields=["steps", "version"])
                return True
        return False

    def shift_step(self, step_id: int, by: int) -> bool:
        """Move a step up (-1) or down (1); return whether there is such a step."""
        place = next((n for n, step in enumerate(self.steps) if step["id"] == step_id), None)
        if place is None:
            return False
        steps = [step for step in self.steps if step["id"] != step_id]
        steps.insert(max(0, place + by), self.steps[place])
        self.steps = steps
        self.version += 1
        self.save(update_fields=["steps", "version"])
        return True

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the form."""
        lines = [
            ("Goal", self.title),
            ("Why it matters", self.why),
            ("When …, I will …", self.plan),
            ("And if …, then …", self.fallback),
            ("Whose it is", self.Whose(self.whose).label),
            ("Steps", "; ".join(step["text"] for step in self.steps)),
            ("How often", self.repeat.in_words()),
            ("Last day", f"{self.last_day:%-d %B %Y}" if self.last_day else ""),
            ("Look back on", f"{self.review_day:%-d %B %Y}" if self.review_day else ""),
        ]
        return [(label, text) for label, text in lines if text]
