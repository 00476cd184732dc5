"""A value that does not open never turns a reminder off: it waits for its key, and everybody else is served."""

import logging
from base64 import b64encode

import pytest
from procrastinate.contrib.django import app

from journal import tasks
from journal.models import Reminder, ReminderChoices
from journal.reminders import delivery
from journal.reminders.delivery import deliver
from tests.factories import GoalFactory, ReminderChoicesFactory
from tests.journal.reminders.delivering import MINUTE, NOW, choose_check_in, confirm, states, work
from tests.journal.tampering import spoil, stored
from users.models import Preferences
from vault.models import UserKey

CHOSEN = ("by", "check_in_at", "goals_at", "week_day")


@pytest.fixture(autouse=True)
def _eight(clock):
    clock.move_to(NOW, tick=False)


@pytest.fixture
def chosen(alice, bob, mallory):
    """What three people chose: a check-in at eight, by mail."""
    return [choose_check_in(user) for user in (alice, bob, mallory)]


def choices_of(user):
    row = ReminderChoices.objects.for_user(user).get()
    return [row.next_at, row.asked_at, *(stored(row, column) for column in CHOSEN)]


def lock_out(user):
    UserKey.objects.for_user(user).update(master_key="gone")


def addresses(mailoutbox):
    return sorted(mail.to[0] for mail in mailoutbox)


def test_sweep_under_a_wrong_master_key_turns_nothing_off(
    chosen, alice, settings, mailoutbox, clock
):
    right, before = settings.MASTER_KEYS, choices_of(alice)
    name = right.partition(":")[0]
    settings.MASTER_KEYS = f"{name}:{b64encode(bytes(32)).decode()}"

    assert work(NOW) == 0
    assert choices_of(alice) == before

    settings.MASTER_KEYS = right
    clock.move_to(NOW + MINUTE, tick=False)
    work(NOW + MINUTE)
    assert addresses(mailoutbox) == ["alice@example.org", "bob@example.org", "mallory@example.org"]


def test_key_that_does_not_open_holds_up_nobody_else(chosen, alice, bob, mailoutbox, caplog):
    before = choices_of(bob)
    lock_out(bob)

    work(NOW)

    assert addresses(mailoutbox) == ["alice@example.org", "mallory@example.org"]
    assert choices_of(bob) == before
    assert [row.getMessage() for row in caplog.records if row.levelno == logging.ERROR] == [
        "reminders: the values of 1 people do not open"
    ]


def test_goal_that_does_not_open_holds_up_its_owner_only(alice, bob, mailoutbox):
    for user in (alice, bob):
        confirm(user)
        goal = GoalFactory(owner=user, rule="FREQ=DAILY", first_day=NOW.date())
        ReminderChoicesFactory(owner=user, next_at=NOW, check_in_at="", goals_at="20:00")
    spoil(goal, "rule")
    before = choices_of(bob)

    work(NOW)

    assert addresses(mailoutbox) == ["alice@example.org"]
    assert choices_of(bob) == before


def test_preferences_that_do_not_open_hold_up_their_owner_only(chosen, alice, bob, mailoutbox):
    spoil(Preferences.objects.for_user(bob).get(), "seasons")

    work(NOW)

    assert addresses(mailoutbox) == ["alice@example.org", "mallory@example.org"]


def test_mail_that_is_due_waits_for_a_key_that_does_not_open(chosen, alice, bob, mailoutbox):
    tasks.sweep(NOW, lambda _: None)
    lock_out(bob)

    assert deliver() == 2

    assert "bob@example.org" not in addresses(mailoutbox)
    waiting = Reminder.objects.for_user(bob).get()
    assert (waiting.state, waiting.not_before) == ("waiting", NOW + MINUTE)


def test_error_that_nobody_thought_of_leaves_no_reminder_held(chosen, monkeypatch):
    tasks.sweep(NOW, lambda _: None)

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(delivery, "_deliver", fail)
    with pytest.raises(RuntimeError):
        deliver()

    assert states() == ["waiting"] * 3
    assert {row.not_before for row in Reminder.objects.all()} == {NOW + MINUTE}


RUNS = {
    "journal.tasks.sweep_reminders": lambda: tasks.sweep_reminders(timestamp=0),
    "journal.tasks.deliver_reminders": deliver,
    "journal.tasks.forget": lambda: tasks.forget(timestamp=0),
    "journal.tasks.let_go_of_deleted": lambda: tasks.let_go_of_deleted(timestamp=0),
    "journal.tasks.clear_sessions": lambda: tasks.clear_sessions(timestamp=0),
}
# These look at jobs only, and a job carries nothing about anybody.
OF_THE_QUEUE = {"journal.tasks.retry_stalled", "journal.tasks.forget_jobs"}


def test_every_task_of_ours_is_walked():
    ours = {name for name in app.tasks if name.startswith("journal.")}

    assert ours == RUNS.keys() | OF_THE_QUEUE


@pytest.mark.parametrize("name", RUNS)
def test_job_changes_nothing_of_somebody_whose_key_does_not_open(name, chosen, bob):
    before = choices_of(bob)
    lock_out(bob)

    RUNS[name]()

    assert choices_of(bob) == before
