"""What somebody has marked in the guide: pages they tried, pages and ideas they want to find again."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from vault.fields import SealedJSONField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey

Moments = dict[str, datetime]


class On(models.TextChoices):
    """What a mark is on."""

    PAGE = "page", "Page of the guide"
    IDEA = "idea", "Idea for a date"


class Said(models.TextChoices):
    """What a mark says."""

    DONE = "done", "tried"
    KEPT = "kept", "kept"
    ENOUGH = "enough", "not again"


class TraceQuerySet(OwnedQuerySet["Trace"]):
    """Traces: one for each user, made with their first mark."""

    def put(self, user: HasKey, on: On, code: str, said: str) -> datetime | None:
        """Mark one thing now; nothing is marked twice. Return the moment of its mark before, if there was one."""
        trace = self._locked(user)
        marks = trace.of(on, said)
        before = marks.pop(code, None)
        trace.keep(on, said, marks | {code: timezone.now()})
        return before

    def take_back(self, user: HasKey, on: On, code: str, said: str) -> None:
        """Forget one mark, if it is there."""
        trace = self._locked(user)
        marks = trace.of(on, said)
        if marks.pop(code, None):
            trace.keep(on, said, marks)

    def _locked(self, user: HasKey) -> "Trace":
        # Two clicks may come here at once: the row is made first, then taken in turn.
        self.bulk_create([Trace(owner_id=user.pk)], ignore_conflicts=True)
        return self.for_user(user).select_for_update().get()


class Trace(OwnedModel):
    """All the marks of one user, sealed together: not even their number stands in clear."""

    marks = SealedJSONField(default=dict)  # {"page done": {slug: moment}}, the oldest mark first

    objects = TraceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="trace_one_per_user")]

    def of(self, on: On, said: str) -> Moments:
        """Return the codes of what is marked so, with their moments, the oldest first."""
        kept = self.marks.get(f"{on} {said}", {})
        return {code: datetime.fromisoformat(moment) for code, moment in kept.items()}

    def keep(self, on: On, said: str, moments: Moments) -> None:
        """Write marks of one kind, unless what there is does not open: then nothing is overwritten."""
        if self.unreadable():
            return
        kept = {code: moment.isoformat() for code, moment in moments.items()}
        self.marks = self.marks | {f"{on} {said}": kept}
        self.version += 1
        self.save()

    def readable(self) -> list[tuple[str, str]]:
        """Return what is marked, as label and text."""
        return [
            (f"{on.label}, {said.label}", f"{code}, {moment:%Y-%m-%d}")
            for on in On
            for said in Said
            for code, moment in self.of(on, said).items()
        ]
