"""How long a session lasts: half an hour without a page, a day at the most."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from users.models import User

START = "2026-11-16T10:00Z"


@pytest.fixture
def reader(client, alice, time_machine):
    time_machine.move_to(START, tick=False)
    client.force_login(alice)
    client.get("/today/")
    return client


def is_open(client):
    return client.get("/today/").status_code == 200


def test_session_ends_after_half_an_hour_without_a_page(reader, time_machine):
    session = reader.session.session_key
    time_machine.move_to("2026-11-16T10:30:01Z", tick=False)

    assert not is_open(reader)
    assert not Session.objects.filter(pk=session).exists()


def test_session_lasts_while_pages_are_read(reader, time_machine):
    for moment in ("10:29", "10:58", "11:27", "11:56"):
        time_machine.move_to(f"2026-11-16T{moment}Z", tick=False)
        assert is_open(reader)


def test_session_ends_after_a_day_also_while_pages_are_read(reader, time_machine):
    for hour in range(24):
        for minute in (5, 30, 55):
            time_machine.move_to(
                f"2026-11-{16 + (10 + hour) // 24}T{(10 + hour) % 24:02}:{minute:02}Z"
            )
            assert is_open(reader)

    time_machine.move_to("2026-11-17T10:00:01Z", tick=False)

    assert not is_open(reader)


def test_use_is_noted_every_five_minutes_and_no_oftener(reader, time_machine):
    before = Session.objects.get().session_data
    time_machine.move_to("2026-11-16T10:04Z", tick=False)
    reader.get("/today/")
    assert Session.objects.get().session_data == before

    time_machine.move_to("2026-11-16T10:06Z", tick=False)
    reader.get("/today/")

    assert Session.objects.get().session_data != before


def test_a_visit_is_known_by_its_day_and_written_once_a_day(reader, alice, time_machine):
    def here_on():
        alice.refresh_from_db()
        return alice.here_on.isoformat()

    assert here_on() == "2026-11-16"
    with CaptureQueriesContext(connection) as captured:
        time_machine.move_to("2026-11-16T10:06Z", tick=False)
        reader.get("/today/")
    assert [one["sql"] for one in captured if '"here_on" =' in one["sql"]] == []
    User.objects.update(here_on=None)
    for hour in range(10, 25):
        for minute in (10, 35, 59):
            time_machine.move_to(f"2026-11-{16 + hour // 24}T{hour % 24:02}:{minute}Z", tick=False)
            reader.get("/today/")

    assert here_on() == "2026-11-17"


def test_visitor_with_an_old_cookie_is_asked_to_sign_in(client, db, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "ended"

    assert client.get("/today/").url == "/accounts/login/?next=/today/"


def test_sign_in_leads_back_with_the_whole_address(client, db):
    response = client.get("/journal/?kind=entry")

    assert response.url == "/accounts/login/?next=/journal/%3Fkind%3Dentry"
