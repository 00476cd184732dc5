"""Whose session it is: asked in one query each, and over when it is over."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from journal import tasks

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore


@pytest.fixture
def kept(db):
    """A session in which something is kept."""
    session = SessionStore()
    session["seen"] = 1
    session.save()
    return session


def test_session_holds_what_was_kept_in_it(kept):
    assert dict(SessionStore(kept.session_key).items()) == {"seen": 1}


def test_session_that_is_over_holds_nothing_and_loses_its_key(kept, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=2))
    found = SessionStore(kept.session_key)

    assert (dict(found.items()), found.session_key) == ({}, None)


def test_worker_deletes_sessions_that_are_over(kept, time_machine):
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
