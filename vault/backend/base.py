"""Django's PostgreSQL backend, which tells each transaction whose rows it may see."""

import select
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.models import Field

from vault import row_security


class SchemaEditor(DatabaseSchemaEditor):
    """Adds a sealed column as NULL, which reads as its default: a migration has nobody's key to seal it with."""

    def effective_default(self, field: "Field[Any, Any]") -> Any:
        """Return what old rows get in a new column."""
        is_sealed = getattr(field, "is_sealed", False)
        return None if is_sealed else super().effective_default(field)


class DatabaseWrapper(base.DatabaseWrapper):
    """Sets the acting user as the first statement of every transaction, and for its length only."""

    SchemaEditorClass = SchemaEditor
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
            row_security.begin(self, identity)

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
