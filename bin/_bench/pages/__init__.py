"""The pages that are measured, each with its floor and its target: a module for each noun, gathered here."""

from __future__ import annotations

from datetime import date

from pages import addresses, calendars, goals, journal, writing
from pages.asking import Page, Request, sessions
from pages.floors import floors
from pages.public import first_looks, public_pages
from users.models import User

__all__ = ["Page", "Request", "first_looks", "floors", "private_pages", "public_pages"]


def private_pages(user: User, today: date) -> list[Page]:
    """Return the pages of somebody who is signed in."""
    (cookie,) = sessions(user, 1)
    return [
        *journal.read(user, cookie, today),
        *goals.read(cookie),
        *calendars.asked(),
        *goals.kept(today),
        *writing.written(user),
        *addresses.opened(),
    ]
