"""Digests: what a week and a year come to, counted once and kept sealed."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import connection, models

from vault.fields import SealedJSONField, SealedTextField
from vault.models import OwnedModel, OwnedQuerySet, with_usable_key
from vault.row_security import HasKey


class WeekDigestQuerySet(OwnedQuerySet["WeekDigest"]):
    """Weekly digests."""

    def since(self, monday: date) -> Self:
        """Only weeks from this one on."""
        return self.filter(monday__gte=monday)

    def of_years(self, years: Iterable[int]) -> Self:
        """Only weeks whose Monday lies in these years."""
        return self.filter(monday__year__in=years)

    def years(self) -> list[int]:
        """Return the years in which anything may have been written, the earliest first."""
        return [day.year for day in self.dates("monday", "year")]

    def of_weeks(self, mondays: Iterable[date]) -> Self:
        """Only these weeks."""
        return self.filter(monday__in=mondays)

    def replace(self, digests: list["WeekDigest"]) -> None:
        """Write these digests, each over the one that is there."""
        self.bulk_create(
            with_usable_key(digests),
            batch_size=100,
            update_conflicts=True,
            unique_fields=["owner", "monday"],
            update_fields=["counts", "words", "version"],
        )

    def wait_for_writes(self, user: HasKey) -> None:
        """Wait until nobody is writing into this person's weeks, and let nobody begin before this transaction ends.

        What is read after this call is all that will ever be there when the digest is kept: a row that
        comes later waits, and then takes the digest away again.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT journal_hold_weeks(%s)", [user.pk])


class YearDigestQuerySet(OwnedQuerySet["YearDigest"]):
    """Yearly digests."""

    def since(self, first_day: date) -> Self:
        """Only years from this one on."""
        return self.filter(first_day__gte=first_day)

    def replace(self, digests: list["YearDigest"]) -> None:
        """Write these digests, each in the place of the one that is there."""
        digests = with_usable_key(digests)
        for digest in digests:
            self.filter(owner=digest.owner_id, first_day=digest.first_day).delete()
        self.bulk_create(digests)


class WeekDigest(OwnedModel):
    """What one week of one person comes to: derived from what they wrote, and never the only place of anything.

    The database itself takes `counts` and `words` away, in the transaction of every write that may change the
    week: a trigger on each table with a moment (see its migration) sees saves, bulk writes, deletions and
    cascades alike, so that no code can forget it, and a check-in pays for it with no query of its own. The
    trigger does not know where a person lives: it leaves a row, empty, for every week that the moment falls into
    anywhere on earth. Whoever reads a digest counts the empty ones afresh and keeps them (journal.digests.weeks),
    so that nobody ever sees a count that has gone stale.

    A week stands under the Monday in it, as in its address: its first day would say in clear on which day
    somebody's week begins.
    """

    monday = models.DateField()
    counts = SealedJSONField(default=dict)
    words = SealedTextField()

    objects = WeekDigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "monday"], name="week_digest_one_per_user_and_week"
            ),
        ]


class YearDigest(OwnedModel):
    """What the weeks of one year come to: made of their digests, and emptied by the same trigger.

    A look at ten years opens ten of these instead of five hundred weeks, a look at fifty-two weeks two or three.
    Each holds columns with a number for each week (journal.digests.columns), which add up faster than weeks do.
    """

    first_day = models.DateField()
    counts = SealedJSONField(default=dict)

    objects = YearDigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "first_day"], name="year_digest_one_per_user_and_year"
            ),
        ]


# The year of a kind whose rows have no day.
ALWAYS = date(1900, 1, 1)


class KindDigestQuerySet(OwnedQuerySet["KindDigest"]):
    """Digests of kinds."""

    def replace(self, digests: list["KindDigest"]) -> None:
        """Write these digests, each over the one that is there."""
        self.bulk_create(
            with_usable_key(digests),
            batch_size=100,
            update_conflicts=True,
            unique_fields=["owner", "kind", "first_day"],
            update_fields=["words", "version"],
        )


class KindDigest(OwnedModel):
    """The folded words of a person's goals of one year, of their reviews, threads, ...: derived, and never the only place of anything.

    As with weeks, a trigger on each of the tables empties it with every write (journal.digests.search_triggers), and the
    search counts afresh what it finds empty (journal.digests.search_text).
    """

    kind = models.CharField(max_length=30)  # the name of the model
    first_day = models.DateField()  # of the year
    words = SealedTextField()

    objects = KindDigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "first_day"],
                name="kind_digest_one_per_user_kind_and_year",
            ),
        ]
