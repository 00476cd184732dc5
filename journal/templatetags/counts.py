"""`{% counts counted %}` draws how often each thing came up; a loop of the template's own took a quarter of the week's page."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from journal.digests.tally import Count

ROW = """
<li>
  <span class="counts__name">{}</span>
  <span class="counts__bar"><meter min="0" max="{}" value="{}">{}</meter></span>
  <span class="counts__n">{}</span>
</li>"""

register = template.Library()


@register.simple_tag
def counts(counted: Sequence[Count]) -> SafeString:
    """Return a line for each, the most frequent first; its bar is measured against theirs."""
    most = counted[0].number
    rows = ((one.label, most, one.number, one.number, one.times) for one in counted)
    return format_html_join("", ROW, rows)
