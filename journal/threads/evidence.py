"""What the entries of a thread show, laid out in days; the times that went better stand first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journal.models import Entry
from journal.text import say_date
from users.clock import Clock

WARM = frozenset({"close", "calm"})


@dataclass(frozen=True)
class Piece:
    """One entry, with its day in words."""

    entry: Entry
    day: str
    time: str


@dataclass(frozen=True)
class Evidence:
    """The entries of one thread, the oldest first in each part."""

    better: list[Piece]
    other: list[Piece]

    @property
    def parts(self) -> list[tuple[str, list[Piece]]]:
        """Return the parts that hold something, under their headings; there are no others without the first."""
        other = "The other times" if self.better else ""
        parts = [("Times that went better", self.better), (other, self.other)]
        return [(heading, pieces) for heading, pieces in parts if pieces]


def went_better(families: Iterable[str]) -> bool:
    """Return whether something warm or calm was felt: the exception that is worth a second look."""
    return not WARM.isdisjoint(families)


def laid_out(entries: Iterable[Entry], clock: Clock) -> Evidence:
    """Lay entries out as evidence."""
    evidence = Evidence([], [])
    today = clock.today()
    for entry in entries:
        better = went_better(felt.family for felt in entry.felt)
        (evidence.better if better else evidence.other).append(_piece(entry, clock, today))
    return evidence


def _piece(entry: Entry, clock: Clock, today: date) -> Piece:
    day = say_date(clock.day_of(entry.happened_at), today=today)
    return Piece(entry, day, f"{clock.local(entry.happened_at):%H:%M}")
