import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections

from vault.checks import master_keys_can_be_read, role_cannot_see_through_walls


@pytest.fixture
def superuser(db):
    """A connection as the superuser that the embedded server has."""
    wrapper = type(connections["default"])(
        connection.settings_dict | {"USER": "postgres"}, "superuser"
    )
    connections["superuser"] = wrapper
    try:
        wrapper.ensure_connection()
    except OperationalError:
        pytest.skip("only the embedded server lets its superuser in without a password")
    yield "superuser"
    wrapper.close()
    del connections["superuser"]


def test_role_of_the_site_passes(db):
    assert role_cannot_see_through_walls(databases=["default"]) == []


def test_superuser_is_refused(superuser):
    (finding,) = role_cannot_see_through_walls(databases=[superuser])

    assert finding.id == "vault.E001"
    assert finding.is_serious()
    assert "would see everybody's notes" in finding.msg
    assert "NOSUPERUSER NOBYPASSRLS" in finding.hint


def test_role_that_bypasses_the_walls_is_refused(superuser):
    with connections[superuser].cursor() as cursor:
        cursor.execute("CREATE ROLE seer BYPASSRLS")
        cursor.execute("SET ROLE seer")
        findings = role_cannot_see_through_walls(databases=[superuser])
        cursor.execute("RESET ROLE")
        cursor.execute("DROP ROLE seer")

    assert [finding.id for finding in findings] == ["vault.E001"]


def test_check_stops_a_command(superuser, monkeypatch):
    monkeypatch.setitem(connections.settings, superuser, connections[superuser].settings_dict)

    with pytest.raises(CommandError, match="superuser or has BYPASSRLS"):
        call_command("check", databases=[superuser])


def test_check_asks_no_database_unless_told_to():
    assert role_cannot_see_through_walls(databases=None) == []


def test_master_keys_of_the_site_can_be_read():
    assert master_keys_can_be_read() == []


def test_master_keys_that_cannot_be_read_are_refused(settings):
    settings.MASTER_KEYS = "k1:too short"

    (finding,) = master_keys_can_be_read()

    assert finding.id == "vault.E002"
    assert "too short" not in finding.msg
