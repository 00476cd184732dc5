"""What rows have in common: a moment, by which the journal is ordered and paged; or a week, of which there is one row."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Self
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Q
from django.urls import reverse

from users.clock import Clock, Week
from vault.models import OwnedModel, OwnedQuerySet, RowT
from vault.row_security import HasKey


@cache
def _around(view: str) -> tuple[str, str]:
    start, _, end = reverse(view, args=[UUID(int=0)]).partition(str(UUID(int=0)))
    return start, end


def address_of(view: str, pk: UUID) -> str:
    """Return the address of a row's page; working it out anew for each row of a list takes long."""
    start, end = _around(view)
    return f"{start}{pk}{end}"


class MomentQuerySet(OwnedQuerySet[RowT]):
    """Rows that happened at a moment, newest first."""

    def newest_first(self) -> Self:
        """Order by moment; the id decides between two of the same instant."""
        return self.order_by("-happened_at", "-id")

    def before(self, moment: datetime, pk: UUID) -> Self:
        """Only rows that come after this one in the order of newest_first()."""
        return self.filter(Q(happened_at__lt=moment) | Q(id__lt=pk), happened_at__lte=moment)

    def between(self, start: datetime, end: datetime) -> Self:
        """Only rows from one moment to before another."""
        return self.filter(happened_at__gte=start, happened_at__lt=end)

    def within(self, first: date, last: date, clock: Clock) -> Self:
        """Only rows of these days, as this person reckons days."""
        return self.between(*clock.span(first, last))

    def within_any(self, spans: Iterable[tuple[datetime, datetime]]) -> Self:
        """Only rows of these spans, each from its start to before its end."""
        wanted = Q(pk__in=[])
        for start, end in spans:
            wanted |= Q(happened_at__gte=start, happened_at__lt=end)
        return self.filter(wanted)


class MomentModel(OwnedModel):
    """A private row with a moment."""

    happened_at = models.DateTimeField("when")

    class Meta:
        abstract = True


class WeekQuerySet(OwnedQuerySet[RowT]):
    """Rows of which a person has one for each week."""

    def of_weeks(self, *weeks: Week) -> Self:
        """Only rows of these weeks, the latest first."""
        return self.filter(week__in=[week.monday for week in weeks]).order_by("-week")

    def of_week(self, user: HasKey, week: Week) -> RowT:
        """Return this user's row of the week; one that nobody has written yet is new, and not saved."""
        row = self.for_user(user).of_weeks(week).first()
        # Owner and week make the id, so that two forms opened at once write the same row.
        label = f"{self.model._meta.label_lower} {week.monday}"
        return row or self.model(pk=uuid5(user.pk, label), week=week.monday)


class WeekModel(OwnedModel):
    """A private row of one week, which is named by the Monday in it."""

    week = models.DateField(editable=False)

    class Meta:
        abstract = True
