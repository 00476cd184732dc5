"""The calendar feed, as an app asks for it: nobody is signed in."""

from __future__ import annotations

from journal.models import CalendarFeed
from pages.asking import LIST, Page, get
from users.models import User
from vault.row_security import acting_as


def asked(user: User) -> list[Page]:
    """Return the feed, and the feed for an app that has it already."""
    with acting_as(user):
        feed = CalendarFeed.objects.of(user)
        if feed._state.adding:
            feed.save()
        path, tag = feed.path, feed.tag
    return [
        get("calendar feed", LIST, 4, path),
        get("calendar feed, seen before", LIST, 0.5, path, If_None_Match=tag),
    ]
