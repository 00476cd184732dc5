"""DATABASE_URL as PostgreSQL's own programs read it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import database_url


def test_address_may_name_a_socket_and_options():
    read = database_url.read("postgresql://app:secret@%2Ftmp%2Fsocket:5433/notes?sslmode=require")

    assert read == {
        "NAME": "notes",
        "USER": "app",
        "PASSWORD": "secret",
        "HOST": "/tmp/socket",  # noqa: S108 - only read
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("address", ["nonsense", "postgresql://app:a-password@localhost"])
def test_address_of_no_database_is_refused_without_its_password(address):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL cannot be read: ") as refusal:
        database_url.read(address)

    assert "a-password" not in str(refusal.value)
