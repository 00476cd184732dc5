"""Many reminders due at once, three worker processes, one of them killed; a real mail server, and bad ones."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Thread

import pytest
from django.conf import settings as used
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg.conninfo import make_conninfo

from journal import tasks
from journal.models import Reminder, ReminderChoices
from journal.reminders.delivery import NotAllSentError, deliver
from journal.reminders.sweep import sweep
from tests.journal.reminders.delivering import run_jobs
from tests.postbox import Postbox, mail_server, people
from users.models import User
from vault.row_security import acting_as, system_access

LEAVING, MANY = 8, 60
QUEUE = (
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_jobs",
    "procrastinate_workers",
)


@pytest.fixture
def queue(transactional_db):
    """An empty queue, and empty again afterwards: its tables are not Django's to empty."""
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(QUEUE)} CASCADE")


def worker(port):
    """Start a worker process that ends when nothing is left to do."""
    where = connection.settings_dict
    database = make_conninfo(
        "",
        dbname=where["NAME"],
        host=where["HOST"],
        user=where["USER"],
        port=where["PORT"] or None,
        password=where["PASSWORD"] or None,
    )
    env = os.environ | {
        "DATABASE_URL": database,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker", "--once"],
        env=env | {"EMAIL_USE_TLS": "0"},
        cwd=used.BASE_DIR,
        stderr=subprocess.DEVNULL,
    )


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.01)


def leave(users):
    """Let some opt out, some rest, some leave for good, some have quiet hours; return their addresses."""
    for place, user in enumerate(users):
        with acting_as(user):
            choices = ReminderChoices.objects.get_or_new(user)
            if place % 4 == 0:
                choices.switch_off()
            elif place % 4 == 1:
                user.preferences.begin_hard_season(user.clock.today())
            elif place % 4 == 2:
                now = timezone.now()
                choices.quiet_from = f"{now - timedelta(hours=1):%H:%M}"
                choices.quiet_until = f"{now + timedelta(hours=2):%H:%M}"
                choices.save()
        if place % 4 == 3:
            user.delete()
    return {f"{user.username}@example.org" for user in users}


def states():
    with system_access("the test counts"):
        return Counter(Reminder.objects.values_list("state", flat=True))


def let_the_dead_be_noticed():
    """Let so much time pass that a worker which died is silent for too long, and the task that looks for such runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
        )
    tasks.retry_stalled.defer(timestamp=0)


@pytest.mark.parametrize("due", [200, pytest.param(1000, marks=pytest.mark.long)])
def test_none_is_missed_and_none_comes_twice_though_a_worker_is_killed(queue, due, capsys):
    users = people(due + LEAVING)
    assert sweep(timezone.now(), tasks.enqueue) == due + LEAVING
    assert sweep(timezone.now(), tasks.enqueue) == 0
    gone = leave(users[:: (due + LEAVING) // LEAVING])
    box, begun = Postbox(), time.monotonic()
    with mail_server(box) as port:
        first, *others = [worker(port) for _ in range(3)]
        wait_for(lambda: len(box.mails) > due // 5)
        first.send_signal(signal.SIGKILL)
        assert first.wait() == -signal.SIGKILL
        assert [other.wait(timeout=60) for other in others] == [0, 0]
        held = states()["waiting"]
        let_the_dead_be_noticed()
        assert worker(port).wait(timeout=60) == 0

    received = Counter(box.addresses)
    twice = [address for address, count in received.items() if count > 1]
    missed = due - len(received)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{due} due, 3 workers, 1 killed while it held {held}: {missed} missed,"
            f" {len(twice)} came twice, {time.monotonic() - begun:.0f} seconds\n"
        )
    assert set(received) == {f"{user.username}@example.org" for user in users} - gone
    assert len(twice) <= 1
    assert len({mail["Message-ID"] for _, mail in box.mails}) == due
    assert states()["sent"] == due


def test_job_and_reminders_are_written_together_or_not_at_all(queue):
    people(1)

    def fail_afterwards(reminder_ids):
        tasks.enqueue(reminder_ids)
        assert ProcrastinateJob.objects.count() == len(reminder_ids) == 1
        raise RuntimeError

    with pytest.raises(RuntimeError):
        sweep(timezone.now(), fail_afterwards)

    assert ProcrastinateJob.objects.count() == 0
    assert not states()
    assert sweep(timezone.now(), tasks.enqueue) == 1
    with system_access("the test looks"):
        reminder_id = str(Reminder.objects.get().pk)
    assert ProcrastinateJob.objects.get().args == {"reminder_ids": [reminder_id]}


def end(server):
    with contextlib.suppress(OSError):
        server.shutdown(socket.SHUT_RDWR)  # the thread that listens ends too
    server.close()


@pytest.fixture
def hanging():
    """A mail server that accepts connections and never says a word; with it, those that it accepted."""
    silent, connections_taken = socket.create_server(("127.0.0.1", 0)), []

    def take():
        with contextlib.suppress(OSError):
            while True:
                connections_taken.append(silent.accept()[0])

    Thread(target=take, daemon=True).start()
    yield silent, connections_taken
    end(silent)
    for accepted in connections_taken:
        accepted.close()


@pytest.fixture
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = "127.0.0.1", False, 0.5
    return settings


def reminder_ids():
    with system_access("the test looks"):
        return list(Reminder.objects.values_list("pk", flat=True))


def deliver_to_a_good_one(smtp):
    box = Postbox()
    with mail_server(box) as smtp.EMAIL_PORT:
        run_jobs(timezone.now() + timedelta(hours=1))
    return sorted(box.addresses)


@pytest.mark.parametrize("answer", ["451 Later, please", "550 Never"])
def test_server_that_refuses_is_asked_again(queue, smtp, answer):
    users = people(3)
    sweep(timezone.now(), tasks.enqueue)

    with mail_server(Postbox(answer)) as smtp.EMAIL_PORT:
        assert run_jobs(timezone.now()) == 1

    assert states() == {"waiting": 3}
    assert run_jobs(timezone.now()) == 0  # not before its time
    assert deliver_to_a_good_one(smtp) == [f"{user.username}@example.org" for user in users]


@pytest.mark.parametrize("is_there", [True, False], ids=["hangs", "is down"])
def test_server_that_is_away_is_asked_again_and_only_once_a_round(queue, smtp, hanging, is_there):
    users = people(MANY)
    sweep(timezone.now(), tasks.enqueue)
    silent, connections_taken = hanging
    smtp.EMAIL_PORT = silent.getsockname()[1]
    if not is_there:
        end(silent)

    begun = time.monotonic()
    with pytest.raises(NotAllSentError):
        deliver(reminder_ids())

    assert time.monotonic() - begun < 5
    assert len(connections_taken) == is_there
    end(silent)
    assert states() == {"waiting": MANY}
    assert deliver_to_a_good_one(smtp) == sorted(f"{user.username}@example.org" for user in users)


def test_stalled_job_is_run_again_and_old_ones_go(queue, monkeypatch):
    people(1)
    sweep(timezone.now(), tasks.enqueue)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')"
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM procrastinate_workers)"
        )
    for task in (
        *(tasks.retry_stalled, tasks.forget_jobs, tasks.forget, tasks.sweep_reminders),
        *(tasks.let_go_of_deleted, tasks.clear_sessions),
    ):
        task.defer(timestamp=0)

    # The threads of a worker in this process must not leave connections behind.
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    # In a thread: a browser test may have left its own event loop running in this one.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(call_command, "worker", once=True).result()

    assert ProcrastinateJob.objects.count() == 0
    assert states() == {"sent": 1}
    assert User.objects.count() == 1
