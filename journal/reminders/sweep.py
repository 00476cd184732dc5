"""The sweep: finds whose time has come, among everybody, and writes down what is to be sent."""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from journal.models import Reminder, ReminderChoices
from journal.reminders.agenda import agendas_of
from journal.reminders.delivery import AT_A_TIME
from journal.reminders.schedule import FROM_THE_AGENDA, Agenda, Occasion, due, wakes
from users.models import Preferences
from vault.models import UserKey, take_keys
from vault.row_security import system_access

SOME = 200  # people at a time: as many are in memory, and locked
MOST_JOBS = 20
# What fell due while no worker ran is sent if it is no older than this.
NOT_TOO_LATE = timedelta(hours=6)
KEPT = timedelta(days=400)
Enqueue = Callable[[int], None]  # so many jobs that deliver


def sweep(now: datetime, enqueue: Enqueue) -> int:
    """Write down everything that is due, and enqueue its delivery in the same transaction; return how many people it was."""
    swept, found = 0, SOME
    while found == SOME:
        with system_access("reminders: what is due"):
            if not swept:
                # Put back by a mail server, or left behind by a worker that died.
                again = Reminder.objects.overdue(now).count()
                enqueue(min(MOST_JOBS, ceil(again / AT_A_TIME)))
            found = _sweep_some(now, enqueue)
        swept += found
    return swept


def _sweep_some(now: datetime, enqueue: Enqueue) -> int:
    rows = list(ReminderChoices.objects.due(now, SOME))
    take_keys(UserKey.objects.for_owners([row.owner_id for row in rows]))
    people, agendas = _people(rows)
    made: list[Reminder] = []
    for row in rows:
        clock = people[row.owner_id].clock
        since = max(row.next_at or now, now - NOT_TOO_LATE)
        found = due(row, agendas[row.owner_id], clock, since, now) if row.mails else []
        made += _reminders(row.owner_id, found, now)
        row.next_at = wakes(row, clock, now) if row.mails else None
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    ReminderChoices.objects.bulk_update(rows, ["next_at"])
    enqueue(ceil(len(made) / AT_A_TIME))
    return len(rows)


def _people(rows: list[ReminderChoices]) -> tuple[dict[UUID, Preferences], dict[UUID, Agenda]]:
    """Return how these people reckon time, and what their days hold; most need nothing of that."""
    owners = [row.owner_id for row in rows]
    people = {one.owner_id: one for one in Preferences.objects.for_owners(owners)}
    simple = {
        owner: Agenda(rests=preferences.is_hard_season) for owner, preferences in people.items()
    }
    deep = [people[row.owner_id] for row in rows if FROM_THE_AGENDA & set(row.kinds)]
    return people, simple | agendas_of(deep)


def _reminders(owner: UUID, found: list[Occasion], now: datetime) -> list[Reminder]:
    """Return what to send: one mail, whatever falls due together, because all mails say the same."""
    states = [Reminder.State.WAITING, *[Reminder.State.SHARED] * len(found)]
    return [
        Reminder(
            pk=Reminder.id_of(owner, one.kind, one.day),
            owner_id=owner,
            kind=one.kind,
            day=one.day,
            due_at=one.moment,
            not_before=now,
            state=state,
        )
        for one, state in zip(found, states, strict=False)
    ]


def forget_old(now: datetime) -> None:
    """Let go of what was sent long ago."""
    with system_access("reminders: their time is over"):
        Reminder.objects.before(now - KEPT).delete()
