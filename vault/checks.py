"""Refuses master keys that open nothing, and a database role that row security would not hold."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Critical, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from vault import sealing


@register(Tags.security)
def master_keys_can_be_read(**_: Any) -> list[CheckMessage]:
    """Say at the start, not at the first sign-up, that no key can be made."""
    try:
        sealing.first_master_key()
    except ImproperlyConfigured as error:
        return [Critical(str(error), id="vault.E002")]
    return []


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
