"""The second wall: PostgreSQL itself shows a transaction the rows of one user only.

The identity lives in a context variable and is set inside each transaction (`SET LOCAL`), never for a
session, so a pooled connection carries nobody's identity on. Without one, private tables look empty.
"""

import atexit
import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from threading import Lock
from time import time
from typing import Any, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunSQL

logger = logging.getLogger(__name__)


class HasKey(Protocol):
    """Anybody with a primary key: the vault does not know the user model."""

    pk: UUID


@dataclass(frozen=True, eq=False)
class Identity:
    """Whose rows may be seen, and that person's keys and what was fetched once, while the identity lasts.

    Jobs raise where a sealed value does not open: nobody is there to see that it reads as empty.
    """

    user_id: str = ""
    system: str = ""
    raises_unreadable: bool = False
    keys: dict[tuple[UUID, int], AESGCM] = field(default_factory=dict, repr=False)
    request_cache: dict[tuple[str, UUID], Any] = field(default_factory=dict, repr=False)


@dataclass
class ReasonLog:
    """When a reason to see more was last logged (seconds since 1970), and how often it was given since."""

    logged_at: float = float("-inf")
    uses_since: int = 0


LOG_INTERVAL_SECONDS = 60 * 60
_reasons: dict[str, ReasonLog] = {}
_log_lock = Lock()

NOBODY = Identity()
_identity: ContextVar[Identity] = ContextVar("identity", default=NOBODY)


def current() -> Identity:
    """Return the identity in force."""
    return _identity.get()


SET_IDENTITY = "SELECT set_config('app.user_id', %s, true), set_config('app.system', %s, true)"


def set_identity(conn: BaseDatabaseWrapper, identity: Identity) -> None:
    """Set the identity for the rest of the running transaction."""
    with conn.cursor() as cursor:
        cursor.execute(SET_IDENTITY, (identity.user_id, identity.system))


@contextmanager
def use_identity(identity: Identity) -> Iterator[None]:
    """Put an identity in force for the transactions begun inside; one already open gets its own back after."""
    previous = current()
    token = _identity.set(identity)
    try:
        yield
    finally:
        _identity.reset(token)
        if connection.in_atomic_block and not connection.needs_rollback:
            set_identity(connection, previous)


@contextmanager
def _acting(identity: Identity) -> Iterator[None]:
    previous = current()
    # Without autocommit a transaction is open although Django has begun none.
    is_nested = not connection.get_autocommit()
    token = _identity.set(identity)
    try:
        with transaction.atomic():
            if is_nested:
                set_identity(connection, identity)
            yield
        # After a rollback PostgreSQL restores the value by itself.
        if is_nested and not connection.needs_rollback:
            set_identity(connection, previous)
    finally:
        _identity.reset(token)


def identity_of(user: HasKey) -> Identity:
    """Return a fresh identity for this user."""
    return Identity(user_id=str(user.pk))


def acting_as(user: HasKey, *, strict: bool = False) -> AbstractContextManager[None]:
    """Run the block in a transaction that sees this user's rows.

    Strict is for jobs: a sealed value that does not open raises CannotOpenError.
    """
    return _acting(replace(identity_of(user), raises_unreadable=strict))


def system_access(reason: str) -> AbstractContextManager[None]:
    """Run the block in a transaction that sees everybody's rows; the reason is logged.

    A sealed value that does not open raises CannotOpenError.
    """
    _log(reason)
    return _acting(Identity(system="on", raises_unreadable=True))


def _log(reason: str) -> None:
    """Log a reason at once when a process first gives it, then at most each hour with how often it was: a line a minute would drown the log."""
    now = time()
    with _log_lock:
        entry = _reasons.setdefault(reason, ReasonLog())
        entry.uses_since += 1
        if now < entry.logged_at + LOG_INTERVAL_SECONDS:
            return
        uses, _reasons[reason] = entry.uses_since, ReasonLog(logged_at=now)
    suffix = f", {uses} times since it was last logged" if uses > 1 else ""
    logger.info("system access: %s%s", reason, suffix)


@atexit.register
def _log_remaining() -> None:
    """Log, as the process ends, how often each reason was given since it was last logged."""
    with _log_lock:
        remaining = {reason: log.uses_since for reason, log in _reasons.items() if log.uses_since}
        _reasons.clear()
    for reason, uses in remaining.items():
        logger.info("system access: %s, %s more by the end of the process", reason, uses)


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
