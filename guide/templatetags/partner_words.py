"""`{{ page.text|fill_html:words }}` puts the reader's own words where the tokens stand."""

from django import template
from django.utils.safestring import SafeString

from users.partner import PartnerWords

register = template.Library()


@register.filter
def fill(text: str, words: PartnerWords) -> str:
    """Fill the tokens of a plain text; the template escapes the result."""
    return words.fill(text)


@register.filter
def fill_html(html: str, words: PartnerWords) -> SafeString:
    """Fill the tokens of HTML of ours; the person's own words are escaped."""
    return words.fill_html(html)
