"""`{% shapes day.shapes %}` draws the shapes of feelings; each process draws each family in each strength once."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

MAX_KEPT = 100  # eight families, five strengths, and some to spare

register = template.Library()


@register.simple_tag
def shapes(felt: Iterable[tuple[str, int]]) -> SafeString:
    """Return the shape of each of these, a family and a strength."""
    return mark_safe("".join(_shape(family, strength) for family, strength in felt))


@lru_cache(MAX_KEPT)
def _shape(family: str, strength: int) -> SafeString:
    drawn = {"family": family, "strength": strength}
    return render_to_string("components/shape.html", drawn)
