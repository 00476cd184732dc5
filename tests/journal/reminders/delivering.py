"""What tests of the delivery share: a confirmed address, and what the worker does each minute."""

from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Q
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from journal.models import Reminder
from journal.reminders.sweep import sweep
from journal.tasks import deliver_reminders, enqueue
from tests.factories import ReminderChoicesFactory
from users.models import User

NOW = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)  # a Wednesday

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def confirm(user, *, verified=True):
    address = f"{user.username}@example.org"
    return EmailAddress.objects.create(user=user, email=address, verified=verified, primary=True)


def run_jobs(now=NOW, *, is_stopping=False):
    """Run each delivery whose time has come once, as a worker does; return how many it was."""
    is_due = Q(scheduled_at=None) | Q(scheduled_at__lte=now)
    rows = list(ProcrastinateJob.objects.filter(is_due, status="todo").order_by("id"))
    for row in rows:
        run(row.procrastinate_job, is_stopping=is_stopping)
    return len(rows)


def run(job, *, is_stopping=False):
    """Run one job; it goes when it has succeeded, and waits for as long as its task says when it has not."""
    context = JobContext(
        app=app, job=job, start_timestamp=0, abort_reason=lambda: is_stopping or None
    )
    try:
        deliver_reminders(context, **job.task_kwargs)
    except Exception as error:  # noqa: BLE001 - the task says what becomes of any
        retry_at = deliver_reminders.get_retry_exception(error, job).retry_decision.retry_at
        change = "UPDATE procrastinate_jobs SET scheduled_at = %s, attempts = attempts + 1"
        values = [retry_at, job.id]
    else:
        change, values = "DELETE FROM procrastinate_jobs", [job.id]
    with connection.cursor() as cursor:
        cursor.execute(f"{change} WHERE id = %s", values)


def work(now=NOW):
    """Do what the worker does each minute; return how many jobs it was."""
    sweep(now, enqueue)
    return run_jobs(now)


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
