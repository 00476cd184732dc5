"""Date nights: what was planned for one turn of a goal, and how it was."""

from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from guide import decks
from journal.models.goals import Goal, steps_of
from users.models import GuideMark, MarkKind, MarkTarget
from vault.fields import SealedJSONField, SealedTextField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey


class DateNightQuerySet(OwnedQuerySet["DateNight"]):
    """Date nights."""

    def of_day(self, goal: Goal, day: date) -> Self:
        """Only the one of this goal on this day."""
        return self.filter(goal=goal, day=day)

    def since(self, day: date) -> Self:
        """Only those of this day and later."""
        return self.filter(day__gte=day)

    def lately(self) -> Self:
        """Only those of the day before yesterday and later, wherever somebody lives; their days, and nothing else."""
        day = timezone.now().date() - timedelta(days=2)
        return self.since(day).only("owner", "goal", "day")

    def versions(self) -> dict[UUID, int]:
        """Return for each goal how often its evenings were written; that they are old does not lessen it."""
        return dict(self.values_list("goal_id").annotate(Sum("version")))

    def at(self, user: HasKey, goal: Goal, day: date) -> "DateNight":
        """Return the one of a goal on this day, or one that is not saved yet. To write it, lock the goal."""
        night = self.for_user(user).of_day(goal, day).first()
        return night or DateNight(owner_id=user.pk, goal=goal, day=day)

    def move(self, user: HasKey, goal: Goal, day: date, to: date) -> None:
        """Take the plan of a turn along to its new day."""
        if not self.for_user(user).of_day(goal, to).exists():
            self.for_user(user).of_day(goal, day).update(day=to)


class DateNight(OwnedModel):
    """One evening, or one quarter of an hour, for two."""

    class Again(models.TextChoices):
        """Whether it is one to do again."""

        YES = "yes", "Yes"
        ONE_DAY = "one-day", "One day"
        NO = "no", "Not this one"

    # The database holds goal and date night together by owner and goal (see the migration).
    goal = models.ForeignKey(
        Goal,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    day = models.DateField()
    what = SealedTextField("what shall it be?", max_length=200, blank=True)
    time = SealedTextField("when?", max_length=60, blank=True)
    place = SealedTextField("where?", max_length=200, blank=True)
    arrange = SealedJSONField("what to arrange", blank=True)
    good = SealedTextField("what was good?", blank=True)
    again = SealedTextField("again?", choices=Again.choices, blank=True)

    objects = DateNightQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "goal", "day"], name="date_night_one_per_goal_and_day"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-day", "-id"], name="date_night_by_owner_and_day"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the turn that it is about."""
        return reverse("journal:occurrence_detail", args=[self.goal_id, self.day])

    @property
    def idea_code(self) -> str:
        """Return the code of the idea in the finder that it follows, or ""."""
        return next((idea.code for idea in decks.ideas() if idea.idea == self.what.strip()), "")

    def tell_the_finder(self, owner: HasKey) -> None:
        """Let the finder know that its idea was done, and whether it is one to do again."""
        if not self.idea_code:
            return
        GuideMark.objects.add_mark(owner, MarkTarget.IDEA, self.idea_code, MarkKind.DONE)
        if self.again == self.Again.NO:
            GuideMark.objects.add_mark(owner, MarkTarget.IDEA, self.idea_code, MarkKind.ENOUGH)
        else:
            GuideMark.objects.remove_mark(owner, MarkTarget.IDEA, self.idea_code, MarkKind.ENOUGH)

    def steps_from(self, texts: list[str]) -> list[dict[str, Any]]:
        """Return these texts as things to arrange; those that were there already keep their tick."""
        return steps_of(self.arrange, texts)

    def toggle(self, number: int) -> bool:
        """Tick something to arrange, or take its tick back; return whether there is such a thing."""
        for step in self.arrange:
            if step["id"] == number:
                step["done"] = not step["done"]
                self.version += 1
                self.save(update_fields=["arrange", "version"])
                return True
        return False

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the forms."""
        lines = [
            ("What", self.what),
            ("When", self.time),
            ("Where", self.place),
            ("To arrange", "; ".join(step["text"] for step in self.arrange)),
            ("What was good", self.good),
            ("Again?", dict(self.Again.choices).get(self.again, "")),
        ]
        return [(label, text) for label, text in lines if text]
