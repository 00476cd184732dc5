"""What weeks say in counts: a card for each question, shown only from a stated minimum. Never why, never a score."""

from journal.insights.around import endings, needs, triggers
from journal.insights.felt import feelings, strength, times_of_day
from journal.insights.parts import Card, Ending
from journal.insights.periods import InsightPeriod
from journal.insights.together import date_nights, thanks

__all__ = ["Card", "Ending", "cards"]


def cards(period: InsightPeriod, dates: set[str] | None, ending: Ending | None) -> list[Card]:
    """Return a card for each question; `dates` are the goals that are date nights, or None where nobody wants them."""
    all_cards = [
        feelings(period),
        strength(period),
        triggers(period),
        times_of_day(period),
        needs(period),
        endings(period, ending),
        thanks(period),
    ]
    return all_cards if dates is None else [*all_cards, date_nights(period, dates)]
