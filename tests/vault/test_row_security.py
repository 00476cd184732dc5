"""The wall that PostgreSQL itself is, tried from outside Django: a raw connection as the role of the site."""

import logging
import subprocess
import sys

import psycopg
import pytest
from django.db import connection
from psycopg.sql import SQL, Identifier

from tests.tables import PRIVATE_TABLES, one_of_each
from users.models import User
from vault import row_security
from vault.row_security import NOBODY, Identity, acting_as, current, system_access, use_identity

COPY_FOR = """
    INSERT INTO {table} SELECT (jsonb_populate_record(
        t, jsonb_build_object('id', gen_random_uuid(), 'owner_id', %(bob)s::text)
    )).* FROM {table} t
"""


@pytest.fixture
def alice_and_bob(transactional_db):
    """Two people with a row in every table, committed, so that another connection could see them."""
    people = [User.objects.create_user(name, password="x") for name in ("alice", "bob")]
    for person in people:
        with acting_as(person):
            one_of_each(person)
    return people


@pytest.fixture
def raw(alice_and_bob):
    """A connection that knows nothing of Django, as the same role."""
    given = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    address = {name: given[key] for name, key in names.items() if given[key]}
    with psycopg.connect(dbname=given["NAME"], **address) as raw:
        yield raw
        raw.rollback()


def become(raw, user):
    raw.execute("SELECT set_config('app.user_id', %s, true)", [str(user.pk)])


def run(raw, statement, table, **values):
    return raw.execute(SQL(statement).format(table=Identifier(table)), values)


def count(raw, table):
    return run(raw, "SELECT count(*) FROM {table}", table).fetchone()[0]


def test_role_can_neither_skip_nor_lift_the_walls(raw):
    flags = raw.execute(
        "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).fetchone()

    assert flags == (False, False)


def of_each_table(look):
    """Return what is found in each private table; one look for all, because their rows take long to write."""
    return {table: look(table) for table in PRIVATE_TABLES}


def changes_any(raw, statement, table):
    """Return whether a statement reaches rows; it is taken back, because a change may empty a digest elsewhere."""
    with raw.transaction(force_rollback=True):
        return run(raw, statement, table).rowcount > 0


def in_all(value):
    return dict.fromkeys(PRIVATE_TABLES, value)


def is_refused(raw, statement, table, **values):
    """Return whether row security forbids a statement."""
    try:
        with raw.transaction():
            run(raw, statement, table, **values)
    except psycopg.errors.InsufficientPrivilege as error:
        return "row-level security" in str(error)
    return False


def test_nobody_sees_a_row(raw):
    assert of_each_table(lambda table: count(raw, table)) == in_all(0)


@pytest.mark.parametrize("statement", ["UPDATE {table} SET version = 9", "DELETE FROM {table}"])
def test_nobody_changes_a_row(raw, statement):
    changed = of_each_table(lambda table: run(raw, statement, table).rowcount)

    assert changed == in_all(0)


def test_user_sees_own_rows_only(raw, alice_and_bob):
    alice, _ = alice_and_bob
    become(raw, alice)
    owners = "SELECT DISTINCT owner_id FROM {table}"

    seen = of_each_table(lambda table: run(raw, owners, table).fetchall())

    assert seen == in_all([(alice.pk,)])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET version = 9 WHERE owner_id = %(owner)s",
        "DELETE FROM {table} WHERE owner_id = %(owner)s",
    ],
)
def test_user_changes_no_row_of_another(raw, alice_and_bob, statement):
    alice, bob = alice_and_bob
    become(raw, alice)

    changed = of_each_table(lambda table: run(raw, statement, table, owner=bob.pk).rowcount)

    assert changed == in_all(0)


def test_user_changes_own_rows(raw, alice_and_bob):
    alice, _ = alice_and_bob
    become(raw, alice)
    update = "UPDATE {table} SET version = 9"

    changed = of_each_table(lambda table: changes_any(raw, update, table))

    assert changed == in_all(True)


@pytest.mark.parametrize("statement", [COPY_FOR, "UPDATE {table} SET owner_id = %(bob)s"])
def test_user_neither_writes_nor_gives_a_row_to_another(raw, alice_and_bob, statement):
    alice, bob = alice_and_bob
    become(raw, alice)

    refused = of_each_table(lambda table: is_refused(raw, statement, table, bob=bob.pk))

    assert refused == in_all(True)


def test_identity_ends_with_the_transaction(raw, alice_and_bob):
    alice, _ = alice_and_bob
    become(raw, alice)
    assert 0 not in of_each_table(lambda table: count(raw, table)).values()

    raw.commit()

    assert of_each_table(lambda table: count(raw, table)) == in_all(0)


def test_identity_that_is_no_id_sees_no_row(raw):
    raw.execute("SELECT set_config('app.user_id', '', true), set_config('app.system', 'yes', true)")

    assert count(raw, "journal_entry") == 0


def test_system_sees_the_rows_of_all(raw, alice_and_bob):
    raw.execute("SELECT set_config('app.system', 'on', true)")

    assert count(raw, "journal_entry") == len(alice_and_bob)


def seen():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM users_preferences")
        return cursor.fetchone()[0]


def test_outside_of_a_block_nobody_is_in_force(alice_and_bob):
    assert seen() == 0
    assert current() is NOBODY


def test_block_sees_its_user_s_rows(alice_and_bob):
    alice, _ = alice_and_bob

    with acting_as(alice):
        assert seen() == 1

    assert seen() == 0


def test_inner_block_gives_the_outer_one_its_identity_back(alice_and_bob):
    alice, bob = alice_and_bob

    with system_access("the test counts"):
        assert seen() == 2
        with acting_as(alice):
            assert seen() == 1
            with acting_as(bob):
                assert current().user_id == str(bob.pk)
            assert current().user_id == str(alice.pk)
        assert seen() == 2


def test_error_in_an_inner_block_gives_the_outer_one_its_identity_back(alice_and_bob):
    alice, bob = alice_and_bob

    with acting_as(alice):
        with pytest.raises(ValueError, match="away"), acting_as(bob):
            raise ValueError("away")
        assert seen() == 1
        assert current().user_id == str(alice.pk)


def delete_and_fail(row):
    row.delete()
    raise ValueError("away")


def test_error_in_a_block_takes_back_what_it_wrote(alice_and_bob):
    alice, _ = alice_and_bob

    with pytest.raises(ValueError, match="away"), acting_as(alice):
        delete_and_fail(alice.preferences)

    with acting_as(alice):
        assert seen() == 1


def test_database_error_in_an_inner_block_leaves_the_outer_one_usable(alice_and_bob):
    alice, bob = alice_and_bob

    with acting_as(alice):
        with (
            pytest.raises(Exception, match="nowhere"),
            acting_as(bob),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT * FROM nowhere")
        assert seen() == 1


def test_bound_identity_begins_with_each_transaction(alice_and_bob):
    alice, _ = alice_and_bob

    with use_identity(Identity(user_id=str(alice.pk))):
        assert seen() == 0  # not in a transaction
        with acting_as(alice):
            assert seen() == 1


def test_identity_does_not_show_its_keys():
    assert "keys" not in repr(Identity(user_id="x"))


def test_system_access_says_why_in_the_log(db, caplog):
    caplog.set_level(logging.INFO)

    with system_access("the test wonders"):
        pass

    assert ("vault.row_security", logging.INFO, "system access: the test wonders") in (
        caplog.record_tuples
    )


def test_system_access_of_every_minute_is_one_line_an_hour_with_its_count(
    db, caplog, time_machine, monkeypatch
):
    monkeypatch.setattr(row_security, "_reasons", {})
    caplog.set_level(logging.INFO)
    for minute in range(125):
        time_machine.move_to(f"2026-11-18T{10 + minute // 60}:{minute % 60:02}Z", tick=False)
        with system_access("the test looks each minute"):
            pass
    row_security._log_remaining()

    assert [record.message for record in caplog.records] == [
        "system access: the test looks each minute",
        "system access: the test looks each minute, 60 times since it was last logged",
        "system access: the test looks each minute, 60 times since it was last logged",
        "system access: the test looks each minute, 4 more by the end of the process",
    ]


def test_process_that_ends_logs_how_often_it_saw_more_since_it_last_said_so():
    times = {"the test looks twice more": 3, "the test looks once": 1}
    said = "".join(f"row_security._log({reason!r})\n" * number for reason, number in times.items())
    begin = "import logging; from vault import row_security; logging.basicConfig(level='INFO')\n"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", begin + said], capture_output=True, text=True, check=True
    )

    assert done.stderr.splitlines() == [
        "INFO:vault.row_security:system access: the test looks twice more",
        "INFO:vault.row_security:system access: the test looks once",
        "INFO:vault.row_security:system access: the test looks twice more, 2 more by the end of the process",
    ]


def test_wall_can_be_taken_down_by_the_reverse_migration(db):
    with connection.schema_editor() as editor:
        editor.execute("CREATE TABLE walled (id int, owner_id uuid)")
        step = row_security.protect("walled")
        editor.execute(step.sql)
        editor.execute(step.reverse_sql)

    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE relname = 'walled'")
        assert cursor.fetchone() == (False,)
