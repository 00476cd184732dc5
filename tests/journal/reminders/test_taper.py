"""How reminders end: three days of mail without a visit, clocks that change, rows that grow old."""

from datetime import UTC, date, datetime, timedelta

import pytest

from journal.models import Reminder
from journal.models.reminders import Channel
from journal.reminders.schedule import start_reminders
from journal.reminders.sweep import forget_old
from tests.factories import ReminderChoicesFactory, ReminderFactory
from tests.journal.reminders.delivering import (
    DAY,
    MINUTE,
    NOW,
    choose_check_in,
    confirm,
    each_day,
    work,
)
from tests.test_privacy_pages import TELLING
from users.models import User


@pytest.fixture(autouse=True)
def _eight(clock):
    clock.move_to(NOW, tick=False)


@pytest.fixture
def chosen(alice):
    return choose_check_in(alice)


def test_after_three_without_a_visit_it_asks_once_and_stops(
    chosen, client, alice, clock, mailoutbox
):
    list(each_day(clock, 6))

    assert [mail.subject for mail in mailoutbox] == ["Your note is ready"] * 3 + ["Shall we stop?"]
    chosen.refresh_from_db()
    assert (chosen.asked_at, chosen.next_at) == (NOW + 3 * DAY, None)
    assert not TELLING.search(mailoutbox[-1].message().as_string())


def test_visit_between_begins_anew(chosen, client, alice, clock, mailoutbox):
    for number in each_day(clock, 6):
        if number == 2:
            client.force_login(alice)

    assert {mail.subject for mail in mailoutbox} == {"Your note is ready"}
    assert len(mailoutbox) == 6


def test_page_that_is_opened_is_a_visit_without_a_sign_in(chosen, client, alice, clock, mailoutbox):
    for number in each_day(clock, 6):
        if number == 2:
            client.force_login(alice)
            User.objects.update(last_login=NOW - 30 * DAY)
            assert client.get("/today/").status_code == 200

    assert {mail.subject for mail in mailoutbox} == {"Your note is ready"}
    assert len(mailoutbox) == 6


def test_old_reminders_are_let_go(alice):
    ReminderFactory(owner=alice, due_at=NOW - 500 * DAY)
    recent = ReminderFactory(owner=alice, due_at=NOW)

    forget_old(NOW)

    assert list(Reminder.objects.all()) == [recent]


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2026, 10, 25)])
def test_clocks_that_change_neither_lose_nor_double_a_mail(alice, clock, mailoutbox, day):
    """In Vienna 02:30 is skipped on the one day, and comes twice on the other."""
    confirm(alice)
    alice.preferences.time_zone = "Europe/Vienna"
    alice.preferences.save()
    now = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=1)
    quiet = {"quiet_from": "12:00", "quiet_until": "13:00"}
    choices = ReminderChoicesFactory(owner=alice, by=Channel.MAIL, check_in_at="02:30", **quiet)
    start_reminders(choices, alice.clock, now)
    choices.save()

    for minutes in range(0, 12 * 60, 15):
        clock.move_to(now + minutes * MINUTE, tick=False)
        work(now + minutes * MINUTE)

    assert len(mailoutbox) == 1
    assert list(Reminder.objects.values_list("day", flat=True)) == [day]
