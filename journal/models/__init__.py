"""Everything a person writes: private, sealed, behind row security."""

from journal.models.digests import WeekDigest, YearDigest
from journal.models.entries import Entry
from journal.models.goals import Goal, Tick
from journal.models.thanks import GratitudeNote
from journal.models.worksheets import Worksheet

__all__ = [
    "Entry",
    "Goal",
    "GratitudeNote",
    "Tick",
    "WeekDigest",
    "Worksheet",
    "YearDigest",
]
