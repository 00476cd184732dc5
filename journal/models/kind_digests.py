"""Digests of what belongs to no week: the words of one kind of rows in one year, kept sealed for the search."""

from datetime import date

from django.db import models

from vault.fields import SealedTextField
from vault.models import OwnedModel, OwnedQuerySet, sealable

# The year of a kind whose rows have no day.
ALWAYS = date(1900, 1, 1)


class KindDigestQuerySet(OwnedQuerySet["KindDigest"]):
    """Digests of kinds."""

    def put(self, digests: list["KindDigest"]) -> None:
        """Write these digests, each over the one that is there."""
        self.bulk_create(
            sealable(digests),
            batch_size=100,
            update_conflicts=True,
            unique_fields=["owner", "kind", "first_day"],
            update_fields=["words", "version"],
        )


class KindDigest(OwnedModel):
    """The folded words of a person's goals of one year, of their reviews, threads, ...: derived, and never the only place of anything.

    As with weeks, a trigger on each of the tables empties it with every write (journal.kind_marks), and the
    search counts afresh what it finds empty (journal.kinds).
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
