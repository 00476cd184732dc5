"""What somebody has marked in the guide: pages they tried, pages and ideas they want to find again."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Self

from django.db import connection, models
from django.utils import timezone

from users.clock import Clock
from vault.fields import SealedJSONField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey


class MarkQuerySet(OwnedQuerySet["Mark"]):
    """Marks. What they are on is sealed, so the rows of a user are read and compared."""

    def within(self, first: date, last: date, clock: Clock) -> Self:
        """Only marks of these days, as this person reckons days."""
        start, end = clock.span(first, last)
        return self.filter(happened_at__gte=start, happened_at__lt=end)

    def newest_first(self) -> Self:
        """Order by moment."""
        return self.order_by("-happened_at", "-id")

    def like(self, kind: str, state: str) -> list["Mark"]:
        """Return those of one kind in one state."""
        return [mark for mark in self if (mark.kind, mark.state) == (kind, state)]

    def pages_done(self) -> list["Mark"]:
        """Return the marks on pages that were tried."""
        return self.like(Mark.Kind.PAGE, Mark.State.DONE)

    def put(self, user: HasKey, kind: str, code: str, state: str) -> tuple["Mark", datetime | None]:
        """Mark one thing now, and return the moment of its mark before; nothing is marked twice."""
        _in_turn(user)
        about = {"kind": kind, "code": code, "state": state}
        mark = next(self._exactly(user, about), None)
        before = mark.happened_at if mark else None
        mark = mark or Mark(owner_id=user.pk, about=about)
        mark.happened_at = timezone.now()
        mark.version += 1
        mark.save()
        return mark, before

    def take_back(self, user: HasKey, kind: str, code: str, state: str) -> None:
        """Forget one mark, if it is there."""
        _in_turn(user)
        for mark in self._exactly(user, {"kind": kind, "code": code, "state": state}):
            mark.delete()

    def _exactly(self, user: HasKey, about: dict[str, str]) -> Iterator["Mark"]:
        return (mark for mark in self.for_user(user) if mark.about == about)


def _in_turn(user: HasKey) -> None:
    """Let a second click wait until the first is committed: sealed marks have no unique constraint."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [user.pk.int & (2**63 - 1)])


class Mark(OwnedModel):
    """One mark. Which page or idea it is on, and what it says, is theirs to know."""

    class Kind(models.TextChoices):
        """What it is on."""

        PAGE = "page", "Page of the guide"
        IDEA = "idea", "Idea for a date"

    class State(models.TextChoices):
        """What it says."""

        DONE = "done", "Tried"
        KEPT = "kept", "Kept"

    happened_at = models.DateTimeField("when", default=timezone.now)
    about = SealedJSONField(default=dict)  # {"kind": "page", "code": its slug, "state": "done"}

    objects = MarkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-happened_at", "-id"], name="mark_by_owner_and_time"),
        ]

    @property
    def kind(self) -> str:
        """Return what it is on: a page or an idea."""
        return str(self.about.get("kind", ""))

    @property
    def code(self) -> str:
        """Return the slug of the page, or the code of the idea."""
        return str(self.about.get("code", ""))

    @property
    def state(self) -> str:
        """Return what it says."""
        return str(self.about.get("state", ""))

    def readable(self) -> list[tuple[str, str]]:
        """Return what was marked, as label and text."""
        if not self.about:
            return []
        return [(self.Kind(self.kind).label, self.code), ("Mark", self.State(self.state).label)]
