"""Parts of one thing, drawn as a circle: numbers in, paths of an SVG out."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

RADIUS = 10
MIDDLE = 12
PARTS = {"me": "me", "partner": "{my_partner}", "day": "circumstances", "unknown": "not known yet"}


@dataclass(frozen=True)
class Slice:
    """One part: its number among the others, where it lies, and how large it is; the label holds partner tokens."""

    number: int
    label: str
    parts: int
    share: float  # of the whole circle
    start: float

    @property
    def path(self) -> str:
        """Return the outline; a slice that is the whole circle is drawn as two halves."""
        if self.share == 1:
            return (
                f"M{MIDDLE} {MIDDLE - RADIUS}a{RADIUS} {RADIUS} 0 1 1 0 {2 * RADIUS}"
                f"a{RADIUS} {RADIUS} 0 1 1 0 {-2 * RADIUS}z"
            )
        (x1, y1), (x2, y2) = _at(self.start, RADIUS), _at(self.start + self.share, RADIUS)
        large = int(self.share > 1 / 2)
        return f"M{MIDDLE} {MIDDLE}L{x1} {y1}A{RADIUS} {RADIUS} 0 {large} 1 {x2} {y2}z"

    @property
    def label_at(self) -> tuple[float, float]:
        """Return where its number stands."""
        return _at(self.start + self.share / 2, 0 if self.share == 1 else RADIUS * 0.6)


def _at(turn: float, radius: float) -> tuple[float, float]:
    angle = 2 * pi * turn - pi / 2
    return round(MIDDLE + radius * cos(angle), 2), round(MIDDLE + radius * sin(angle), 2)


def slices(answers: Mapping[str, Any]) -> list[Slice]:
    """Return the slices of a circle, clockwise from the top; parts of nothing are left out."""
    parts = {slug: int(answers.get(slug, 0)) for slug in PARTS}
    whole = sum(parts.values())
    slices_so_far: list[Slice] = []
    at = 0
    for number, (slug, label) in enumerate(PARTS.items(), 1):
        if parts[slug]:
            slices_so_far.append(Slice(number, label, parts[slug], parts[slug] / whole, at / whole))
        at += parts[slug]
    return slices_so_far
