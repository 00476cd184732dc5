"""Sessions, kept in the database as Django keeps them; every page asks for one, so the question is compiled once."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from vault.statements import Statement, stand_in

KEY = stand_in("the key of a session")
NOW = stand_in(datetime(1, 1, 3, tzinfo=UTC))


@cache
def _session() -> Statement[Session]:
    return Statement(Session.objects.filter(session_key=KEY, expire_date__gt=NOW))


class SessionStore(db.SessionStore):
    """Django's own, with its query compiled ahead."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; one that is over or unknown holds nothing and loses its key."""
        for row in _session().rows({KEY: self.session_key, NOW: timezone.now()}):
            return self.decode(row.session_data)
        self._session_key = None
        return {}
