"""Moves every user's data key under the first master key, while the site runs."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from vault import sealing
from vault.models import UserKey
from vault.row_security import system_access

BATCH = 500


class Command(BaseCommand):
    """Put the new master key first in MASTER_KEYS, run this, then drop the old one."""

    help = __doc__

    def handle(self, **_: Any) -> None:
        """Re-wrap batch by batch; the notes themselves are not touched."""
        self.broken: dict[UUID, str] = {}
        seen = 0
        while batch_size := self._move_batch():
            seen += batch_size
        done = seen - len(self.broken)
        self.stdout.write(f"{done} keys are now under {sealing.first_master_key()}.")
        if left := self._count_left() - len(self.broken):
            self.stdout.write(
                f"Not yet: {left}. Another run holds them; run this again when it has ended."
            )
        if self.broken:
            pk, reason = next(iter(self.broken.items()))
            message = f"{len(self.broken)} did not open and stay as they were; the first, vault_userkey {pk}: {reason}."
            raise CommandError(message)

    def _count_left(self) -> int:
        with system_access("rewrap_keys: what is left"):
            return UserKey.objects.wrapped_by_another(sealing.first_master_key()).count()

    def _move_batch(self) -> int:
        with system_access("rewrap_keys: a new master key"):
            waiting = UserKey.objects.wrapped_by_another(sealing.first_master_key())
            waiting = waiting.exclude(pk__in=self.broken).select_for_update(skip_locked=True)
            keys = list(waiting[:BATCH])
            moved = [key for key in keys if self._move(key)]
            UserKey.objects.bulk_update(moved, ["master_key", "wrapped"])
        return len(keys)

    def _move(self, key: UserKey) -> bool:
        """Wrap one key anew; one that does not open must not hold the others up."""
        try:
            key.wrap(key.unwrap())
        except sealing.CannotOpenError as error:
            self.broken[key.pk] = str(error)
            return False
        return True
