"""A real mail server for tests, and people whose reminders are due."""

import logging
import socket
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from allauth.account.models import EmailAddress
from django.utils import timezone

from journal.models import ReminderChoices
from users.models import Preferences, User
from vault.models import UserKey
from vault.row_security import system_access
from vault.sealing import new_data_key

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd would write down every line


class Postbox:
    """Takes every mail, unless it is told to refuse; remembers them in order."""

    def __init__(self, answer="250 OK"):
        self.answer = answer
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, ARG002 - aiosmtpd's signature
        if self.answer.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=policy.default)
            self.mails.append((envelope.rcpt_tos[0], mail))
        return self.answer

    @property
    def addresses(self):
        return [address for address, _ in self.mails]


@contextmanager
def mail_server(box):
    """Serve a postbox on a free port; yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def people(count, **chosen):
    """Make so many people, each with a key, a confirmed address and a check-in that has just fallen due."""
    due_at = (timezone.now() - timedelta(minutes=1)).replace(second=0, microsecond=0)
    usual = {"by": "mail", "check_in_at": f"{due_at:%H:%M}", "next_at": due_at}
    usual |= {"quiet_from": "00:00", "quiet_until": "00:00"} | chosen
    with system_access("the test writes people"):
        start = User.objects.count()
        names = [f"wren{number}" for number in range(start, start + count)]
        users = User.objects.bulk_create([User(username=name) for name in names])
        keys = [UserKey(owner=user, version=1) for user in users]
        for key in keys:
            key.wrap(new_data_key())
        UserKey.objects.bulk_create(keys)
        Preferences.objects.bulk_create([Preferences(owner=user) for user in users])
        rows = [ReminderChoices(owner=user, **usual) for user in users]
        ReminderChoices.objects.bulk_create(rows)
        EmailAddress.objects.bulk_create(
            EmailAddress(
                user=user, email=f"{user.username}@example.org", verified=True, primary=True
            )
            for user in users
        )
    return users
