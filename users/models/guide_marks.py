"""What somebody has marked in the guide: pages they tried, pages and ideas they want to find again."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from vault.fields import SealedJSONField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey

Moments = dict[str, datetime]


class MarkTarget(models.TextChoices):
    """What a mark is on."""

    PAGE = "page", "Page of the guide"
    IDEA = "idea", "Idea for a date"


class MarkKind(models.TextChoices):
    """What a mark says."""

    DONE = "done", "tried"
    KEPT = "kept", "kept"
    ENOUGH = "enough", "not again"


class GuideMarkQuerySet(OwnedQuerySet["GuideMark"]):
    """One row for each user, made with their first mark."""

    def add_mark(self, user: HasKey, target: MarkTarget, code: str, kind: str) -> datetime | None:
        """Mark one thing now; nothing is marked twice. Return the moment of its mark before, if there was one."""
        row = self._locked(user)
        marks = row.moments(target, kind)
        before = marks.pop(code, None)
        row.save_moments(target, kind, marks | {code: timezone.now()})
        return before

    def remove_mark(self, user: HasKey, target: MarkTarget, code: str, kind: str) -> None:
        """Forget one mark, if it is there."""
        row = self._locked(user)
        marks = row.moments(target, kind)
        if marks.pop(code, None):
            row.save_moments(target, kind, marks)

    def _locked(self, user: HasKey) -> "GuideMark":
        # Two clicks may come here at once: the row is made first, then taken in turn.
        self.bulk_create([GuideMark(owner_id=user.pk)], ignore_conflicts=True)
        return self.for_user(user).select_for_update().get()


class GuideMark(OwnedModel):
    """All the marks of one user, sealed together: not even their number stands in clear."""

    marks = SealedJSONField(default=dict)  # {"page done": {slug: moment}}, the oldest mark first

    objects = GuideMarkQuerySet.as_manager()

    class Meta:
        db_table = "users_trace"
        constraints = [models.UniqueConstraint(fields=["owner"], name="trace_one_per_user")]

    def moments(self, target: MarkTarget, kind: str) -> Moments:
        """Return the codes of what is marked so, with their moments, the oldest first."""
        stamps = self.marks.get(f"{target} {kind}", {})
        return {code: datetime.fromisoformat(stamp) for code, stamp in stamps.items()}

    def save_moments(self, target: MarkTarget, kind: str, moments: Moments) -> None:
        """Write marks of one kind, unless what there is does not open: then nothing is overwritten."""
        if self.unreadable():
            return
        stamps = {code: moment.isoformat() for code, moment in moments.items()}
        self.marks = self.marks | {f"{target} {kind}": stamps}
        self.version += 1
        self.save()

    def readable(self) -> list[tuple[str, str]]:
        """Return what is marked, as label and text."""
        return [
            (f"{target.label}, {kind.label}", f"{code}, {moment:%Y-%m-%d}")
            for target in MarkTarget
            for kind in MarkKind
            for code, moment in self.moments(target, kind).items()
        ]
