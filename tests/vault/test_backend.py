"""Kept connections that the server has closed, and what waits to go along with the next statement."""

import time

import pytest
from django.db import DatabaseError, DataError, connection, transaction
from psycopg import Cursor as DriversCursor
from psycopg import sql

from vault.row_security import acting_as

WHO = "SELECT current_setting('app.user_id', true)"
MARK = "SELECT set_config('app.mark', %s, false)"


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


@pytest.fixture
def messages(monkeypatch):
    """Return what is sent to the database, message by message."""
    sent, stock = [], DriversCursor.execute

    def execute(cursor, query, *args, **options):
        sent.append(query)
        return stock(cursor, query, *args, **options)

    monkeypatch.setattr(DriversCursor, "execute", execute)
    return sent


def ask(query, params=None):
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchone()[0]


def give_up(what):
    connection.send_along(MARK, ["never"])
    what()


def fail():
    message = "stop"
    raise ValueError(message)


def ask_nonsense_and_fail():
    with pytest.raises(DatabaseError):
        ask("SELECT nonsense")
    give_up(fail)


def mark():
    return ask("SELECT current_setting('app.mark', true)")


@pytest.mark.django_db(transaction=True)
def test_transaction_opens_with_its_first_statement(alice, messages):
    with acting_as(alice):
        who, share = ask(WHO), ask("SELECT '5 %%' || %s", [" of it"])

    assert (who, share, len(messages)) == (str(alice.pk), "5 % of it", 2)


@pytest.mark.django_db(transaction=True)
def test_transaction_in_which_nothing_is_asked_sends_nothing(alice, messages):
    with acting_as(alice):
        pass

    assert (messages, ask(WHO) or "") == ([WHO], "")


@pytest.mark.django_db(transaction=True)
def test_cursor_that_brings_nothing_along_finds_the_transaction_open(alice):
    found = []
    with acting_as(alice), connection.chunked_cursor() as cursor:
        cursor.execute(WHO)
        found += cursor.fetchall()
    with acting_as(alice), connection._prepare_cursor(DriversCursor(connection.connection)) as raw:
        found += raw.execute(WHO).fetchall()
    with acting_as(alice), connection.cursor() as cursor:
        cursor.execute(sql.SQL(WHO))
        found += cursor.fetchall()
    with acting_as(alice), connection.cursor() as cursor:
        cursor.executemany(
            "SELECT set_config('app.mark', current_setting(%s), true)", [["app.user_id"]]
        )
        found.append((mark(),))

    with acting_as(alice), connection.cursor() as cursor:
        found += cursor.stream(WHO)
    with (
        acting_as(alice),
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({WHO}) TO STDOUT") as out,
    ):
        found += out.rows()

    assert found == [(str(alice.pk),)] * 6


@pytest.mark.django_db(transaction=True)
def test_statement_that_cannot_be_said_takes_nothing_of_what_waits_with_it(alice):
    with acting_as(alice):
        with pytest.raises(DataError):
            ask("SELECT %s", ["\0"])
        assert ask(WHO) == str(alice.pk)


@pytest.mark.django_db(transaction=True)
def test_transaction_whose_first_statement_fails_leaves_nothing_behind(alice):
    with pytest.raises(DatabaseError), acting_as(alice):
        ask("SELECT nonsense")

    assert (ask(WHO) or "", connection.take_waiting()) == ("", ())


@pytest.mark.django_db(transaction=True)
def test_statement_goes_along_with_the_next_one(alice, messages):
    with acting_as(alice):
        connection.send_along(MARK, ["100 %"])
        found = ask("SELECT current_setting('app.mark') || %s", ["!"])

    assert (found, len(messages)) == ("100 %!", 1)


@pytest.mark.django_db(transaction=True)
def test_statement_that_no_other_follows_goes_before_the_transaction_ends(alice):
    with acting_as(alice):
        connection.send_along(MARK, ["in"])
    inside = mark()
    connection.send_along(MARK, ["out"])

    assert (inside, mark()) == ("in", "out")


@pytest.mark.django_db(transaction=True)
def test_statement_that_waits_is_forgotten_with_its_transaction(alice):
    connection.send_along(MARK, ["before"])
    with pytest.raises(ValueError, match="stop"), acting_as(alice):
        give_up(fail)

    assert mark() == "before"


@pytest.mark.django_db(transaction=True)
def test_statement_that_waits_is_forgotten_with_its_savepoint(alice):
    with acting_as(alice):
        connection.send_along(MARK, ["kept"])
        with pytest.raises(ValueError, match="stop"), transaction.atomic():
            give_up(fail)
        assert mark() == "kept"


@pytest.mark.django_db(transaction=True)
def test_statement_that_waits_after_an_error_does_not_stand_in_the_way_of_going_back(alice):
    with acting_as(alice):
        with pytest.raises(ValueError, match="stop"), transaction.atomic():
            give_up(ask_nonsense_and_fail)
        assert ask(WHO) == str(alice.pk)


@pytest.mark.django_db(transaction=True)
def test_closed_connection_forgets_what_waits(alice):
    with acting_as(alice):
        give_up(connection.close)
        connection.along = ("SELECT set_config('app.mark', 'of the one before', false)",)

    assert (mark(), connection.take_waiting()) == (None, ())
