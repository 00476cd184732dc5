"""What a signed-in reader has marked, as the guide's pages show it. For a visitor no session is touched."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from guide import decks, library
from guide.decks import DateIdea
from guide.library import Page
from users.clock import Clock
from users.models import GuideMark, MarkKind, MarkTarget, User


@dataclass(frozen=True)
class Marks:
    """Somebody's marks by page and by idea, and their reckoning of days."""

    row: GuideMark
    clock: Clock

    @cached_property
    def pages_done(self) -> dict[str, datetime]:
        """Return the pages that were tried, the last one last."""
        return self.row.moments(MarkTarget.PAGE, MarkKind.DONE)

    def pages_within(self, first: date, last: date) -> list[Page]:
        """Return the pages that were tried on these days and are still in the guide, in their order."""
        start, end = self.clock.span(first, last)
        slugs = (slug for slug, moment in self.pages_done.items() if start <= moment < end)
        return list(filter(None, map(library.page, slugs)))

    @cached_property
    def pages_kept(self) -> dict[str, datetime]:
        """Return the pages that were kept."""
        return self.row.moments(MarkTarget.PAGE, MarkKind.KEPT)

    @cached_property
    def ideas_done(self) -> dict[str, datetime]:
        """Return the ideas that were done."""
        return self.row.moments(MarkTarget.IDEA, MarkKind.DONE)

    @cached_property
    def ideas_kept(self) -> dict[str, datetime]:
        """Return the ideas that were kept."""
        return self.row.moments(MarkTarget.IDEA, MarkKind.KEPT)

    @property
    def kept_pages(self) -> list[Page]:
        """Return the pages that were kept and are still in the guide, the newest first."""
        return list(filter(None, map(library.page, reversed(self.pages_kept))))

    @property
    def kept_ideas(self) -> list[DateIdea]:
        """Return the ideas that were kept and are still in the bank, the newest first."""
        return list(filter(None, map(decks.idea, reversed(self.ideas_kept))))

    @property
    def done_ideas(self) -> list[tuple[DateIdea, date]]:
        """Return the ideas that were done and are not to be left from now on, each with its day, the newest first."""
        return [
            (idea, self.clock.day_of(moment))
            for code, moment in reversed(self.ideas_done.items())
            if code not in self._ideas_left and (idea := decks.idea(code))
        ]

    def tried_on(self, page: Page) -> date | None:
        """Return the day on which a page was tried."""
        moment = self.pages_done.get(page.slug)
        return self.clock.day_of(moment) if moment else None

    def resting(self) -> set[str]:
        """Return the codes of the ideas that were done in the last weeks, or are not to be done again."""
        today = self.clock.today()
        days = {code: self.clock.day_of(moment) for code, moment in self.ideas_done.items()}
        lately = {code for code, day in days.items() if (today - day).days < decks.LATELY}
        return lately | self._ideas_left

    @property
    def _ideas_left(self) -> set[str]:
        """Return the ideas that are not to be done again."""
        return set(self.row.moments(MarkTarget.IDEA, MarkKind.ENOUGH))


def marks_in(request: HttpRequest) -> Marks | None:
    """Return the marks of whoever is signed in; a visitor has none."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        with transaction.atomic():
            return marks_of(request.user)
    return None


def marks_of(user: User) -> Marks:
    """Return this user's marks."""
    row = GuideMark.objects.for_user(user).first()
    return Marks(row or GuideMark(), user.clock)
