"""A mail server that is away or refuses, a worker that stops or comes too late: nothing is lost, nothing is sent twice."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend
from procrastinate.contrib.django.models import ProcrastinateJob

from journal.reminders.delivery import back_off
from tests.factories import (
    ReminderChoicesFactory,
)
from tests.journal.reminders.delivering import (
    MINUTE,
    NOW,
    choose_check_in,
    confirm,
    states,
    work,
)


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

    def away(connection, messages):
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
    assert states() == ["sent", "sent"]


def test_mail_that_is_refused_holds_up_nobody_else(chosen, bob, mailoutbox, monkeypatch, caplog):
    confirm(bob)
    ReminderChoicesFactory(owner=bob, next_at=NOW)
    send = EmailBackend.send_messages

    def refuse_alice(connection, messages):
        if messages[0].to == ["alice@example.org"]:
            raise SMTPDataError(550, b"alice@example.org is unknown")
        return send(connection, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_alice)
    work()

    assert [mail.to for mail in mailoutbox] == [["bob@example.org"]]
    assert "SMTPDataError" in caplog.text
    assert "alice" not in caplog.text


def fail_for_alice(connection, messages):
    if messages[0].to == ["alice@example.org"]:
        raise RuntimeError
    return len(messages)


def test_error_that_nobody_thought_of_holds_up_nobody_else(chosen, bob, monkeypatch, caplog):
    confirm(bob)
    ReminderChoicesFactory(owner=bob, next_at=NOW)
    monkeypatch.setattr(EmailBackend, "send_messages", fail_for_alice)

    work()

    assert sorted(states()) == ["sent", "waiting"]
    assert "RuntimeError" in caplog.text
    assert "alice@" not in caplog.text


def test_error_that_nobody_thought_of_loses_no_mail(chosen, clock, mailoutbox, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", fail_for_alice)
        work()
    clock.move_to(NOW + MINUTE, tick=False)

    work(NOW + MINUTE)

    assert [mail.to for mail in mailoutbox] == [["alice@example.org"]]


def test_wait_grows_to_an_hour():
    waits = [back_off(attempts) for attempts in (0, 1, 4, 8, 999)]

    assert waits == [MINUTE, 2 * MINUTE, 16 * MINUTE, 60 * MINUTE, 60 * MINUTE]


def test_mail_that_fails_again_waits_longer(chosen, clock, monkeypatch):
    monkeypatch.setattr(EmailBackend, "send_messages", raise_disconnected)

    work()
    clock.move_to(NOW + MINUTE, tick=False)
    work(NOW + MINUTE)

    assert ProcrastinateJob.objects.get().scheduled_at == NOW + 3 * MINUTE


def raise_disconnected(_connection, _messages):
    raise SMTPServerDisconnected
