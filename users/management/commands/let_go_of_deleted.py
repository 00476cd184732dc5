"""Deletes for good what was deleted a week ago, also for people who have not come back since."""

from typing import Any

from django.core.management.base import BaseCommand

from users.models import Draft
from vault.row_security import system_access


class Command(BaseCommand):
    """To be run once a day; whoever writes lets their own go anyway."""

    help = __doc__

    def handle(self, **_: Any) -> None:
        """Delete it, and say how much it was."""
        with system_access("let_go_of_deleted: its time is over"):
            number, _ = Draft.objects.overdue().delete()
        self.stdout.write(f"{number} gone for good.")
