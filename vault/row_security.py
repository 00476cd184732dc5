"""The second wall: PostgreSQL itself shows a transaction the rows of one user only.

The identity lives in a context variable and is set inside each transaction (`SET LOCAL`), never for a
session, so a pooled connection carries nobody's identity on. Without one, private tables look empty.
"""

import atexit
import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from time import time
from typing import Any, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunSQL
from psycopg.sql import quote

logger = logging.getLogger(__name__)


class HasKey(Protocol):
    """Anybody with a primary key: the vault does not know the user model."""

    pk: UUID


@dataclass(frozen=True, eq=False)
class Identity:
    """Whose rows may be seen, and that person's keys and what was fetched once, while the identity lasts."""

    user_id: str = ""
    system: str = ""
    keys: dict[tuple[UUID, int], AESGCM] = field(default_factory=dict, repr=False)
    memory: dict[tuple[str, UUID], Any] = field(default_factory=dict, repr=False)


@dataclass
class Logged:
    """When a reason to see more was last logged, and how often it was given since."""

    at: float = float("-inf")
    unsaid: int = 0


LOG_SECONDS = 60 * 60
_reasons: dict[str, Logged] = {}
_log_lock = Lock()

NOBODY = Identity()
_identity: ContextVar[Identity] = ContextVar("identity", default=NOBODY)


def current() -> Identity:
    """Return the identity in force."""
    return _identity.get()


PUT = "SELECT set_config('app.user_id', %s, true), set_config('app.system', %s, true)"


def put(conn: BaseDatabaseWrapper, identity: Identity) -> None:
    """Set the identity for the rest of the running transaction."""
    with conn.cursor() as cursor:
        cursor.execute(PUT, (identity.user_id, identity.system))


def opening(identity: Identity) -> tuple[str, str]:
    """Return the statements that begin a transaction with this identity."""
    return "BEGIN", PUT % (quote(identity.user_id), quote(identity.system))


@contextmanager
def bound(identity: Identity) -> Iterator[None]:
    """Put an identity in force for the transactions begun inside; one already open gets it back after."""
    before = current()
    token = _identity.set(identity)
    try:
        yield
    finally:
        _identity.reset(token)
        if connection.in_atomic_block and not connection.needs_rollback:
            put(connection, before)


@contextmanager
def _acting(identity: Identity) -> Iterator[None]:
    before = current()
    nested = connection.in_atomic_block
    token = _identity.set(identity)
    try:
        with transaction.atomic():
            if nested:
                put(connection, identity)
            yield
        # After a rollback PostgreSQL restores the value by itself.
        if nested and not connection.needs_rollback:
            put(connection, before)
    finally:
        _identity.reset(token)


def identity_of(user: HasKey) -> Identity:
    """Return a fresh identity for this user."""
    return Identity(user_id=str(user.pk))


def acting_as(user: HasKey) -> AbstractContextManager[None]:
    """Run the block in a transaction that sees this user's rows."""
    return _acting(identity_of(user))


def system_access(reason: str) -> AbstractContextManager[None]:
    """Run the block in a transaction that sees everybody's rows; the reason is logged."""
    _log(reason)
    return _acting(Identity(system="on"))


def _log(reason: str) -> None:
    """Log a reason at once when a process first gives it, then at most each hour with how often it was: a line a minute would drown the log."""
    now = time()
    with _log_lock:
        logged = _reasons.setdefault(reason, Logged())
        logged.unsaid += 1
        if now < logged.at + LOG_SECONDS:
            return
        said, _reasons[reason] = logged.unsaid, Logged(at=now)
    more = f", {said} times since it was last said" if said > 1 else ""
    logger.info("system access: %s%s", reason, more)


@atexit.register
def _log_the_rest() -> None:
    """Log, as the process ends, how often each reason was given since it was last logged."""
    with _log_lock:
        rest = {reason: logged.unsaid for reason, logged in _reasons.items() if logged.unsaid}
        _reasons.clear()
    for reason, said in rest.items():
        logger.info("system access: %s, %s more by the end of the process", reason, said)


def protect(table: str) -> RunSQL:
    """Return the migration step that walls a table off: row security enabled, forced, one policy."""
    rule = (
        "owner_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)"
        " OR (SELECT current_setting('app.system', true) = 'on')"
    )
    return RunSQL(
        sql=f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            CREATE POLICY own_rows ON {table} USING ({rule}) WITH CHECK ({rule});
        """,
        reverse_sql=f"""
            DROP POLICY own_rows ON {table};
            ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )
