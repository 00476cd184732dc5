"""The lines of a summary, section by section. Counts and own words; never why, never a score."""

from journal.summary.gather import sections_of
from journal.summary.lines import Line, Section, shown

__all__ = ["Line", "Section", "sections_of", "shown"]
