"""The privacy walk over the models: every private table is walled off, sealed, and gone with its owner."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.tables import (
    ACCOUNTS,
    BY_TIME,
    CLEAR_COLUMNS,
    CLEAR_TYPES,
    PRIVATE,
    PRIVATE_TABLES,
    found,
    one_of_each,
)
from users.models import User
from vault.fields import SealedField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import acting_as

MODELS = sorted(PRIVATE)
CASES = pytest.mark.parametrize("model", [apps.get_model(label) for label in MODELS], ids=MODELS)
TABLES = pytest.mark.parametrize("table", PRIVATE_TABLES)
COLUMNS_OF_KEYS = """
    SELECT c.conname, array(
        SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k (number, place)
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.place
    ) FROM pg_constraint c WHERE c.conrelid = %s::regclass AND c.contype = 'f'
"""
COLUMNS_OF_INDEXES = """
    SELECT i.indexrelid::regclass::text, (
        SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    ) FROM pg_index i WHERE i.indrelid = %s::regclass AND NOT i.indisprimary
"""


def rows(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def test_every_model_about_a_person_is_declared():
    assert found() == PRIVATE | ACCOUNTS


@pytest.mark.django_db
def test_every_table_with_an_owner_is_declared():
    found_tables = rows(
        "SELECT DISTINCT table_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name IN ('owner_id', 'user_id')"
    )

    assert {table for (table,) in found_tables} == {*PRIVATE_TABLES, "account_emailaddress"}


@CASES
def test_private_model_is_owned_and_asks_for_whom(model):
    assert issubclass(model, OwnedModel)
    assert isinstance(model._default_manager.all(), OwnedQuerySet)


@CASES
def test_private_model_keeps_nothing_in_clear_but_what_is_declared(model):
    clear = [field for field in model._meta.concrete_fields if not isinstance(field, SealedField)]

    undeclared = {str(field) for field in clear if not isinstance(field, CLEAR_TYPES)}

    assert undeclared - CLEAR_COLUMNS == {f"{model._meta.label}.version"}


@CASES
@pytest.mark.django_db
def test_sealed_column_holds_bytes(model):
    sealed = {
        field.column for field in model._meta.concrete_fields if isinstance(field, SealedField)
    }

    types = dict(
        rows(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s",
            model._meta.db_table,
        )
    )

    assert {types[column] for column in sealed} <= {"bytea"}


@TABLES
@pytest.mark.django_db
def test_row_security_is_enabled_and_forced_by_one_policy(table):
    (flags,) = rows(
        "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", table
    )
    ((name, command, using, check),) = rows(
        "SELECT policyname, cmd, qual, with_check FROM pg_policies WHERE tablename = %s", table
    )

    assert flags == (True, True)
    assert (name, command) == ("own_rows", "ALL")
    assert using == check
    assert "owner_id = " in using


@TABLES
@pytest.mark.django_db
def test_owner_leads_every_index_and_unique_constraint(table):
    indexes = dict(rows(COLUMNS_OF_INDEXES, table))

    by_owner = {name: column for name, column in indexes.items() if name not in BY_TIME}
    assert by_owner
    assert set(by_owner.values()) == {"owner_id"}
    assert indexes.items() - by_owner.items() <= BY_TIME.items()


@TABLES
@pytest.mark.django_db
def test_owner_leads_every_foreign_key(table):
    keys = dict(rows(COLUMNS_OF_KEYS, table))

    assert keys
    assert {columns[0] for columns in keys.values()} == {"owner_id"}


@TABLES
def test_everything_goes_when_its_owner_goes(alice, bob, table):
    one_of_each(alice)
    one_of_each(bob)

    User.objects.get(pk=alice.pk).delete()

    assert {owner for (owner,) in rows(f"SELECT owner_id FROM {table}")} == {bob.pk}  # noqa: S608


@CASES
def test_others_find_none_of_it_whatever_they_ask(alice, mallory, model):
    one_of_each(alice)

    with acting_as(mallory):
        theirs = model._default_manager.exclude(owner=mallory)
        assert theirs.count() == 0
        assert theirs.update(version=7) == 0
        assert theirs._raw_delete(theirs.db) == 0

    assert model._default_manager.for_user(alice).exclude(version=7).exists()


@CASES
def test_others_put_nothing_among_it(alice, mallory, model):
    one_of_each(alice)
    row = model._default_manager.for_user(mallory).first() or _own_row(model, mallory)

    with (
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        acting_as(mallory),
    ):
        model._default_manager.filter(pk=row.pk).update(owner=alice)


def _own_row(model, owner):
    one_of_each(owner)
    return model._default_manager.for_user(owner).first()
