"""Django's PostgreSQL backend, which tells each transaction whose rows it may see."""

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.models import Field

from vault import row_security


class SchemaEditor(DatabaseSchemaEditor):
    """Adds a sealed column as NULL, which reads as its default: a migration has nobody's key to seal it with."""

    def effective_default(self, field: "Field[Any, Any]") -> Any:
        is_sealed = getattr(field, "is_sealed", False)
        return None if is_sealed else super().effective_default(field)


class DatabaseWrapper(base.DatabaseWrapper):
    """Sets the acting user as the first statement of every transaction, and for its length only."""

    SchemaEditorClass = SchemaEditor
    # What a test itself may see between the transactions that it watches.
    identity_of_test = row_security.NOBODY

    def set_autocommit(
        self,
        autocommit: bool,  # noqa: FBT001 - Django's signature
        force_begin_transaction_with_broken_autocommit: bool = False,  # noqa: FBT001, FBT002 - the same
    ) -> None:
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if autocommit or row_security.current() is row_security.NOBODY:
            return
        try:
            row_security.set_identity(self, row_security.current())
        except BaseException:
            # Django would take what comes next for a part of the transaction that did not begin.
            self.close()
            raise

    # Inside a TestCase a request's transaction is only a savepoint: it must begin and end like a real one.

    def savepoint(self) -> str | None:
        savepoint_id = super().savepoint()
        if self._directly_in_test():
            row_security.set_identity(self, row_security.current())
        return savepoint_id

    def savepoint_commit(self, sid: str) -> None:
        super().savepoint_commit(sid)
        if self._directly_in_test():
            row_security.set_identity(self, self.identity_of_test)

    def _directly_in_test(self) -> bool:
        return bool(self.atomic_blocks) and getattr(self.atomic_blocks[-1], "_from_testcase", False)
