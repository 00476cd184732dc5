"""One person's insights: their digests, and the few rows that the cards quote."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from journal.digests import weeks
from journal.insights import Card, Ending, cards
from journal.insights.periods import (
    MOST_WEEKS,
    PERIODS,
    Span,
    first_week,
    span_of,
    span_of_years,
    span_since,
)
from journal.models import Entry, Goal, WeekDigest
from users.models import User
from vault.statements import ANYBODY, stand_in
from vault.together import Together

END = stand_in(UUID("a0b0d000-0000-4000-8000-0000000000e0"))
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
    first = first_week(period, clock)
    if first is None:
        numbers = WeekDigest.objects.for_user(user).years()
        if numbers and clock.today().year - numbers[0] >= LONG:
            years = weeks.years(user, numbers)
            return span_of_years(years, clock) if years else None
    elif PERIODS[period] > MOST_WEEKS:
        last = clock.week_of(clock.today()).next
        numbers = [*range(first.monday.year, last.monday.year + 1)]
        return span_since(first, weeks.years(user, numbers), clock)
    kept = weeks.tallies(user, first)
    return span_of(period, kept, clock) if kept else None


@cache
def _goals_and_ending() -> Together:
    return Together(
        Goal.objects.for_user(ANYBODY).whether_date_nights(),
        Entry.objects.for_user(ANYBODY).endings([END]),
    )


def _beside(user: User, span: Span) -> tuple[set[str] | None, Ending | None]:
    """Return the goals that are date nights (None for somebody to whom less for two is suggested), and how the last entry with something close or calm ended."""
    # No entry has the id of zeros.
    end = UUID(span.course.end) if span.course.end else UUID(int=0)
    goals, entries = _goals_and_ending().rows({ANYBODY.pk: user.pk, END: end})
    endings = [one for one in entries if one.ended]
    return (
        None if user.preferences.quiet else {goal.pk.hex for goal in goals if goal.date_night},
        Ending(endings[0].ended, endings[0].get_absolute_url()) if endings else None,
    )
