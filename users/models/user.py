"""People who sign in."""

import uuid
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import connection, models, transaction

from users.clock import Clock
from users.models.preferences import Preferences
from vault.models import UserKey
from vault.row_security import acting_as


class UserManager(BaseUserManager["User"]):
    """Makes users."""

    def create_user(self, username: str, email: str = "", password: str | None = None) -> "User":
        """Make a user with a key and preferences of their own."""
        user = User(username=username.lower(), email=self.normalize_email(email))
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who signs in: a name, a password, and an e-mail address only if they want one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        "name", max_length=60, unique=True, validators=[UnicodeUsernameValidator()]
    )
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    # The day (UTC) on which a page was opened last, and no more of it: whoever comes by is not asked whether to stop mails.
    here_on = models.DateField(null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        """Return the id: a name may be somebody's real one."""
        return f"user {self.pk}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new user gets a data key and preferences in the same transaction."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            with acting_as(self):
                UserKey.objects.create_for(self)
                Preferences(owner=self).save()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the user with everything they own, the key too."""
        with acting_as(self):
            return super().delete(*args, **kwargs)

    def lock(self) -> None:
        """Let nothing else of this person's be written until the transaction ends; wait for what is being written now."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [self.lock_number])

    @property
    def lock_number(self) -> int:
        """Return the number of this person's lock in the database: 63 of the 128 bits of the id."""
        return self.pk.int & (2**63 - 1)

    def note_visit(self, day: date) -> None:
        """Remember that a page was opened on this day; one write a day."""
        if self.here_on != day:
            User.objects.filter(pk=self.pk).update(here_on=day)

    @property
    def was_here_until(self) -> datetime:
        """Return the last sign-in, or the end of the last day on which a page was opened."""
        signed_in = self.last_login or self.joined_at
        if self.here_on is None:
            return signed_in
        return max(signed_in, datetime.combine(self.here_on, time.max, UTC))

    @cached_property
    def preferences(self) -> Preferences:
        """Return this user's preferences; one query, once a request."""
        return Preferences.objects.for_user(self).get()

    @property
    def confirmed_address(self) -> str:
        """Return the e-mail address that has been confirmed, or "": nothing is sent to another one."""
        confirmed = self.emailaddress_set.filter(verified=True)  # type: ignore[attr-defined] # allauth's; it ships no types
        return confirmed.order_by("-primary").values_list("email", flat=True).first() or ""

    @property
    def clock(self) -> Clock:
        """Return how this user counts days and weeks."""
        return self.preferences.clock
