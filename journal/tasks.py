"""What the worker does, and when. No job carries anything about anybody: the database says what is to be done."""

from datetime import UTC, datetime

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from journal.reminders.delivery import deliver
from journal.reminders.sweep import forget_old, sweep
from journal.trash import undo

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=4)
KEPT_HOURS = 72
SILENT_SECONDS = (
    60  # after which a worker that says nothing has died; one that lives speaks every ten
)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="sweep")
def sweep_reminders(timestamp: int) -> None:  # noqa: ARG001 - the signature of a periodic task
    """Find what is due, each minute."""
    sweep(timezone.now(), _enqueue)


def _enqueue(jobs: int) -> None:
    """Enqueue so many jobs in the transaction that is open: if it fails, there is no job."""
    if jobs:
        deliver_reminders.batch_defer(*[{} for _ in range(jobs)])


@app.task(pass_context=True, retry=AGAIN)
def deliver_reminders(context: JobContext) -> None:
    """Send some of what waits."""
    deliver(context.should_abort)


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - as above
    """Run the jobs of workers that died again: nothing else does."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        await manager.retry_job(job, retry_at=datetime.now(UTC))


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="forget")
def forget(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Let go of old reminders, each night."""
    forget_old(timezone.now())


@app.periodic(cron="22 3 * * *")
@app.task(queueing_lock="let_go")
def let_go_of_deleted(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Delete for good what was deleted a week ago and drafts of a year ago, each night."""
    undo.delete_expired()


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="clear_sessions")
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Delete sessions that are over, each hour: a row that stays says when somebody was here."""
    SessionStore.clear_expired()


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="forget_jobs", pass_context=True)
async def forget_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - as above
    """Let go of jobs that failed days ago; what succeeded is deleted at once."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
