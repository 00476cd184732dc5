"""The acting user is the first statement of each transaction, and a connection that the server closed is replaced."""

import time
from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from users.models import User
from vault import row_security
from vault.row_security import acting_as, use_identity

ACTING_USER = "SELECT current_setting('app.user_id', true)"
PROCESS = "SELECT pg_backend_pid()"


def fetch_value(query, params=None):
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchone()[0]


@pytest.fixture
def kept_connection(transactional_db):
    """Return a connection of its own, kept from an earlier request."""
    kept = connection.copy()
    kept.ensure_connection()
    kept.health_check_enabled = True
    kept.health_check_done = False
    yield kept
    kept.close()


def is_alive(process):
    return fetch_value("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [process]) == 1


def end(process):
    """End a process of the server, and wait until it is gone."""
    fetch_value("SELECT pg_terminate_backend(%s)", [process])
    while is_alive(process):
        time.sleep(0.01)


def test_idle_connection_is_kept(kept_connection):
    before = kept_connection.connection

    kept_connection.close_if_health_check_failed()

    assert kept_connection.connection is before


def test_connection_that_the_server_has_ended_is_replaced(kept_connection):
    end(kept_connection.connection.info.backend_pid)

    kept_connection.close_if_health_check_failed()

    assert kept_connection.connection is None
    with kept_connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_transaction_begins_with_its_acting_user(alice, django_assert_num_queries):
    with django_assert_num_queries(4) as captured, acting_as(alice):
        acting_user = fetch_value(ACTING_USER)

    assert acting_user == str(alice.pk)
    assert [query["sql"].split()[0] for query in captured] == [
        "BEGIN",
        "SELECT",
        "SELECT",
        "COMMIT",
    ]
    assert str(alice.pk) in captured[1]["sql"]


@pytest.mark.django_db(transaction=True)
def test_transaction_of_nobody_begins_with_its_own_statement(django_assert_num_queries):
    with django_assert_num_queries(3), transaction.atomic():
        assert (fetch_value(ACTING_USER) or "") == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("durable", [True, False])
def test_acting_user_ends_with_the_transaction(alice, durable):
    with use_identity(row_security.identity_of(alice)):
        with transaction.atomic(durable=durable):
            inside = fetch_value(ACTING_USER)
        after = fetch_value(ACTING_USER)

    assert (inside, after) == (str(alice.pk), "")


@pytest.mark.django_db(transaction=True)
def test_rollback_takes_everything_back_though_the_first_statement_did_not_parse(alice):
    with suppress(DatabaseError, ValueError), acting_as(alice):
        with suppress(DatabaseError):
            fetch_value("SELECT nothing FROM WHERE")
        User.objects.filter(pk=alice.pk).update(email="kept@example.org")
        raise ValueError("take it back")

    alice.refresh_from_db()
    assert alice.email == ""


@pytest.mark.django_db(transaction=True)
def test_transaction_whose_first_statement_fails_leaves_nothing_behind(alice):
    with pytest.raises(DatabaseError), acting_as(alice):
        fetch_value("SELECT nonsense")

    assert (fetch_value(ACTING_USER) or "", connection.get_autocommit()) == ("", True)


@pytest.mark.django_db(transaction=True)
def test_transaction_that_cannot_begin_is_none(alice, monkeypatch):
    monkeypatch.setattr(row_security, "SET_IDENTITY", "SELECT nonsense, %s, %s")
    with pytest.raises(DatabaseError), acting_as(alice):
        pytest.fail("the block must not run")
    monkeypatch.undo()

    User.objects.filter(pk=alice.pk).update(email="kept@example.org")
    connection.close()

    alice.refresh_from_db()
    assert alice.email == "kept@example.org"


@pytest.fixture
def without_autocommit(transactional_db):
    transaction.set_autocommit(False)
    yield
    transaction.rollback()
    transaction.set_autocommit(True)


@pytest.mark.usefixtures("without_autocommit")
def test_without_autocommit_a_block_acts_as_its_user_and_no_longer(alice, bob):
    transaction.commit()

    with acting_as(alice):
        assert fetch_value(ACTING_USER) == str(alice.pk)
        with acting_as(bob):
            assert fetch_value(ACTING_USER) == str(bob.pk)
        assert fetch_value(ACTING_USER) == str(alice.pk)

    assert fetch_value(ACTING_USER) == ""


@pytest.mark.django_db(transaction=True)
def test_connection_that_is_lost_in_a_transaction_carries_nobody_on(alice):
    with acting_as(alice):
        process = fetch_value(PROCESS)
        connection.close()

    assert (fetch_value(ACTING_USER) or "", fetch_value(PROCESS) == process) == ("", False)
