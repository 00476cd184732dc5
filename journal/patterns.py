"""Counts over entries: pure functions, words and numbers in, dataclasses out. Nothing here says why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from journal.wording import join, times

MOST_NAMED = 3


@dataclass(frozen=True)
class Count:
    """How often one thing was chosen."""

    label: str
    number: int
    family: str = ""

    @property
    def figure(self) -> str:
        """Return the number as a template draws it fastest."""
        return str(self.number)

    @property
    def times(self) -> str:
        """Return the number in words."""
        return times(self.number)


def count(things: Iterable[tuple[str, str]]) -> list[Count]:
    """Count (label, family) pairs, the most frequent first; equal ones by their label."""
    counted = Counter(things)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [Count(label, number, family) for (label, family), number in ordered]


def most_often(counts: list[Count]) -> str:
    """Return a sentence's end such as "tired, twice", or "lonely and hurt, 3 times each"."""
    if not counts:
        return ""
    first = [found for found in counts if found.number == counts[0].number][:MOST_NAMED]
    each = " each" if len(first) > 1 else ""
    return f"{join([found.label for found in first])}, {first[0].times}{each}"
