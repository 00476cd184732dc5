"""`{% feelings entry.felt %}` draws feelings with their shapes and strengths; each process draws each of the bank's once."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from guide import banks
from journal.models.entries import Felt

MOST_KEPT = 500  # every word of the bank in every strength, and some to spare

register = template.Library()


@register.simple_tag
def feelings(felt: Iterable[Felt]) -> SafeString:
    """Return the feelings as they stand in lists."""
    return mark_safe(
        " ".join(_drawn(one) if banks.feeling(one.slug) else _draw(one) for one in felt)
    )


def _draw(felt: Felt) -> SafeString:
    """Draw a feeling; a person's own word is drawn anew each time, so that no process remembers it."""
    return render_to_string("journal/_feeling.html", {"felt": felt})


_drawn = lru_cache(MOST_KEPT)(_draw)
