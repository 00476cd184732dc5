"""Everything a person writes: private, sealed, behind row security."""

from journal.models.entries import Entry
from journal.models.goals import Goal, Tick
from journal.models.reviews import Review
from journal.models.talks import Agreement, Talk
from journal.models.thanks import GratitudeNote
from journal.models.worksheets import Worksheet

__all__ = [
    "Agreement",
    "Entry",
    "Goal",
    "GratitudeNote",
    "Review",
    "Talk",
    "Tick",
    "Worksheet",
]
