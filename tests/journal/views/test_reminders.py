from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from journal.models import Reminder, ReminderChoices
from journal.unsubscribing import address_for
from tests.factories import (
    AgreementFactory,
    EntryFactory,
    ExperimentFactory,
    GoalFactory,
    ReminderChoicesFactory,
    ReminderFactory,
    ReviewFactory,
    TickFactory,
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

    assert "Your reminders rest" not in today(reader)
    assert "Your reminders rest" not in reader.get(PAGE).content.decode()


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


# On Today


def today(client):
    return client.get(reverse("journal:today")).content.decode()


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"by": "app", "check_in_at": "11:00"}, ["a quick check-in, just below"]),
        ({"by": "mail", "check_in_at": "11:00"}, ["a quick check-in, just below"]),
        ({"by": "app", "check_in_at": "13:00"}, []),
        ({"by": "off", "check_in_at": "11:00"}, []),
        (
            {
                "by": "app",
                "check_in_at": "",
                "week_at": "09:00",
                "week_day": "WE",
                "goals_at": "10:00",
            },
            ["close the week", "a goal comes round"],
        ),
        (
            {"by": "app", "check_in_at": "", "dates_at": "08:00", "reviews_at": "09:00"},
            ["a date", "a day to look back"],
        ),
    ],
)
def test_today_reminds_of_what_has_come_round(reader, alice, chosen, said):
    day = NOW.date()
    GoalFactory(owner=alice, first_day=day, rule="", review_day=day)
    GoalFactory(owner=alice, first_day=day, rule="", date_night=True)
    ReminderChoicesFactory(owner=alice, **chosen)

    page = today(reader)

    assert ("For today you asked for a reminder" in page) == bool(said)
    line = page.partition("For today you asked for a reminder")[2].partition("</p>")[0]
    assert [words for words in said if words not in line] == []


def test_today_says_that_an_experiment_waits(reader, alice):
    ExperimentFactory(owner=alice, begins_on="2026-11-04", review_on=NOW.date())
    ReminderChoicesFactory(owner=alice, by="app", check_in_at="", reviews_at="09:00")

    assert "a day to look back" in today(reader)


def test_today_says_that_an_agreement_waits(reader, alice):
    ReminderChoicesFactory(owner=alice, by="app", check_in_at="", reviews_at="09:00")
    AgreementFactory(owner=alice, agreed_on="2026-11-04", review_on=NOW.date(), state="kept")
    assert "a day to look back" not in today(reader)

    AgreementFactory(owner=alice, agreed_on="2026-11-04", review_on=NOW.date())

    assert "a day to look back" in today(reader)


def feel(alice, _):
    EntryFactory(owner=alice, happened_at=NOW)


def close_last_week(alice, _):
    ReviewFactory(owner=alice, week=date(2026, 11, 9), closed_at=NOW)


def tick(alice, goal):
    TickFactory(owner=alice, goal=goal, day=NOW.date())


def tick_enough(alice, goal):
    goal.rule, goal.times = "FREQ=WEEKLY", 1
    goal.save()
    TickFactory(owner=alice, goal=goal, day=NOW.date() - timedelta(days=1))


@pytest.mark.parametrize(
    ("chosen", "act"),
    [
        ({"check_in_at": "09:00"}, feel),
        ({"check_in_at": "", "week_at": "09:00", "week_day": "TU"}, close_last_week),
        ({"check_in_at": "", "goals_at": "09:00"}, tick),
        ({"check_in_at": "", "goals_at": "09:00"}, tick_enough),
    ],
    ids=["check-in", "week", "goal", "goal without fixed days"],
)
def test_today_reminds_of_nothing_that_is_done(client, alice, time_machine, chosen, act):
    if chosen.get("week_day"):
        time_machine.move_to(NOW - timedelta(days=1), tick=False)
    client.force_login(alice)
    goal = GoalFactory(owner=alice, first_day=date(2026, 11, 11), rule="FREQ=DAILY")
    ReminderChoicesFactory(owner=alice, by="app", **chosen)
    assert "For today you asked for a reminder" in today(client)

    act(alice, goal)

    assert "For today you asked for a reminder" not in today(client)


def test_hard_season_reminds_of_nothing(reader, alice):
    alice.preferences.begin_hard_season(NOW.date())
    ReminderChoicesFactory(owner=alice, by="app", check_in_at="09:00")

    assert "For today you asked for a reminder" not in today(reader)


def test_coming_back_is_welcomed_and_not_counted(reader, alice):
    ReminderChoicesFactory(owner=alice, asked_at=NOW - timedelta(days=40), check_in_at="09:00")

    page = today(reader)

    assert "Good to see you. Your reminders rest" in page
    assert "For today you asked for a reminder" not in page
