"""The sweep of the worker: finds a thousand whose reminders are due among a hundred thousand people.

A program of its own, so that its memory is a worker's: `python bin/_bench/sweep.py` says what it took, as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
from servers import ROOT, address, variables

SWEEP = "bench_sweep"
PEOPLE, DUE, BEFORE, ROUNDS = 100_000, 1000, 200, 5
MAX_SECONDS, MAX_GROWTH = 2.0, 8.0
OTHERS = """
    INSERT INTO users_user (id, password, username, email, is_active, joined_at)
    SELECT gen_random_uuid(), '', 'other' || n, '', true, now() FROM generate_series(1, %(people)s) n;
    INSERT INTO journal_reminderchoices (id, owner_id, version, by, check_in_at, quiet_from, quiet_until, next_at)
    SELECT gen_random_uuid(), id, 1, text, text, text, text, now() + random() * interval '1 day' + interval '2 hours'
    FROM users_user, (SELECT decode(repeat('5e', 256), 'hex') AS text) sealed
"""


def measure(url: str) -> bool:
    """Print what the sweep takes; return whether that is too much."""
    with psycopg.connect(address(url, "app", "bench"), autocommit=True) as database:
        database.execute(f"DROP DATABASE IF EXISTS {SWEEP} WITH (FORCE)")
        database.execute(f"CREATE DATABASE {SWEEP}")
    env = variables(address(url, SWEEP, "sweep"))
    run = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(run, cwd=ROOT, env=env, check=True)
    done = subprocess.run(
        [sys.executable, __file__], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE
    )
    taken = json.loads(done.stdout)
    over = taken["seconds"] > MAX_SECONDS or taken["growth_mb"] > MAX_GROWTH
    print(
        f"\nThe sweep finds {DUE:,} due among {PEOPLE:,} people in {taken['seconds']:.2f} s (median of {ROUNDS}, target"
        f" <= {MAX_SECONDS:.0f}), {taken['cpu']:.2f} s of its own; it grows by {taken['growth_mb']:.1f} MB beyond"
        f" {BEFORE} due (target <= {MAX_GROWTH:.0f}). {'<- over' if over else ''}".rstrip()
    )
    return over


def memory() -> float:
    """Return the megabytes that this program takes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def main() -> None:
    """Write the people, sweep a few of them, then a thousand."""
    import django  # noqa: PLC0415 - only here

    django.setup()
    import logging  # noqa: PLC0415 - after Django's own

    logging.disable(logging.INFO)
    from django.utils import timezone  # noqa: PLC0415 - as above

    from journal.reminders.sweep import sweep  # noqa: PLC0415 - as above
    from journal.tasks import enqueue  # noqa: PLC0415 - as above

    write_others()
    write_due(BEFORE)
    sweep(timezone.now(), enqueue)
    due_at, before, rounds = write_due(DUE), memory(), []
    for _ in range(ROUNDS):
        make_due_again(due_at)
        begun, cpu = time.perf_counter(), time.process_time()
        swept = sweep(timezone.now(), enqueue)
        rounds.append((time.perf_counter() - begun, time.process_time() - cpu))
    seconds, cpu = sorted(rounds)[ROUNDS // 2]
    taken = {"swept": swept, "seconds": seconds, "cpu": cpu, "growth_mb": memory() - before}
    print(json.dumps(taken))


def make_due_again(due_at: datetime) -> None:
    """Let the thousand be due as they were before a round."""
    from journal.models import Reminder, ReminderChoices  # noqa: PLC0415 - after Django's set-up
    from vault.row_security import system_access  # noqa: PLC0415 - as above

    with system_access("bench: winds back"):
        Reminder.objects.all().delete()
        due = ReminderChoices.objects.filter(owner__username__startswith=f"due{DUE}-")
        due.update(next_at=due_at)


def write_others() -> None:
    """Write everybody whose time has not come; what they chose is never opened."""
    from django.db import connection  # noqa: PLC0415 - after Django's set-up

    from vault.row_security import system_access  # noqa: PLC0415 - as above

    with system_access("bench: writes people"), connection.cursor() as cursor:
        cursor.execute(OTHERS, {"people": PEOPLE - DUE - BEFORE})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def write_due(count: int) -> datetime:
    """Write people whose reminders have just fallen due: half for a check-in, half for a goal."""
    from django.utils import timezone  # noqa: PLC0415 - after Django's set-up

    from journal.models import Goal, ReminderChoices  # noqa: PLC0415 - as above
    from users.models import User  # noqa: PLC0415 - as above
    from vault.row_security import acting_as  # noqa: PLC0415 - as above

    due_at = (timezone.now() - timedelta(minutes=1)).replace(second=0, microsecond=0)
    for number in range(count):
        user = User(username=f"due{count}-{number}")
        user.set_unusable_password()
        user.save()
        at = {("check_in_at", "goals_at")[number % 2]: f"{due_at:%H:%M}"}
        with acting_as(user):
            ReminderChoices(owner=user, by="mail", next_at=due_at, **at).save()
            Goal(owner=user, title="A walk", rule="FREQ=DAILY", first_day=due_at.date()).save()
    return due_at


if __name__ == "__main__":
    main()
