"""Rows in lists: a page has thirty, and a template takes long for each. What a person wrote is escaped here."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from journal.timeline.rows import Listed

LATE = ' <span class="soft small">written later</span>'

register = template.Library()


@register.simple_tag
def list_items(items: Iterable[Listed]) -> SafeString:
    """Return the rows of one day."""
    return mark_safe("".join(map(_item, items)))


def _item(item: Listed) -> str:
    text = escape(item["text"])
    parts = [f'<article class="entry entry--{item["look"]}">']
    if item["felt"]:
        late = LATE if item["is_late"] else ""
        time = f'<span class="entry__time">{item["time"]}</span>'
        parts.append(f'<p class="entry__line">{time} {item["felt"]}{late}</p>')
    if item["says"]:
        parts.append(f'<p class="entry__kind">{escape(item["says"])}</p>')
    if item["url"]:
        if text:
            parts.append(f'<p class="person entry__text">{text}</p>')
        which = f'<span class="visually-hidden"> {escape(item["which"])}</span>'
        parts.append(f'<a class="entry__open" href="{item["url"]}">Open{which}</a>')
    else:
        parts.append(f'<p class="person entry__text"><a href="{item["goal_url"]}">{text}</a></p>')
    if item["remark"]:
        parts.append(f'<p class="{item["remark_look"]}">{item["remark"]}</p>')
    return "\n".join([*parts, "</article>\n"])
