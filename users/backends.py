"""Who a session belongs to; every page asks, so the question is compiled once."""

from functools import cache
from typing import Any
from uuid import UUID

from allauth.account import auth_backends

from users.models import User
from vault.statements import ANYBODY, Statement


@cache
def _user() -> Statement[User]:
    return Statement(User.objects.filter(pk=ANYBODY.pk))


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    """allauth's own, with the query of every page compiled ahead."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the user of this id, unless they may not sign in."""
        found = _user().rows({ANYBODY.pk: UUID(str(user_id))})
        return next((user for user in found if self.user_can_authenticate(user)), None)
