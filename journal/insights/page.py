"""One person's insights: their digests, and the few rows that the cards quote."""

from dataclasses import dataclass
from uuid import UUID

from journal.digests import weeks
from journal.insights import Card, Ending, cards
from journal.insights.periods import (
    MAX_WEEKS,
    PERIODS,
    InsightPeriod,
    first_week,
    period_of_weeks,
    period_of_years,
    period_since,
)
from journal.models import Entry, Goal, WeekDigest
from users.models import User

LONG = 3  # years, from which on weeks are too many to be shown month by month


@dataclass(frozen=True)
class Page:
    """The cards that say something, and those that do not yet."""

    says: list[Card]
    waits: list[Card]


def page_of(user: User, choice: str) -> Page | None:
    """Return the insights of a period, or None if nothing was written in it."""
    period = _period(user, choice)
    if period is None:
        return None
    all_cards = cards(period, *_beside(user, period))
    return Page(
        [card for card in all_cards if not card.missing],
        [card for card in all_cards if card.missing],
    )


def _period(user: User, choice: str) -> InsightPeriod | None:
    clock = user.clock
    first = first_week(choice, clock)
    if first is None:
        numbers = WeekDigest.objects.for_user(user).years()
        if numbers and clock.today().year - numbers[0] >= LONG:
            years = weeks.years(user, numbers)
            return period_of_years(years, clock) if years else None
    elif PERIODS[choice] > MAX_WEEKS:
        last = clock.week_of(clock.today()).next
        numbers = [*range(first.monday.year, last.monday.year + 1)]
        return period_since(first, weeks.years(user, numbers), clock)
    tallies = weeks.tallies(user, first)
    return period_of_weeks(choice, tallies, clock) if tallies else None


def _beside(user: User, period: InsightPeriod) -> tuple[set[str] | None, Ending | None]:
    """Return the goals that are date nights (None for somebody to whom less for two is suggested), and how the last entry with something close or calm ended."""
    dates = None
    if not user.preferences.quiet:
        goals = Goal.objects.for_user(user).whether_date_nights()
        dates = {goal.pk.hex for goal in goals if goal.date_night}
    ids = [UUID(period.series.end)] if period.series.end else []
    entry = Entry.objects.for_user(user).endings(ids).first()
    return dates, Ending(entry.ended, entry.get_absolute_url()) if entry and entry.ended else None
