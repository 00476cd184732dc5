"""The share card: lines of a closed week's review, of which the person chooses. The app sends it to nobody."""

from dataclasses import dataclass

from journal.models import Review
from users.partner import PartnerWords

QUESTION = "What was your week like from inside?"


@dataclass(frozen=True)
class CardLine:
    """One line that may stand on the card."""

    slug: str
    label: str
    text: str


def lines_of(review: Review, words: PartnerWords) -> list[CardLine]:
    """Return what may stand on the card: whatever is written in the review, and a question."""
    lines = [
        CardLine("pattern", "What I noticed", review.pattern(words)),
        CardLine("insight", "What I understood about myself", review.insight),
        CardLine("helped", "What helped", review.differed),
        CardLine("well", "What went well", review.went_well),
        CardLine("request", "One request", review.request),
        CardLine("question", "My question", QUESTION),
    ]
    return [line for line in lines if line.text.strip()]


def chosen(review: Review, words: PartnerWords) -> list[CardLine]:
    """Return the lines that were chosen, as they read now."""
    return [line for line in lines_of(review, words) if line.slug in review.card]
