"""The calendar feed, as an app asks for it: nobody is signed in."""

from __future__ import annotations

from world import KEEPER

from journal.models import CalendarFeed
from pages.asking import LIST, Page, get
from users.models import User
from vault.row_security import acting_as


def asked() -> list[Page]:
    """Return the feed of somebody with forty goals, and the same for an app that has it already."""
    user = User.objects.get(username=KEEPER)
    with acting_as(user):
        feed = CalendarFeed.objects.get_or_new(user)
        path, tag = feed.path, feed.tag
    return [
        get("calendar feed", LIST, 3, path),
        get("calendar feed, seen before", LIST, 0.5, path, If_None_Match=tag),
    ]
