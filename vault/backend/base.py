"""Django's PostgreSQL backend, which tells each transaction whose rows it may see."""

import select
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Self

from django.db.backends.postgresql import base
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.models import Field
from psycopg import ClientCursor

from vault import row_security


class SchemaEditor(DatabaseSchemaEditor):
    """Adds a sealed column as NULL, which reads as its default: a migration has nobody's key to seal it with."""

    def effective_default(self, field: "Field[Any, Any]") -> Any:
        """Return what old rows get in a new column."""
        is_sealed = getattr(field, "is_sealed", False)
        return None if is_sealed else super().effective_default(field)


class Cursor(ClientCursor[Any]):
    """Sends what waits along with the next statement: a message to the database of its own has its price."""

    backend: "DatabaseWrapper | None" = None  # where Django looks after the connection itself

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        """Execute a statement; a cursor shows what comes of this one, not of those that waited."""
        if not (self.backend and self.backend.is_waiting()):
            return super().execute(query, params, **options)
        # What cannot be said raises here, and the others go on waiting.
        said = self.mogrify(query, params)
        waiting = self.backend.take_waiting()
        super().execute("; ".join([*waiting, said]), None, **options)
        return self.set_result(len(waiting))

    def executemany(self, query: Any, params_seq: Iterable[Any], **options: Any) -> None:
        """Execute a statement again and again, after those that waited."""
        self._let_others_go_first()
        super().executemany(query, params_seq, **options)

    def stream(self, query: Any, params: Any = None, **options: Any) -> Iterator[Any]:
        """Execute a statement and yield its rows as they come, after those that waited."""
        self._let_others_go_first()
        return super().stream(query, params, **options)

    def copy(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """Copy rows in or out, after what waited."""
        self._let_others_go_first()
        return super().copy(statement, params, **options)

    def _let_others_go_first(self) -> None:
        if self.backend:
            self.backend.send_waiting()


class DatabaseWrapper(base.DatabaseWrapper):
    """Sets the acting user as the first statement of every transaction, and for its length only."""

    SchemaEditorClass = SchemaEditor
    # What goes along with the next statement: what begins the transaction, and what nobody waits for.
    opening: Sequence[str] = ()
    along: Sequence[str] = ()
    # What a test itself may see between the transactions that it watches.
    identity_of_test = row_security.NOBODY

    def is_usable(self) -> bool:
        """Return whether the server is still there. An idle connection is silent, so only one that has something to say is asked."""
        if self.errors_occurred or self._has_something_to_say():
            return super().is_usable()
        return True

    def _has_something_to_say(self) -> bool:
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return bool(waiting.poll(0))

    def _start_transaction_under_autocommit(self) -> None:
        """Begin a transaction with the identity in force. Django asks for this wherever a backend has such a method."""
        identity = row_security.current()
        if identity is row_security.NOBODY:
            # The driver begins one when there is something to ask.
            self._set_autocommit(autocommit=False)  # type: ignore[attr-defined] # not in the stubs
        else:
            self.opening = row_security.opening(identity)

    def send_along(self, sql: str, params: Sequence[Any]) -> None:
        """Execute one statement whose result nobody needs: with the next one, or before the transaction ends."""
        self.ensure_connection()
        self.along = (*self.along, ClientCursor(self.connection).mogrify(sql, params))
        if not self.in_atomic_block:
            self.send_waiting()

    def is_waiting(self) -> bool:
        """Return whether statements wait."""
        return bool(self.opening or self.along)

    def take_waiting(self) -> Sequence[str]:
        """Return the statements that wait; each is sent once."""
        waiting, self.opening, self.along = (*self.opening, *self.along), (), ()
        return waiting

    def send_waiting(self) -> None:
        """Send what waits now, for a cursor that brings nothing along."""
        waiting = self.take_waiting()
        if waiting:
            with self.cursor() as cursor:
                cursor.execute("; ".join(waiting))

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; what waited for a connection that is gone is gone with its transaction."""
        self.take_waiting()
        return super().get_new_connection(conn_params)

    def get_connection_params(self) -> dict[str, Any]:
        """Return what to connect with, and the cursors to use."""
        return super().get_connection_params() | {"cursor_factory": Cursor}

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor that knows what to send along."""
        cursor = super().create_cursor(name)
        cursor.backend = self
        return cursor

    def _prepare_cursor(self, cursor: Any) -> Any:
        """Send what waits before a cursor that is not of ours, and so brings nothing along."""
        if not isinstance(cursor, Cursor):
            self.send_waiting()
        return super()._prepare_cursor(cursor)  # type: ignore[misc] # not in the stubs

    def _commit(self) -> None:
        if self.along:
            self.send_waiting()
        self.opening = ()  # a transaction in which nothing was asked has not begun
        super()._commit()  # type: ignore[misc] # not in the stubs

    def _rollback(self) -> None:
        self.take_waiting()
        super()._rollback()  # type: ignore[misc] # not in the stubs

    def _savepoint_rollback(self, sid: str) -> None:
        self.take_waiting()  # what came before the savepoint was sent with it
        super()._savepoint_rollback(sid)  # type: ignore[misc] # not in the stubs

    def _close(self) -> None:
        self.take_waiting()
        super()._close()  # type: ignore[misc] # not in the stubs

    # Inside a TestCase a request's transaction is only a savepoint: it must begin and end like a real one.

    def savepoint(self) -> str | None:
        """Open a savepoint; directly inside a test's transaction it counts as a transaction."""
        savepoint_id = super().savepoint()
        if self._directly_in_test():
            row_security.put(self, row_security.current())
        return savepoint_id

    def savepoint_commit(self, sid: str) -> None:
        """Release a savepoint; directly inside a test's transaction the identity ends with it."""
        super().savepoint_commit(sid)
        if self._directly_in_test():
            row_security.put(self, self.identity_of_test)

    def _directly_in_test(self) -> bool:
        return bool(self.atomic_blocks) and getattr(self.atomic_blocks[-1], "_from_testcase", False)
