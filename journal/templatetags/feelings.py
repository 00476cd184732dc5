"""`{% feelings entry.felt %}` draws feelings with their shapes and strengths; each process draws each shape once."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from journal.models.entries import Felt

MOST_KEPT = 100  # eight families in five strengths, and some to spare
STAND_IN = "the word that was chosen"

register = template.Library()


@register.simple_tag
def feelings(felt: Iterable[Felt]) -> SafeString:
    """Return the feelings as they stand in lists."""
    return mark_safe(" ".join(map(_drawn, felt)))


def _drawn(felt: Felt) -> str:
    """Draw a feeling. No process remembers a person's own words: they are put into what it remembers."""
    frame = _frame(felt.family, felt.strength, felt.strength_word)
    return frame.replace(STAND_IN, escape(felt.word))


@lru_cache(MOST_KEPT)
def _frame(family: str, strength: int, strength_word: str) -> str:
    felt = Felt("", STAND_IN, family, strength, strength_word)
    return render_to_string("journal/entries/_feeling.html", {"felt": felt})
