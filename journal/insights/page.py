"""One person's insights: their digests, and the few rows that the cards quote."""

from dataclasses import dataclass
from typing import Any

from journal import digests
from journal.insights import Card, Ending, cards
from journal.models import Entry, Goal, WeekDigest
from journal.spans import PERIODS, Span, first_week, span_of, span_of_years
from users.models import User
from vault.models import OwnedQuerySet
from vault.together import together

LONG = 3  # years, from which on weeks are too many to be shown month by month


@dataclass(frozen=True)
class Page:
    """The cards that say something, and those that do not yet."""

    says: list[Card]
    waits: list[Card]


def page_of(user: User, period: str) -> Page | None:
    """Return the insights of a period, or None if nothing was written in it."""
    span = _span(user, period)
    if span is None:
        return None
    found = cards(span, *_beside(user, span))
    return Page(
        [card for card in found if not card.missing], [card for card in found if card.missing]
    )


def _span(user: User, period: str) -> Span | None:
    clock = user.clock
    if not PERIODS[period]:
        numbers = WeekDigest.objects.for_user(user).years()
        if numbers and clock.today().year - numbers[0] >= LONG:
            years = digests.years(user, numbers)
            return span_of_years(years, clock) if years else None
    kept = digests.tallies(user, first_week(period, clock))
    return span_of(period, kept, clock) if kept else None


def _beside(user: User, span: Span) -> tuple[set[str] | None, Ending | None]:
    """Return the goals that are date nights (None for somebody to whom less for two is suggested), and how the last entry with something close or calm ended."""
    ends = [pk for tally in span.weeks.values() for pk in tally.good_ends]
    asked: list[OwnedQuerySet[Any]] = [Goal.objects.for_user(user).whether_date_nights()]
    if ends:
        asked.append(Entry.objects.for_user(user).endings(ends[-1:]))
    goals, *entries = together(*asked)
    endings = [one for found in entries for one in found if one.ended]
    return (
        None if user.preferences.quiet else {goal.pk.hex for goal in goals if goal.date_night},
        Ending(endings[0].ended, endings[0].get_absolute_url()) if endings else None,
    )
