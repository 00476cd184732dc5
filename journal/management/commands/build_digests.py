"""Make every digest that is missing, so that nobody's first look at their insights or first search waits for it."""

from django.core.management.base import BaseCommand

from journal.digests import search_text, weeks
from users.models import User
from vault.row_security import acting_as


class Command(BaseCommand):
    """Goes through everybody, one after the other; pages do the same for their own reader when they need to."""

    help = "Count the weeks that have no digest, as after a migration or an import."

    def handle(self, **options: object) -> None:  # noqa: ARG002 - Django's signature
        """Count, and say how many weeks there were; not whose."""
        counted = 0
        for user in User.objects.order_by("pk").iterator():
            with acting_as(user):
                counted += weeks.build_missing(user)
                search_text.build_missing(user)
        self.stdout.write(f"Counted {counted} weeks.")
