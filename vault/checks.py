"""Refuses a database role that row security would not hold."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Critical, Tags, register
from django.db import connections


@register(Tags.database)
def role_cannot_see_through_walls(
    *,
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[CheckMessage]:
    """A superuser, or a role with BYPASSRLS, would see every row of everybody."""
    findings: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            (sees_all,) = cursor.fetchone()
        if sees_all:
            findings.append(
                Critical(
                    "The database role is a superuser or has BYPASSRLS: it would see everybody's notes.",
                    hint="Connect as a role that is neither: CREATE ROLE app LOGIN NOSUPERUSER NOBYPASSRLS.",
                    id="vault.E001",
                )
            )
    return findings
