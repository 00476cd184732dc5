"""Three circles: what I want, what we both want, what they want. Lines in, counts and places out."""

from dataclasses import dataclass

from guide.tools import Mode
from journal.answers import Answers
from users.partner import PartnerWords

# Each field with its colour and its place: the middle circle touches both others.
PLACES = {"me": ("mine", 60), "both": ("both", 150), "partner": ("theirs", 240)}


@dataclass(frozen=True)
class Circle:
    """One circle, with the number of lines in it."""

    label: str
    style: str
    x: int
    lines: int


@dataclass(frozen=True)
class Circles:
    """All three, from left to right."""

    circles: list[Circle]
    template: str = "journal/worksheets/_circles.html"


def view(mode: Mode, answers: Answers, words: PartnerWords) -> Circles | None:
    """Return the circles, unless nothing was written into any of them."""
    fields = {field.slug: field for field in mode.fields}
    drawn = [
        Circle(words.fill(fields[slug].label), style, x, _lines(answers.get(slug, "")))
        for slug, (style, x) in PLACES.items()
    ]
    return Circles(drawn) if any(circle.lines for circle in drawn) else None


def _lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())
