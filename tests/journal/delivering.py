"""What tests of the delivery share: a confirmed address, and what the worker does each minute."""

from datetime import UTC, datetime

from allauth.account.models import EmailAddress

from journal.delivery import deliver
from journal.sweep import sweep

NOW = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)  # a Wednesday


def confirm(user, *, verified=True):
    address = f"{user.username}@example.org"
    return EmailAddress.objects.create(user=user, email=address, verified=verified, primary=True)


def work(now=NOW):
    """Do what the worker does each minute; return how many jobs it was."""
    jobs = []
    sweep(now, jobs.append)
    for _ in range(sum(jobs)):
        deliver()
    return sum(jobs)
