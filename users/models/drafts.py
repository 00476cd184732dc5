"""Half-written forms, sealed like everything else."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Self
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Q
from django.utils import timezone

from users.form_keys import FormKey
from users.models.user import User
from vault.fields import SealedJSONField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey
from vault.statements import ANYBODY, Deletion, Insertion, Statement, stand_in


class DraftQuerySet(OwnedQuerySet["Draft"]):
    """Half-written forms."""

    def at(self, place: str) -> Self:
        """Only the drafts of the form at this address, the last one first."""
        return self.filter(place=place).order_by("-updated_at", "-id")

    def below(self, address: str) -> Self:
        """Only the drafts of the forms of the row at this address."""
        return self.filter(place__startswith=address)

    def kept(self, user: User, place: str) -> list["Draft"]:
        """Return this user's drafts of the form at this address that hold words, the last one first; at the end what does not open."""
        found = user.beside_preferences(_kept(), {ANYBODY.pk: user.pk, PLACE: place})
        held = [draft for draft in found if draft.data or draft.is_broken()]
        return sorted(held, key=Draft.is_broken)

    def put(
        self,
        user: HasKey,
        place: str,
        data: dict[str, list[str]],
        reason: str,
        *,
        key: FormKey | None = None,
    ) -> None:
        """Keep what was typed into this opening of a form, instead of what was kept of it before.

        What stands in a form that has been saved in the meantime is not kept once more.
        """
        pk = key.opening if key else unnamed(user, place)
        # Two requests may come here at once: the database takes them in turn.
        draft = Draft(pk=pk, owner_id=user.pk, version=1, place=place, data=data, reason=reason)
        if not _kept_again().write(draft):
            return
        if key and key.draft:
            self.for_user(user)._shown_by(key.draft, key.draft_version).delete()

    def let_go(self, user: HasKey, key: FormKey, *, typed: bool) -> None:
        """Let the drafts go that this form has shown or made; one that it keeps just now may still be on its way.

        That one finds a mark in its place. The mark holds no words, and goes with a later form.
        """
        if typed:
            mark = Draft(pk=key.opening, owner_id=user.pk, reason=Draft.Reason.SAVED)
            self.bulk_create(
                [mark],
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=["place", "reason", "data", "updated_at"],
            )
        shown = {SHOWN: key.draft, VERSION: key.draft_version, OPENING: key.opening}
        ages = {WEEK_AGO: _ago(KEPT_AFTER_DELETION), HOUR_AGO: _ago(ON_ITS_WAY)}
        _going(typed=typed).delete({ANYBODY.pk: user.pk, **shown, **ages})

    def deleted(self) -> Self:
        """Only rows that were deleted and can be brought back."""
        return self.filter(reason=Draft.Reason.DELETED, updated_at__gte=_ago(KEPT_AFTER_DELETION))

    def overdue(self) -> Self:
        """Only what has waited long enough: deleted rows, and marks of what is saved."""
        return self._before(_ago(KEPT_AFTER_DELETION), _ago(ON_ITS_WAY))

    def _before(self, deleted: datetime, saved: datetime) -> Self:
        return self.filter(
            Q(reason=Draft.Reason.DELETED, updated_at__lt=deleted)
            | Q(reason=Draft.Reason.SAVED, updated_at__lt=saved)
        )

    def _shown_by(self, draft: UUID | None, version: int) -> Self:
        return self.filter(pk=draft, version=version)


ON_ITS_WAY = timedelta(hours=1)
KEPT_AFTER_DELETION = timedelta(days=7)


# What stands in for a form's drafts, and for how long others wait, while the deletion is compiled.
SHOWN = stand_in(UUID("d0d0d000-0000-4000-8000-000000000001"))
OPENING = stand_in(UUID("d0d0d000-0000-4000-8000-000000000002"))
PLACE = stand_in("the address of a form")
VERSION = stand_in(2_000_000_011)
WEEK_AGO, HOUR_AGO = (stand_in(datetime(1, 3, day, tzinfo=UTC)) for day in (1, 2))


@cache
def _kept() -> Statement["Draft"]:
    return Statement(Draft.objects.for_user(ANYBODY).at(PLACE))


@cache
def _kept_again() -> Insertion:
    """Return how a draft is kept, unless it is about to come after its form was saved."""
    return Insertion(
        Draft,
        f"""(id) DO UPDATE SET version = kept.version + 1, place = excluded.place, reason = excluded.reason,
        data = excluded.data, updated_at = excluded.updated_at
        WHERE kept.owner_id = excluded.owner_id
        AND NOT (kept.reason = '{Draft.Reason.SAVED}' AND excluded.reason = '{Draft.Reason.TYPED}')""",
    )


@cache
def _going(*, typed: bool) -> Deletion:
    """Return what goes once a form is saved."""
    mine = Draft.objects.for_user(ANYBODY)
    going = mine._shown_by(SHOWN, VERSION) | mine._before(WEEK_AGO, HOUR_AGO)
    return Deletion(going if typed else going | mine.filter(pk=OPENING))


def _ago(time: timedelta) -> datetime:
    return timezone.now() - time


def unnamed(user: HasKey, place: str) -> UUID:
    """Return the id of the one draft of a form at this address that brings no key."""
    return uuid5(user.pk, place)


SENTENCES = {
    "typed": "This was not saved yet. What you typed is still here.",
    "invalid": "Something needs another look. What you typed is still here.",
    "conflict": "This was changed somewhere else in the meantime. Both versions are here: saving now keeps yours.",
    "parked": "You were signed out before this was saved. What you typed is still here.",
    "aside": "Kept as a draft, just as it stands. It waits here until you save it.",
    "gone": "The note you were changing has been deleted. Your words are here, ready to be saved as a new one.",
}


class Draft(OwnedModel):
    """What somebody typed into one form before it could be saved, or before they wanted it to be."""

    class Reason(models.TextChoices):
        """Why it could not be saved at once."""

        TYPED = "typed"
        INVALID = "invalid"
        CONFLICT = "conflict"
        PARKED = "parked"
        ASIDE = "aside"
        GONE = "gone"
        DELETED = "deleted"  # a whole row, which can be brought back for a while
        SAVED = "saved"  # it has been, and this only says so to what comes too late

    place = models.CharField(max_length=200, editable=False)
    reason = models.CharField(max_length=10, choices=Reason.choices, default=Reason.INVALID)
    data = SealedJSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "place"], name="draft_by_owner_and_form")]

    @property
    def sentence(self) -> str:
        """Return what the person is told."""
        return SENTENCES[self.reason]
