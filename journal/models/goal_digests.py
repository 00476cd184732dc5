"""Digests of goals: what the board needs of each, in one sealed value."""

from django.db import models

from vault.fields import SealedJSONField
from vault.models import OwnedModel, OwnedQuerySet, sealable


class GoalDigestQuerySet(OwnedQuerySet["GoalDigest"]):
    """Digests of goals."""

    def put(self, digests: list["GoalDigest"]) -> None:
        """Write these digests, each over the one that is there."""
        self.bulk_create(
            sealable(digests),
            batch_size=100,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["shown"],
        )


class GoalDigest(OwnedModel):
    """A goal's title, rule and last ticks, under the goal's own id: derived, and never the only place of anything.

    As with weeks, the database takes it away with every write to the goal or to a tick of it (see its migration),
    and the board makes afresh what it misses (journal.goal_digests). Forty goals have two hundred sealed values and
    five hundred ticks on their board, and one tick changes one of these.

    No foreign key leads to the goal: its check would wait for whoever writes a tick, and they for whoever keeps a digest.
    """

    shown = SealedJSONField(default=dict)

    objects = GoalDigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "id"], name="goal_digest_by_owner_and_id"),
        ]
