"""The sweep: finds whose time has come, among everybody, and writes down what is to be sent."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from journal.models import Reminder, ReminderChoices
from journal.reminders.agenda import agendas_for
from journal.reminders.schedule import FROM_THE_AGENDA, Agenda, DueReminder, due, next_check
from users.clock import Clock
from users.models import Preferences
from vault.models import OwnedModel, UserKey, take_keys
from vault.row_security import system_access
from vault.sealing import CannotOpenError

logger = logging.getLogger(__name__)

BATCH_SIZE = 200  # people at a time: as many are in memory, and locked
# What fell due while no worker ran is sent if it is no older than this.
MAX_SWEEP_DELAY = timedelta(hours=6)
KEEP_FOR = timedelta(days=400)
Enqueue = Callable[[Sequence[UUID]], None]  # the jobs that deliver these reminders


def sweep(now: datetime, enqueue: Enqueue) -> int:
    """Write down everything that is due, and enqueue its delivery in the same transaction; return how many people it was.

    Somebody whose values do not open keeps what they chose and when it is due: the next sweep tries again.
    """
    swept, unreadable = 0, set[UUID]()
    while True:
        with system_access("reminders: what is due"):
            rows = list(ReminderChoices.objects.due(now, BATCH_SIZE, except_for=unreadable))
            unreadable |= _sweep_rows(rows, now, enqueue)
        swept += len(rows)
        if len(rows) < BATCH_SIZE:
            break
    if unreadable:
        logger.error("reminders: the values of %s people do not open", len(unreadable))
    return swept - len(unreadable)


def _sweep_rows(rows: list[ReminderChoices], now: datetime, enqueue: Enqueue) -> set[UUID]:
    """Write down what is due to these people; return the rows that do not open."""
    take_keys(UserKey.objects.for_owners([row.owner_id for row in rows]))
    people = {
        preferences.owner_id: preferences
        for preferences in Preferences.objects.for_owners([row.owner_id for row in rows])
    }
    readable = [row for row in rows if _opens(row, people[row.owner_id])]
    agendas = _agendas(readable, people)
    reminders: list[Reminder] = []
    swept: list[ReminderChoices] = []
    for row in readable:
        agenda = agendas.get(row.owner_id)  # none if something in it does not open
        if agenda is None:
            continue
        with suppress(CannotOpenError):
            reminders += _due(row, people[row.owner_id].clock, agenda, now)
            swept.append(row)
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    ReminderChoices.objects.bulk_update(swept, ["next_at"])
    # One that was there already keeps its id and its job: a job for this new id finds no row.
    enqueue([row.pk for row in reminders if row.state == Reminder.State.WAITING])
    return {row.pk for row in rows} - {row.pk for row in swept}


def _opens(*rows: OwnedModel) -> bool:
    """Return whether everything of these rows opens."""
    try:
        return not any(row.unreadable() for row in rows)
    except CannotOpenError:
        return False


def _agendas(rows: list[ReminderChoices], people: dict[UUID, Preferences]) -> dict[UUID, Agenda]:
    """Return what these people's days hold; most of them need nothing of that."""
    agendas = {row.owner_id: Agenda(rests=people[row.owner_id].is_hard_season) for row in rows}
    from_agenda = [people[row.owner_id] for row in rows if FROM_THE_AGENDA & set(row.kinds)]
    for preferences in from_agenda:
        del agendas[preferences.owner_id]
    return agendas | agendas_for(from_agenda)


def _due(row: ReminderChoices, clock: Clock, agenda: Agenda, now: datetime) -> list[Reminder]:
    """Return what is due to somebody now, and note when to look at them again."""
    since = max(row.next_at or now, now - MAX_SWEEP_DELAY)
    due_reminders = due(row, agenda, clock, since, now) if row.mails else []
    row.next_at = next_check(row, clock, now) if row.mails else None
    return _reminders(row.owner_id, due_reminders)


def _reminders(owner: UUID, due_reminders: list[DueReminder]) -> list[Reminder]:
    """Return what to send: one mail, whatever falls due together, because all mails say the same."""
    states = [Reminder.State.WAITING, *[Reminder.State.SHARED] * len(due_reminders)]
    return [
        Reminder(
            owner_id=owner,
            kind=reminder.kind,
            day=reminder.day,
            due_at=reminder.moment,
            state=state,
        )
        for reminder, state in zip(due_reminders, states, strict=False)
    ]


def forget_old(now: datetime) -> None:
    """Let go of what was sent long ago."""
    with system_access("reminders: their time is over"):
        Reminder.objects.before(now - KEEP_FOR).delete()
