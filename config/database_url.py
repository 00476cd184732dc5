"""DATABASE_URL, read as PostgreSQL's own programs read it."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


def read(url: str) -> dict[str, Any]:
    """Return where the database is and who asks, for Django; what cannot be read is not repeated, for its password."""
    try:
        parameters = conninfo_to_dict(url)
    except ProgrammingError:
        parameters = {}
    if not parameters.get("dbname"):
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read: it looks like postgresql://role:password@host:5432/name."
        )
    names = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    return {name: parameters.pop(key, "") for key, name in names.items()} | {"OPTIONS": parameters}
