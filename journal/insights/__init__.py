"""What weeks say in counts: a card for each question, shown only from a stated minimum. Never why, never a score."""

from journal.insights.around import endings, needs, triggers
from journal.insights.felt import feelings, strength, times_of_day
from journal.insights.parts import Card, Ending
from journal.insights.periods import Span
from journal.insights.together import date_nights, thanks

__all__ = ["Card", "Ending", "cards"]


def cards(span: Span, dates: set[str] | None, ending: Ending | None) -> list[Card]:
    """Return a card for each question; `dates` are the goals that are date nights, or None where nobody wants them."""
    found = [
        feelings(span),
        strength(span),
        triggers(span),
        times_of_day(span),
        needs(span),
        endings(span, ending),
        thanks(span),
    ]
    return found if dates is None else [*found, date_nights(span, dates)]
