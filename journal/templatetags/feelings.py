"""`{% feeling felt %}` draws a feeling with its shape and strength; each process draws each of them once."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from journal.models.entries import Felt

MOST_KEPT = 500  # every word of the bank in every strength, and some to spare

register = template.Library()


@register.simple_tag
def feeling(felt: Felt) -> SafeString:
    """Return the feeling as it stands in lists."""
    return _drawn(felt)


@lru_cache(MOST_KEPT)
def _drawn(felt: Felt) -> SafeString:
    return render_to_string("journal/_feeling.html", {"felt": felt})
