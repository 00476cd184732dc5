"""`{% icon "check" %}` draws an icon; each process draws each once, because a list holds the same one in every row."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return the icon of this name."""
    return render_to_string("components/icon.html", {"name": name})
