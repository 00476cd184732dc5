"""Delivery: takes what waits, looks once more whether it is still wanted, sends it, and marks it as sent.

Between sending and marking lies a moment in which a worker may die: then that one mail goes out again, with the
same Message-ID. Exactly once is impossible over SMTP; every other moment is safe.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from smtplib import SMTPConnectError, SMTPException, SMTPServerDisconnected

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from journal.models import Reminder, ReminderChoices
from journal.models.reminders import Kind
from journal.reminders.agenda import agenda_of
from journal.reminders.done import deeds_of
from journal.reminders.emails import note_ready, still_wanted
from journal.reminders.schedule import FROM_THE_AGENDA, Agenda
from users.models import User
from vault.row_security import acting_as, system_access
from vault.sealing import CannotOpenError

logger = logging.getLogger(__name__)

MAILS_A_JOB = 50
# Longer than the slowest mail: each step of it may take as long as settings.EMAIL_TIMEOUT.
LEASE = timedelta(minutes=5)
NOT_TOO_LATE = timedelta(hours=24)
UNANSWERED = 3


def deliver(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Deliver some of what waits; return how many mails went out. What did not go out waits again, whatever went wrong."""
    with system_access("reminders: take what waits"):
        taken = Reminder.objects.take(timezone.now(), LEASE, MAILS_A_JOB)
    sent = 0
    with closing(get_connection()) as connection:
        for place, reminder in enumerate(taken):
            if should_stop():
                put_back(taken[place:])
                break
            try:
                sent += _deliver(reminder, connection)
            except CannotOpenError:
                logger.error("a reminder waits: its owner's values do not open")  # noqa: TRY400 - the traceback says no more
                put_back([reminder])
            except OSError as error:  # SMTPException is one
                is_down = _is_down(error)
                logger.warning("a mail was not taken: %s", type(error).__name__)
                put_back(taken[place:] if is_down else [reminder])
                if is_down:
                    break
            except Exception:
                put_back(taken[place:])
                raise
    return sent


def _is_down(error: OSError) -> bool:
    """Return whether the mail server is away, and not only unwilling to take this one mail."""
    away = (SMTPServerDisconnected, SMTPConnectError)
    return not isinstance(error, SMTPException) or isinstance(error, away)


def put_back(reminders: Sequence[Reminder]) -> None:
    """Let these wait, each the longer the more often it was tried."""
    now = timezone.now()
    with system_access("reminders: put back"):
        for reminder in reminders:
            Reminder.objects.held(reminder).update(not_before=now + reminder.wait)


def _deliver(reminder: Reminder, connection: BaseEmailBackend) -> bool:
    """Send one, if it is still wanted now; return whether it went out."""
    user = User.objects.filter(pk=reminder.owner_id, is_active=True).first()
    if user is None:
        _leave(reminder)
        return False
    with acting_as(user, strict=True):
        row = Reminder.objects.for_user(user).held(reminder).select_for_update().first()
        if row is None or not _may_go(user, row):
            return False
        asks = Reminder.objects.for_user(user).unanswered(user.was_here_until) >= UNANSWERED
        mail = (still_wanted if asks else note_ready)(user, row)
    connection.open()
    connection.send_messages([mail])
    with acting_as(user, strict=True):
        row.mark_sent()
        if asks:
            ReminderChoices.objects.of(user).rest()
    return True


def _leave(reminder: Reminder) -> None:
    """Leave what waits for somebody who may not sign in any more: else it would be taken up for ever."""
    with system_access("reminders: leave what nobody waits for"):
        Reminder.objects.held(reminder).update(state=Reminder.State.LEFT)


def _may_go(user: User, row: Reminder) -> bool:
    """Return whether it may go out now; if so, hold it for as long as sending may take, else say why not."""
    now = timezone.now()
    choices = ReminderChoices.objects.of(user)
    local = user.clock.local(now)
    if not _is_wanted(user, choices, row) or now - row.due_at > NOT_TOO_LATE:
        row.state = Reminder.State.LEFT
    elif choices.is_quiet(local.time()):
        row.not_before = choices.quiet_end(local)
    else:
        row.not_before = now + LEASE
    row.save(update_fields=["state", "not_before"])
    return row.not_before == now + LEASE and row.state == Reminder.State.WAITING


def _is_wanted(user: User, choices: ReminderChoices, row: Reminder) -> bool:
    """Return whether it is still to be sent: nothing was switched off, paused, moved or done meanwhile."""
    if not (choices.mails and user.confirmed_address):
        return False
    together = Reminder.objects.for_user(user).one_mail_with(row)
    asked = [one for one in together if choices.at(Kind(one.kind))]
    if FROM_THE_AGENDA & {one.kind for one in asked}:
        agenda = agenda_of(user)
    else:
        agenda = Agenda(rests=user.preferences.is_hard_season)
    return any(_has_something_to_ask(user, agenda, choices, one) for one in asked)


def _has_something_to_ask(
    user: User, agenda: Agenda, choices: ReminderChoices, row: Reminder
) -> bool:
    kind, day = Kind(row.kind), row.day
    if not agenda.holds(kind, choices, day):
        return False
    deeds = deeds_of(user, kind, day, choices, agenda)
    return not deeds.settle(kind, day, choices, agenda, user.clock)
