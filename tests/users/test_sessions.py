"""A session is over when its time is over, or when its owner may not sign in any more."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from journal import tasks


@pytest.fixture
def session(db):
    """A session in which something is kept."""
    session = SessionStore()
    session["seen"] = 1
    session.save()
    return session


def test_session_that_is_over_holds_nothing_and_loses_its_key(session, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=2))
    expired = SessionStore(session.session_key)

    assert (dict(expired.items()), expired.session_key) == ({}, None)


def test_worker_deletes_sessions_that_are_over(session, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=2))
    fresh = SessionStore()
    fresh.save()

    tasks.clear_sessions(0)

    assert list(Session.objects.values_list("pk", flat=True)) == [fresh.session_key]


def test_somebody_who_may_not_sign_in_any_more_is_signed_out(client, alice):
    client.force_login(alice)
    alice.is_active = False
    alice.save()

    assert client.get("/today/").status_code == 303
