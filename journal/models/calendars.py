"""Calendar feeds: what of somebody's plans a calendar app may fetch, at an address that only they know."""

import base64
import binascii
import hashlib
import secrets
from datetime import date, time, timedelta
from hmac import compare_digest
from typing import Any
from uuid import UUID, uuid5

from django.db import models
from django.urls import reverse
from django.utils import timezone

from vault.fields import SealedJSONField, SealedTextField
from vault.models import OwnedModel, OwnedQuerySet
from vault.row_security import HasKey

# Raise it when the file says something in another way: what was kept in the old one is then built anew.
FORMAT_VERSION = 2
ID_BYTES = 16
SECRET_BYTES = 32
PAST_SHOWN = timedelta(days=62)


def digest_of(token: str) -> str:
    """Return what is kept in clear of a token: nobody finds 256 random bits from it, so it needs no key that would age."""
    return hashlib.sha256(f"calendar|{token}".encode()).hexdigest()


def _row_named_in(token: str) -> UUID | None:
    try:
        content = base64.b64decode(token, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return UUID(bytes=content[:ID_BYTES]) if len(content) == ID_BYTES + SECRET_BYTES else None


class CalendarFeedQuerySet(OwnedQuerySet["CalendarFeed"]):
    """Calendar feeds."""

    def get_or_new(self, user: HasKey) -> "CalendarFeed":
        """Return this user's feed, or one that is not saved yet: it is off."""
        # The owner makes the id, so that two forms opened at once write the same row.
        feed = self.for_user(user).first()
        return feed or CalendarFeed(pk=uuid5(user.pk, "calendar feed"), owner_id=user.pk)

    def by_token(self, token: str) -> "CalendarFeed | None":
        """Return what is needed to know the feed that this token opens. Whoever asks is nobody yet: for a system look-up."""
        pk = _row_named_in(token)
        shown = self.only("owner", "version", "digest", "changed_at")
        feed = shown.filter(pk=pk, owner__is_active=True).first() if pk else None
        return feed if feed and compare_digest(feed.digest, digest_of(token)) else None

    def keep(self, feed: "CalendarFeed", file: str) -> None:
        """Keep the file that was built, unless something it is made of has changed meanwhile."""
        feed.kept = [FORMAT_VERSION, file]
        sealed = CalendarFeed._meta.get_field("kept").pre_save(feed, False)  # noqa: FBT003 - Django's signature
        same = self.filter(pk=feed.pk, version=feed.version, changed_at=feed.changed_at)
        same.update(kept=sealed)


class CalendarFeed(OwnedModel):
    """What a calendar app may fetch, and the token that opens it. Without a row there is no feed."""

    created_at = models.DateTimeField(auto_now_add=True)
    # The database itself sets it anew, and empties `kept`, with every write to what a feed is made of (see the migration).
    changed_at = models.DateTimeField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    token = SealedTextField()
    dates = SealedJSONField("Dates", default=True, blank=True)
    goals = SealedJSONField("What comes round of your other goals", default=True, blank=True)
    weeks = SealedJSONField("The look at the week, on its last day", default=True, blank=True)
    looks = SealedJSONField("Days to look back", default=True, blank=True)
    own_words = SealedJSONField(
        "Show my own words",
        default=False,
        blank=True,
        help_text="Titles as you wrote them, and what you planned for a date. Otherwise it says “Evening plan”.",
    )
    at = SealedTextField("at what time?", max_length=5, blank=True)
    kept = SealedJSONField(default=list)  # [form of the file, the file], or nothing

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner"], name="calendar_feed_one_per_user"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new feed gets a token, and the file is built anew."""
        if not self.digest:
            self._take_new_token()
        self.changed_at = timezone.now()
        self.kept = []
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the page on which it is chosen what the feed shows."""
        return reverse("journal:calendar_update")

    @property
    def path(self) -> str:
        """Return the path at which a calendar app fetches it."""
        return reverse("journal:calendar_feed", args=[self.token])

    @property
    def time(self) -> time | None:
        """Return the time of day of what has none of its own, or None for the whole day."""
        return time.fromisoformat(self.at) if self.at else None

    @property
    def since(self) -> date:
        """Return the day before which nothing needs to stand in it any more."""
        return self.changed_at.date() - PAST_SHOWN

    @property
    def file(self) -> str:
        """Return the file that was kept, or "" if it has to be built."""
        return self.kept[1] if self.kept[:1] == [FORMAT_VERSION] else ""

    @property
    def tag(self) -> str:
        """Return what is another one whenever the file is (ETag), without a look at the file."""
        content = f"{self.digest} {self.version} {self.changed_at.isoformat()} {FORMAT_VERSION}"
        return f'"{hashlib.sha256(content.encode()).hexdigest()}"'

    def renew(self) -> None:
        """Give it another address; from now on the old one leads nowhere."""
        self._take_new_token()
        self.version += 1
        self.save()

    def _take_new_token(self) -> None:
        content = self.pk.bytes + secrets.token_bytes(SECRET_BYTES)
        self.token = base64.urlsafe_b64encode(content).decode()
        self.digest = digest_of(self.token)

    def readable(self) -> list[tuple[str, str]]:
        """Return what was chosen, as label and text."""
        chosen = {
            "Dates": self.dates,
            "Other goals": self.goals,
            "The look at the week": self.weeks,
            "Days to look back": self.looks,
            "In my own words": self.own_words,
        }
        lines = [(label, "yes" if is_on else "no") for label, is_on in chosen.items()]
        return [*lines, ("Time", self.at or "the whole day")]
