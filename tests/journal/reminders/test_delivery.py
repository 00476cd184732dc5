"""From what is due to what is sent: once, only while it is wanted, and never in quiet hours."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction

from journal.models import Reminder
from journal.reminders.sweep import sweep
from journal.tasks import enqueue
from tests.factories import (
    DateNightFactory,
    EntryFactory,
    GoalFactory,
    ReminderChoicesFactory,
    ReviewFactory,
    TickFactory,
)
from tests.journal.reminders.delivering import (
    DAY,
    MINUTE,
    NOW,
    choose_check_in,
    confirm,
    run_jobs,
    states,
    work,
)
from tests.test_privacy_pages import TELLING


@pytest.fixture(autouse=True)
def _eight(clock):
    clock.move_to(NOW, tick=False)


@pytest.fixture
def chosen(alice):
    return choose_check_in(alice)


def test_one_neutral_mail_goes_out_when_its_time_has_come(chosen, alice, mailoutbox):
    GoalFactory(owner=alice, title="Ask about the affair")

    assert work(NOW) == 1
    assert work(NOW + MINUTE) == 0

    (mail,) = mailoutbox
    row = Reminder.objects.get()
    assert (mail.subject, mail.to) == ("Your note is ready", ["alice@example.org"])
    assert "http://127.0.0.1:8000/today/" in mail.body
    assert mail.extra_headers["Message-ID"] == f"<{row.pk.hex}@127.0.0.1>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not TELLING.search(mail.message().as_string())
    assert "alice" not in mail.message().as_string().replace("alice@example.org", "")
    assert (row.state, row.sent_at) == ("sent", NOW)
    chosen.refresh_from_db()
    assert chosen.next_at == NOW + DAY


def test_address_of_unsubscribe_stops_what_follows(chosen, client, clock, mailoutbox):
    work()
    url = mailoutbox[0].extra_headers["List-Unsubscribe"].strip("<>")

    client.post(url.removeprefix("http://127.0.0.1:8000"), {"List-Unsubscribe": "One-Click"})
    clock.move_to(NOW + DAY, tick=False)
    work(NOW + DAY)

    assert len(mailoutbox) == 1


def test_what_falls_due_together_is_one_mail(alice, mailoutbox):
    confirm(alice)
    ReminderChoicesFactory(owner=alice, next_at=NOW, week_at="20:00", week_day="WE")

    work()

    assert len(mailoutbox) == 1
    assert states() == ["sent", "shared"]


def test_each_person_is_swept_however_many_there_are(alice, bob, mailoutbox, monkeypatch):
    monkeypatch.setattr("journal.reminders.sweep.BATCH_SIZE", 1)
    for user in (alice, bob):
        confirm(user)
        ReminderChoicesFactory(owner=user, next_at=NOW)

    work()

    assert {mail.to[0] for mail in mailoutbox} == {"alice@example.org", "bob@example.org"}


TODAY = date(2026, 11, 18)
ALONE = {"check_in_at": ""}


def feel(walk, _):
    EntryFactory(owner=walk.owner, happened_at=NOW - MINUTE)


def close_the_week(walk, _):
    ReviewFactory(owner=walk.owner, week=date(2026, 11, 16), closed_at=NOW)


def tick(walk, _):
    TickFactory(owner=walk.owner, goal=walk, day=TODAY)


def do_enough(walk, _):
    walk.rule, walk.times = "FREQ=WEEKLY", 1
    walk.save()
    TickFactory(owner=walk.owner, goal=walk, day=TODAY - DAY)


def tick_the_date(_, evening):
    TickFactory(owner=evening.owner, goal=evening, day=TODAY + DAY)


@pytest.mark.parametrize(
    ("chosen", "acts"),
    [
        ({}, [feel]),
        (ALONE | {"week_at": "20:00", "week_day": "WE"}, [close_the_week]),
        (ALONE | {"goals_at": "20:00"}, [tick]),
        (ALONE | {"goals_at": "20:00"}, [do_enough]),
        (ALONE | {"dates_at": "20:00", "dates_ahead": "1"}, [tick_the_date]),
        ({"goals_at": "20:00", "week_at": "20:00", "week_day": "WE"}, [feel, tick, close_the_week]),
    ],
    ids=["check-in", "week", "goal", "goal without fixed days", "date", "together"],
)
def test_no_mail_asks_for_what_is_done(alice, mailoutbox, chosen, acts):
    confirm(alice)
    walk = GoalFactory(owner=alice, first_day=TODAY, rule="FREQ=DAILY")
    evening = GoalFactory(owner=alice, first_day=TODAY + DAY, rule="", date_night=True)
    ReminderChoicesFactory(owner=alice, next_at=NOW, **chosen)
    mails = []
    for act in acts:
        with transaction.atomic():
            work()
            mails.append(len(mailoutbox))
            transaction.set_rollback(True)
        act(walk, evening)
    mailoutbox.clear()

    work()

    assert mails == list(range(1, len(acts) + 1))
    assert mailoutbox == []


def test_date_on_no_fixed_day_is_mailed_on_the_evening_that_was_planned(alice, mailoutbox, clock):
    confirm(alice)
    us = GoalFactory(
        owner=alice, date_night=True, rule="FREQ=MONTHLY", times=2, first_day=date(2026, 11, 1)
    )
    DateNightFactory(owner=alice, goal=us, day=TODAY)
    ReminderChoicesFactory(owner=alice, next_at=NOW, check_in_at="", dates_at="20:00")

    work()
    clock.move_to(NOW + DAY, tick=False)
    work(NOW + DAY)

    assert len(mailoutbox) == 1


def test_day_to_look_back_is_mailed_whatever_was_done(alice, mailoutbox):
    confirm(alice)
    GoalFactory(owner=alice, review_day=TODAY)
    ReminderChoicesFactory(owner=alice, next_at=NOW, check_in_at="", reviews_at="20:00")

    work()

    assert len(mailoutbox) == 1


def opt_out(user, choices):
    choices.switch_off()


def lose_the_address(user, choices):
    EmailAddress.objects.filter(user=user).update(verified=False)


def begin_a_season(user, choices):
    user.preferences.begin_hard_season(date(2026, 11, 18))


def go(user, choices):
    user.delete()


def close_the_account(user, choices):
    user.is_active = False
    user.save()


def take_the_time_back(user, choices):
    choices.check_in_at = ""
    choices.save()


CHANGES = [opt_out, lose_the_address, begin_a_season, go, close_the_account, take_the_time_back]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("when", ["before the sweep", "before the delivery"])
def test_nothing_goes_out_once_it_is_not_wanted(chosen, alice, mailoutbox, change, when):
    if when == "before the delivery":
        sweep(NOW, enqueue)
    change(alice, chosen)
    if when == "before the sweep":
        sweep(NOW, enqueue)

    run_jobs()

    assert mailoutbox == []


def test_what_waits_for_nobody_is_left(chosen, alice, mailoutbox):
    sweep(NOW, enqueue)
    close_the_account(alice, chosen)

    run_jobs()

    assert (mailoutbox, states()) == ([], ["left"])


@pytest.mark.parametrize(("rests", "sent"), [(False, 1), (True, 0)])
def test_paused_goal_is_silent(alice, mailoutbox, rests, sent):
    confirm(alice)
    goal = GoalFactory(owner=alice, first_day=date(2026, 11, 18), rule="")
    ReminderChoicesFactory(owner=alice, next_at=NOW, check_in_at="", goals_at="20:00")
    sweep(NOW, enqueue)
    if rests:
        goal.pause(date(2026, 11, 18))

    run_jobs()

    assert len(mailoutbox) == sent


@pytest.mark.parametrize("zone", ["Europe/Vienna", "America/New_York", "Pacific/Apia"])
def test_nothing_goes_out_in_quiet_hours_and_it_waits_for_their_end(alice, clock, mailoutbox, zone):
    confirm(alice)
    alice.preferences.time_zone = zone
    alice.preferences.save()
    local = alice.clock.local(NOW)
    quiet = {"quiet_from": f"{local:%H:%M}", "quiet_until": f"{local + timedelta(hours=8):%H:%M}"}
    chosen = ReminderChoicesFactory(owner=alice, check_in_at=f"{local:%H:%M}", next_at=NOW, **quiet)

    work()
    clock.move_to(NOW + timedelta(hours=8) - MINUTE, tick=False)
    work(NOW + timedelta(hours=8) - MINUTE)
    assert (mailoutbox, states()) == ([], ["waiting"])

    clock.move_to(NOW + timedelta(hours=8, minutes=1), tick=False)
    work(NOW + timedelta(hours=8, minutes=1))
    assert len(mailoutbox) == 1
    assert chosen.is_quiet(local.time())


def test_mail_that_waited_a_day_is_left(chosen, mailoutbox, clock):
    sweep(NOW, enqueue)
    clock.move_to(NOW + DAY + MINUTE, tick=False)

    run_jobs(NOW + DAY + MINUTE)

    assert (mailoutbox, states()) == ([], ["left"])


def test_what_was_due_long_before_a_worker_ran_is_left_out(chosen, mailoutbox):
    work(NOW + timedelta(hours=7))

    assert mailoutbox == []
    chosen.refresh_from_db()
    assert chosen.next_at == NOW + DAY


def test_time_that_is_chosen_anew_on_a_day_sends_no_second_mail(chosen, alice, mailoutbox, clock):
    work()
    chosen.refresh_from_db()
    chosen.check_in_at, chosen.next_at = "20:01", NOW + MINUTE
    chosen.save()
    clock.move_to(NOW + MINUTE, tick=False)

    work(NOW + MINUTE)

    assert (len(mailoutbox), states()) == (1, ["sent"])
