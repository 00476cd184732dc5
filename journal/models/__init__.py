"""Everything a person writes: private, sealed, behind row security."""

from journal.models.dates import DateNight
from journal.models.entries import Entry
from journal.models.goals import Goal
from journal.models.thanks import GratitudeNote
from journal.models.ticks import Tick
from journal.models.worksheets import Worksheet

__all__ = ["DateNight", "Entry", "Goal", "GratitudeNote", "Tick", "Worksheet"]
