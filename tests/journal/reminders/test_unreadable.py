"""A value that does not open never turns a reminder off: it waits for its key, and everybody else is served."""

import logging
import re
from base64 import b64encode

import pytest
from procrastinate.contrib.django import app

from journal import tasks
from journal.models import Reminder, ReminderChoices
from journal.reminders.sweep import sweep
from journal.tasks import enqueue
from tests.factories import AgreementFactory, GoalFactory, ReminderChoicesFactory
from tests.journal.reminders.delivering import MINUTE, NOW, choose_check_in, confirm, run_jobs, work
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


def reminders_of(user):
    return list(Reminder.objects.for_user(user).values())


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


def test_agreement_that_does_not_open_holds_up_its_owner_only(alice, bob, mailoutbox):
    for user in (alice, bob):
        confirm(user)
        agreement = AgreementFactory(owner=user, review_on=NOW.date())
        ReminderChoicesFactory(owner=user, next_at=NOW, check_in_at="", reviews_at="20:00")
    spoil(agreement, "state")
    before = choices_of(bob)

    work(NOW)

    assert addresses(mailoutbox) == ["alice@example.org"]
    assert choices_of(bob) == before


def test_preferences_that_do_not_open_hold_up_their_owner_only(chosen, alice, bob, mailoutbox):
    spoil(Preferences.objects.for_user(bob).get(), "seasons")

    work(NOW)

    assert addresses(mailoutbox) == ["alice@example.org", "mallory@example.org"]


def test_mail_that_is_due_waits_for_a_key_that_does_not_open(chosen, bob, mailoutbox, caplog):
    sweep(NOW, enqueue)
    lock_out(bob)

    run_jobs()

    assert addresses(mailoutbox) == ["alice@example.org", "mallory@example.org"]
    assert Reminder.objects.for_user(bob).get().state == "waiting"
    assert [row.getMessage() for row in caplog.records if row.levelno == logging.ERROR] == [
        "reminders: 1 wait, as their owners' values do not open"
    ]


def test_mail_that_waited_for_a_key_goes_out_once_it_opens(chosen, bob, mailoutbox, clock):
    sweep(NOW, enqueue)
    key = UserKey.objects.for_user(bob).get().master_key
    lock_out(bob)
    run_jobs()
    UserKey.objects.for_user(bob).update(master_key=key)
    clock.move_to(NOW + MINUTE, tick=False)

    run_jobs(NOW + MINUTE)

    assert [mail.to for mail in mailoutbox][2:] == [["bob@example.org"]]


SERVED = ["alice@example.org", "mallory@example.org"]
# What happens before the key is lost, how each job runs, and who has a mail when the deliveries have run too.
WALK = {
    "sweep_reminders": (list, lambda: tasks.sweep_reminders(timestamp=0), SERVED),
    "deliver_reminders": (lambda: sweep(NOW, enqueue), run_jobs, SERVED),
    "forget": (list, lambda: tasks.forget(timestamp=0), []),
    "let_go_of_deleted": (list, lambda: tasks.let_go_of_deleted(timestamp=0), []),
    "clear_sessions": (list, lambda: tasks.clear_sessions(timestamp=0), []),
}
# These look at jobs only, and a job carries nothing about anybody.
OF_THE_QUEUE = {"retry_stalled", "forget_jobs"}


def test_every_task_of_ours_is_walked():
    ours = {name for name in app.tasks if name.startswith("journal.")}

    assert ours == {f"journal.tasks.{name}" for name in WALK.keys() | OF_THE_QUEUE}


@pytest.mark.parametrize("name", WALK)
def test_job_changes_nothing_of_somebody_whose_key_does_not_open_and_serves_the_others(
    name, chosen, mailoutbox, caplog
):
    prepare, run, served = WALK[name]
    prepare()
    bob = chosen[1].owner
    lock_out(bob)
    before = choices_of(bob), reminders_of(bob)

    run()

    assert (choices_of(bob), reminders_of(bob)) == before
    run_jobs()
    assert addresses(mailoutbox) == served
    assert not re.search("alice|bob|mallory|20:00", caplog.text)
