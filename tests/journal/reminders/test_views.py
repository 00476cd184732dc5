from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from journal.models import Reminder, ReminderChoices
from journal.reminders.unsubscribe import address_for
from tests.factories import (
    GoalFactory,
    ReminderChoicesFactory,
    ReminderFactory,
)
from users.models import Draft

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
PAGE = "/settings/reminders/"
USUAL = {"week_day": "SU", "dates_ahead": "0", "quiet_from": "22:00", "quiet_until": "07:00"}


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def reader(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def address(alice):
    return EmailAddress.objects.create(
        user=alice, email="a@example.org", verified=True, primary=True
    )


def send(client, **data):
    key = client.get(PAGE).context["form"].key.token
    return client.post(PAGE, USUAL | data | {"form_key": key})


def errors_of(client):
    return client.get(PAGE).context["form"].errors


def test_reminders_are_off_until_chosen(reader, alice):
    response = reader.get(PAGE)

    assert "Nobody will disturb you." in response.content.decode()
    assert response.context["form"]["by"].value() == "off"
    assert not ReminderChoices.objects.for_user(alice).exists()


def test_mail_is_offered_to_a_confirmed_address_only(reader, alice):
    EmailAddress.objects.create(user=alice, email="new@example.org", verified=False, primary=True)

    response = send(reader, by="mail", check_in_at="20:00")

    assert response.status_code == 303
    assert "add an address and confirm it" in reader.get(PAGE).content.decode()
    assert errors_of(reader).keys() == {"by"}


def test_choice_is_kept_and_the_next_five_are_listed(reader, alice, address):
    alice.preferences.time_zone = "Europe/Vienna"
    alice.preferences.save()
    walk = GoalFactory(owner=alice, title="A walk", first_day="2026-11-19", rule="FREQ=DAILY")

    response = send(reader, by="mail", check_in_at="20:00", goals_at="07:30", goals=[str(walk.pk)])

    assert response.url == f"{PAGE}?saved=1"
    page = reader.get(PAGE)
    assert page.context["coming"][:2] == [
        "Today at 20:00: a quick check-in",
        "Tomorrow at 07:30: a goal comes round",
    ]
    assert len(page.context["coming"]) == 5
    row = ReminderChoices.objects.for_user(alice).get()
    assert row.next_at == datetime(2026, 11, 18, 19, 0, tzinfo=UTC)
    assert [row.goals, row.readable()[0]] == [[str(walk.pk)], ("How", "By e-mail")]


def test_goal_that_is_over_leaves_the_choice(reader, alice, address):
    ReminderChoicesFactory(
        owner=alice, goals_at="09:00", goals=[str(GoalFactory(owner=alice, state="done").pk)]
    )

    assert reader.get(PAGE).context["form"]["goals"].value() == []


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"by": "mail", "check_in_at": "23:00"}, {"check_in_at"}),
        ({"by": "mail", "check_in_at": "late"}, {"check_in_at"}),
        ({"by": "mail", "week_at": "20:00", "week_day": "XX"}, {"week_day"}),
        ({"by": "mail"}, {"by"}),
        ({"by": "mail", "check_in_at": "20:00", "quiet_from": ""}, {"quiet_from"}),
        ({"by": "soon", "check_in_at": "20:00"}, {"by"}),
        ({"by": "mail", "goals_at": "20:00", "goals": ["x"]}, {"goals"}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(reader, alice, address, data, wrong):
    response = send(reader, **data)

    assert response.status_code == 303
    assert errors_of(reader).keys() == wrong
    assert not ReminderChoices.objects.for_user(alice).exists()


def test_time_in_quiet_hours_is_fine_on_ones_own_page(reader, alice):
    send(reader, by="app", check_in_at="23:00")

    row = ReminderChoices.objects.for_user(alice).get()
    assert (row.by, row.check_in_at, row.next_at) == ("app", "23:00", None)


def test_hard_season_is_said_instead_of_what_comes(reader, alice, address):
    ReminderChoicesFactory(owner=alice)
    reader.post("/goals/rest/")

    assert "reminders too" in reader.get(PAGE).content.decode()


def test_another_zone_lets_the_worker_look_again(alice):
    row = ReminderChoicesFactory(owner=alice, next_at=NOW + timedelta(days=400))

    alice.preferences.time_zone = "Asia/Tokyo"
    alice.preferences.save()

    row.refresh_from_db()
    assert row.next_at < NOW + timedelta(days=399)


def test_begin_again_after_a_rest(reader, alice, address):
    row = ReminderChoicesFactory(owner=alice, asked_at=NOW - timedelta(days=3))
    assert "Good to see you" in reader.get(PAGE).content.decode()

    response = reader.post(reverse("journal:reminders_resume"))

    row.refresh_from_db()
    assert response.url == PAGE
    assert (row.asked_at, row.next_at) == (None, datetime(2026, 11, 18, 20, 0, tzinfo=UTC))


def test_button_changes_nothing_where_nothing_rests(reader, alice):
    row = ReminderChoicesFactory(owner=alice, next_at=NOW)

    reader.post(reverse("journal:reminders_resume"))

    before = row.version
    row.refresh_from_db()
    assert (row.next_at, row.version) == (NOW, before)


# One-click unsubscribe


def test_mail_is_stopped_by_one_post_without_a_session(client, alice):
    row = ReminderChoicesFactory(owner=alice, next_at=NOW)
    waiting = ReminderFactory(owner=alice)
    url = address_for(alice).removeprefix("http://127.0.0.1:8000")
    strict = Client(enforce_csrf_checks=True)

    page = strict.get(url)
    row.refresh_from_db()
    assert (row.by, row.next_at) == ("mail", NOW)
    assert "You need not sign in." in page.content.decode()

    answer = strict.post(url, {"List-Unsubscribe": "One-Click"})

    row.refresh_from_db()
    waiting.refresh_from_db()
    assert (answer.status_code, row.by, row.next_at) == (200, "off", None)
    assert row.check_in_at == "20:00"
    assert waiting.state == Reminder.State.LEFT
    assert "alice" not in answer.content.decode()
    assert not answer.cookies


def test_stopping_after_the_question_is_the_answer(reader, alice):
    ReminderChoicesFactory(owner=alice, asked_at=NOW - timedelta(days=1))

    reader.post(address_for(alice).removeprefix("http://127.0.0.1:8000"))

    for page in (PAGE, reverse("journal:today")):
        assert "Your reminders rest" not in reader.get(page).content.decode()


def test_stopping_twice_or_for_somebody_who_is_gone_is_answered_alike(client, alice):
    row = ReminderChoicesFactory(owner=alice, by="app")
    url = address_for(alice).removeprefix("http://127.0.0.1:8000")

    first = client.post(url)
    row.refresh_from_db()
    assert row.by == "app"  # it stopped the mail, not what stands on a page
    alice.delete()

    assert client.post(url).content == first.content


@pytest.mark.parametrize("token", ["x", "0" * 32, f"{'0' * 32}:forged"])
def test_forged_address_stops_nothing(client, db, token):
    assert client.post(f"/mail/{token}/").status_code == 404
    assert not Draft.objects.exists()
