"""What the worker does, and when. A job carries at most the random ids of rows, which say nothing about anybody."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.types import JSONDict, JSONValue

from journal.reminders.delivery import NotAllSentError, back_off, deliver
from journal.reminders.sweep import forget_old, sweep
from journal.trash import undo

MAILS_PER_JOB = 50  # they share one connection to the mail server
MAX_ATTEMPTS = 100  # more than fit before it is too late for a reminder, which ends its job
KEEP_FAILED_HOURS = 72
# A worker without a heartbeat for so long has died; one that lives has one every ten.
HEARTBEAT_TIMEOUT_SECONDS = 60


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="sweep")
def sweep_reminders(timestamp: int) -> None:  # noqa: ARG001 - the signature of a periodic task
    """Find what is due, each minute."""
    sweep(timezone.now(), enqueue)


class RetryWhenDue(BaseRetryStrategy):
    """Runs a delivery again when the quiet hours end, or later each time after an error."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when; never once it has been tried too often."""
        if job.attempts >= MAX_ATTEMPTS:
            return None
        if isinstance(exception, NotAllSentError):
            return RetryDecision(retry_at=exception.retry_at)
        return RetryDecision(retry_at=timezone.now() + back_off(job.attempts))


@app.task(pass_context=True, retry=RetryWhenDue())
def deliver_reminders(context: JobContext, reminder_ids: list[str]) -> None:
    """Send those of these that still wait."""
    ids = [UUID(text) for text in reminder_ids]
    deliver(ids, attempts=context.job.attempts, should_stop=context.should_abort)


def enqueue(reminder_ids: Sequence[UUID]) -> None:
    """Enqueue the delivery of these in the transaction that is open: if it fails, there is no job."""
    ids: list[JSONValue] = [str(pk) for pk in reminder_ids]
    jobs: list[JSONDict] = [
        {"reminder_ids": ids[start : start + MAILS_PER_JOB]}
        for start in range(0, len(ids), MAILS_PER_JOB)
    ]
    if jobs:
        deliver_reminders.batch_defer(*jobs)


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - as above
    """Run the jobs of workers that died again: nothing else does."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=HEARTBEAT_TIMEOUT_SECONDS):
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
        nb_hours=KEEP_FAILED_HOURS,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )
