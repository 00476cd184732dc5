"""What a signed-in reader has marked, as the guide's pages show it. For a visitor no session is touched."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from guide import decks, library
from guide.decks import DateIdea
from guide.library import Page
from users.models import Mark, User

Days = dict[str, date]


@dataclass(frozen=True)
class Marks:
    """The days of somebody's marks by page and by idea, the newest first."""

    pages_done: Days = field(default_factory=dict)
    pages_kept: Days = field(default_factory=dict)
    ideas_done: Days = field(default_factory=dict)
    ideas_kept: Days = field(default_factory=dict)
    today: date | None = None

    @cached_property
    def kept_pages(self) -> list[Page]:
        """Return the pages that were kept and are still in the guide."""
        return list(filter(None, map(library.page, self.pages_kept)))

    @cached_property
    def kept_ideas(self) -> list[DateIdea]:
        """Return the ideas that were kept and are still in the bank."""
        return list(filter(None, map(decks.idea, self.ideas_kept)))

    @cached_property
    def done_ideas(self) -> list[tuple[DateIdea, date]]:
        """Return the ideas that were done, each with its day."""
        found = ((decks.idea(code), day) for code, day in self.ideas_done.items())
        return [(idea, day) for idea, day in found if idea]

    def done_lately(self) -> set[str]:
        """Return the codes of the ideas that were done in the last weeks."""
        return {
            code
            for code, day in self.ideas_done.items()
            if self.today and (self.today - day).days < decks.LATELY
        }


def marks_in(request: HttpRequest) -> Marks | None:
    """Return the marks of whoever is signed in; a visitor has none."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        with transaction.atomic():
            return marks_of(request.user)
    return None


def marks_of(user: User) -> Marks:
    """Return this user's marks."""
    rows = Mark.objects.for_user(user).newest_first()
    return gathered(((row, user.clock.day_of(row.happened_at)) for row in rows), user.clock.today())


def gathered(rows: Iterable[tuple[Mark, date]], today: date) -> Marks:
    """Return marks and their days as the pages show them."""
    found: dict[str, Days] = {}
    for mark, day in rows:
        found.setdefault(f"{mark.kind}s_{mark.state}", {}).setdefault(mark.code, day)
    return Marks(
        pages_done=found.get("pages_done", {}),
        pages_kept=found.get("pages_kept", {}),
        ideas_done=found.get("ideas_done", {}),
        ideas_kept=found.get("ideas_kept", {}),
        today=today,
    )
