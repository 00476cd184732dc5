"""The jobs that deliver: what they hold, and what becomes of one that fails, stops or runs again."""

from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from journal.models import Reminder
from journal.reminders.sweep import sweep
from journal.tasks import MAX_ATTEMPTS, RetryWhenDue, enqueue
from tests.factories import ReminderChoicesFactory
from tests.journal.reminders.delivering import (
    MINUTE,
    NOW,
    choose_check_in,
    confirm,
    run,
    run_jobs,
    states,
)


@pytest.fixture(autouse=True)
def _eight(clock):
    clock.move_to(NOW, tick=False)


@pytest.fixture
def chosen(alice):
    return choose_check_in(alice)


def test_jobs_say_nothing_and_hold_so_many_mails_each(alice, bob, mallory, monkeypatch):
    monkeypatch.setattr("journal.tasks.MAILS_PER_JOB", 2)
    for user in (alice, bob, mallory):
        choose_check_in(user)

    sweep(NOW, enqueue)

    jobs = [row.args for row in ProcrastinateJob.objects.order_by("id")]
    assert [list(args) for args in jobs] == [["reminder_ids"]] * 2
    assert [len(args["reminder_ids"]) for args in jobs] == [2, 1]
    ids = {UUID(text) for args in jobs for text in args["reminder_ids"]}
    assert ids == set(Reminder.objects.values_list("pk", flat=True))
    assert {pk.version for pk in ids} == {4}


def test_error_outside_of_one_mail_runs_the_job_again_but_not_for_ever(chosen):
    sweep(NOW, enqueue)
    job = ProcrastinateJob.objects.get().procrastinate_job
    strategy, error = RetryWhenDue(), ConnectionError()

    decision = strategy.get_retry_decision(exception=error, job=job)
    last = strategy.get_retry_decision(exception=error, job=job.evolve(attempts=MAX_ATTEMPTS))

    assert decision.retry_at == NOW + MINUTE
    assert last is None


def test_worker_that_must_stop_leaves_the_rest_to_another_at_once(chosen, mailoutbox):
    sweep(NOW, enqueue)

    run_jobs(is_stopping=True)
    assert (mailoutbox, states()) == ([], ["waiting"])

    assert run_jobs() == 1
    assert len(mailoutbox) == 1


def test_job_that_is_run_again_sends_only_what_was_not_sent(chosen, bob, mailoutbox):
    """The job of a worker that died runs again from its beginning."""
    confirm(bob)
    ReminderChoicesFactory(owner=bob, next_at=NOW)
    sweep(NOW, enqueue)
    job = ProcrastinateJob.objects.get().procrastinate_job

    run(job)
    run(job)

    assert sorted(mail.to[0] for mail in mailoutbox) == ["alice@example.org", "bob@example.org"]
