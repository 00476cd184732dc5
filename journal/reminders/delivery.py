"""Delivery: looks once more whether what is due is still wanted, sends it, and marks it as sent.

Between sending and marking lies a moment in which a worker may die: then that one mail goes out again, with the
same Message-ID. Exactly once is impossible over SMTP; every other moment is safe.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import closing
from datetime import datetime, timedelta
from smtplib import SMTPConnectError, SMTPException, SMTPServerDisconnected
from uuid import UUID

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from journal.models import Reminder, ReminderChoices
from journal.models.reminders import ReminderKind
from journal.reminders.agenda import agenda_for
from journal.reminders.done import completed_for
from journal.reminders.emails import note_ready, still_wanted
from journal.reminders.schedule import FROM_THE_AGENDA, Agenda
from users.models import User
from vault.row_security import acting_as, system_access
from vault.sealing import CannotOpenError

logger = logging.getLogger(__name__)

MAX_DELIVERY_DELAY = timedelta(hours=24)
MAX_BACK_OFF = timedelta(hours=1)
MAX_UNANSWERED_DAYS = 3
EXPECTED_ERRORS = (CannotOpenError, OSError)  # SMTPException is an OSError


class NotAllSentError(Exception):
    """Some mails did not go out; try again at this moment."""

    def __init__(self, retry_at: datetime) -> None:
        """Keep the moment."""
        super().__init__()
        self.retry_at = retry_at


def back_off(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts before this one: a minute, two, four, at last an hour."""
    return min(timedelta(minutes=2 ** min(attempts, 10)), MAX_BACK_OFF)


def deliver(
    reminder_ids: Collection[UUID],
    *,
    attempts: int = 0,
    should_stop: Callable[[], bool] = lambda: False,
) -> None:
    """Deliver those of these reminders that still wait.

    Raises NotAllSentError if some of them wait on, whatever went wrong with them.
    """
    after_failure = timezone.now() + back_off(attempts)
    retries: list[datetime] = []
    errors = Counter[type[Exception]]()
    with closing(get_connection()) as connection:
        for reminder in _waiting(reminder_ids):
            if should_stop():
                retries.append(timezone.now())
                break
            try:
                retries += _deliver(reminder, connection)
            except Exception as error:
                errors[type(error)] += 1
                if not isinstance(error, EXPECTED_ERRORS):
                    logger.exception("reminders: one waits after an error that nobody foresaw")
                retries.append(after_failure)
                if _is_down(error):
                    break
    _log(errors)
    if retries:
        raise NotAllSentError(min(retries))


def _waiting(reminder_ids: Collection[UUID]) -> list[Reminder]:
    with system_access("reminders: what waits"):
        return list(Reminder.objects.waiting().filter(pk__in=reminder_ids))


def _log(errors: Counter[type[Exception]]) -> None:
    """Log how often what went wrong; the words of an error may quote an address or a value."""
    for kind, count in errors.items():
        if kind is CannotOpenError:
            logger.error("reminders: %s wait, as their owners' values do not open", count)
        elif issubclass(kind, OSError):
            logger.warning("reminders: %s wait after %s", count, kind.__name__)


def _is_down(error: Exception) -> bool:
    """Return whether the mail server is away, and not only unwilling to take this one mail."""
    away = (SMTPServerDisconnected, SMTPConnectError)
    return isinstance(error, away) or (
        isinstance(error, OSError) and not isinstance(error, SMTPException)
    )


def _deliver(reminder: Reminder, connection: BaseEmailBackend) -> list[datetime]:
    """Send one, if it is still wanted now; return the end of the quiet hours if it waits for that."""
    user = User.objects.filter(pk=reminder.owner_id, is_active=True).first()
    if user is None or timezone.now() - reminder.due_at > MAX_DELIVERY_DELAY:
        with system_access("reminders: leave what nobody waits for"):
            Reminder.objects.waiting().filter(pk=reminder.pk).leave()
        return []
    with acting_as(user, strict=True):
        user.lock()
        own = Reminder.objects.for_user(user)
        row = own.waiting().filter(pk=reminder.pk).select_for_update().first()
        choices, local = ReminderChoices.objects.get_or_new(user), user.clock.local(timezone.now())
        if row is None or not _is_wanted(user, choices, row):
            own.waiting().filter(pk=reminder.pk).leave()
            return []
        if choices.is_quiet(local.time()):
            return [choices.quiet_end(local)]
        asks = own.unanswered(user.was_here_until) >= MAX_UNANSWERED_DAYS
        mail = (still_wanted if asks else note_ready)(user, row)
    connection.open()
    connection.send_messages([mail])
    with acting_as(user, strict=True):
        user.lock()
        if asks:
            ReminderChoices.objects.get_or_new(user).rest()
        row.mark_sent()
    return []


def _is_wanted(user: User, choices: ReminderChoices, row: Reminder) -> bool:
    """Return whether it is still to be sent: nothing was switched off, paused, moved or done meanwhile."""
    if not (choices.mails and user.confirmed_address):
        return False
    together = Reminder.objects.for_user(user).one_mail_with(row)
    chosen = [reminder for reminder in together if choices.at(ReminderKind(reminder.kind))]
    if FROM_THE_AGENDA & {reminder.kind for reminder in chosen}:
        agenda = agenda_for(user)
    else:
        agenda = Agenda(rests=user.preferences.is_hard_season)
    return any(_has_something_to_ask(user, agenda, choices, reminder) for reminder in chosen)


def _has_something_to_ask(
    user: User, agenda: Agenda, choices: ReminderChoices, row: Reminder
) -> bool:
    kind, day = ReminderKind(row.kind), row.day
    if not agenda.holds(kind, choices, day):
        return False
    completed = completed_for(user, kind, day, choices, agenda)
    return not completed.covers(kind, day, choices, agenda, user.clock)
