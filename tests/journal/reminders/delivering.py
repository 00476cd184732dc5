"""What tests of the delivery share: a confirmed address, and what the worker does each minute."""

from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress

from journal.models import Reminder
from journal.reminders.delivery import deliver
from journal.reminders.sweep import sweep
from tests.factories import ReminderChoicesFactory
from users.models import User

NOW = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)  # a Wednesday

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


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


def choose_check_in(user):
    """Let this person have chosen, a month ago, a check-in at eight by mail."""
    confirm(user)
    User.objects.update(joined_at=NOW - 30 * DAY)
    return ReminderChoicesFactory(owner=user, next_at=NOW)


def states():
    return list(Reminder.objects.order_by("due_at", "kind").values_list("state", flat=True))


def each_day(clock, count):
    """Let the worker work once a day; yield the number of each day after it."""
    for number in range(count):
        clock.move_to(NOW + number * DAY, tick=False)
        work(NOW + number * DAY)
        yield number
