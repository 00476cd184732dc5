"""A kept connection that the server has closed is replaced before anybody notices."""

import time

import pytest
from django.db import connection


@pytest.fixture
def other(transactional_db):
    """Return a connection of its own, kept from an earlier request."""
    kept = connection.copy()
    kept.ensure_connection()
    kept.health_check_enabled = True
    kept.health_check_done = False
    yield kept
    kept.close()


def test_idle_connection_is_kept(other):
    before = other.connection

    other.close_if_health_check_failed()

    assert other.connection is before


def test_connection_that_the_server_has_ended_is_replaced(other):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [other.connection.info.backend_pid])
    deadline = time.monotonic() + 10
    while not other._has_something_to_say() and time.monotonic() < deadline:
        time.sleep(0.01)

    other.close_if_health_check_failed()

    assert other.connection is None
    with other.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_connection_on_which_something_went_wrong_is_asked(other):
    other.errors_occurred = True
    other.connection.close()

    assert not other.is_usable()
