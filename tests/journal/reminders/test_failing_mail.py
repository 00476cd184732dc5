"""A mail server that is away or refuses, a worker that stops or comes too late: nothing is lost, nothing is sent twice."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend

from journal.models import Reminder
from journal.reminders.delivery import deliver
from journal.reminders.sweep import sweep
from tests.factories import (
    ReminderChoicesFactory,
)
from tests.journal.reminders.delivering import MINUTE, NOW, choose_check_in, confirm, states, work


@pytest.fixture(autouse=True)
def _eight(clock):
    clock.move_to(NOW, tick=False)


@pytest.fixture
def chosen(alice):
    return choose_check_in(alice)


def test_server_that_is_away_stops_the_round_and_nothing_is_lost(
    chosen, bob, clock, mailoutbox, monkeypatch
):
    confirm(bob)
    ReminderChoicesFactory(owner=bob, next_at=NOW)
    tried = []

    def away(line, messages):
        tried.append(messages)
        raise SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", away)
        work()
        assert work(NOW + timedelta(seconds=30)) == 0
    clock.move_to(NOW + 2 * MINUTE, tick=False)
    work(NOW + 2 * MINUTE)

    assert len(tried) == 1
    assert sorted(mail.to[0] for mail in mailoutbox) == ["alice@example.org", "bob@example.org"]
    assert list(Reminder.objects.values_list("tries", flat=True)) == [2, 2]


def test_mail_that_is_refused_holds_up_nobody_else(chosen, bob, mailoutbox, monkeypatch, caplog):
    confirm(bob)
    ReminderChoicesFactory(owner=bob, next_at=NOW)
    send = EmailBackend.send_messages

    def refuse_alice(line, messages):
        if messages[0].to == ["alice@example.org"]:
            raise SMTPDataError(550, b"alice@example.org is unknown")
        return send(line, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_alice)
    work()

    assert [mail.to for mail in mailoutbox] == [["bob@example.org"]]
    assert "SMTPDataError" in caplog.text
    assert "alice" not in caplog.text


def test_wait_grows_to_an_hour():
    waits = [Reminder(tries=tries).wait for tries in (1, 2, 5, 9, 999)]

    assert waits == [MINUTE, 2 * MINUTE, 16 * MINUTE, 60 * MINUTE, 60 * MINUTE]


def test_worker_that_must_stop_puts_back_what_it_took(chosen, mailoutbox):
    sweep(NOW, int)

    deliver(lambda: True)

    assert (mailoutbox, states()) == ([], ["waiting"])


def test_lease_that_was_lost_sends_nothing(chosen, mailoutbox, monkeypatch):
    sweep(NOW, int)
    take = Reminder.objects.take

    def lose(*arguments):
        taken = take(*arguments)
        Reminder.objects.update(tries=9)  # another worker has it by now
        return taken

    monkeypatch.setattr(Reminder.objects, "take", lose)
    deliver()

    assert (mailoutbox, states()) == ([], ["waiting"])
