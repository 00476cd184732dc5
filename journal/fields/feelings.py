"""Feelings with their strength."""

from collections.abc import Mapping
from functools import cache, partial
from html import escape
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.utils.safestring import SafeString, mark_safe

from guide import banks
from guide.banks import Family, Feeling
from journal.fields.chips import drawn_once
from journal.models import OwnWord
from journal.models.entries import MAX_FEELINGS, STRENGTHS
from journal.models.words import Words

Rows = list[tuple[str, str]]  # what the form sent: feeling and strength, as typed


class FeelingRows(forms.Widget):
    """Up to three rows of a feeling and its strength."""

    template_name = "journal/fields/feelings.html"
    use_fieldset = True
    words = Words()  # whose words are offered

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template draws: the rows, and the words to choose from."""
        context = super().get_context(name, value, attrs)
        rows = [_row(item) for item in value or []]
        rows += [("", "")] * (MAX_FEELINGS - len(rows))
        options = _options(self.words) if value else PLACE
        context["widget"]["rows"] = [
            (strength, self._apart(ref, options), _chosen(options, ref)) for ref, strength in rows
        ]
        context["strengths"] = [
            (str(strength.level), strength.word) for strength in banks.strengths()
        ]
        return context

    def _apart(self, ref: str, options: SafeString) -> Feeling | None:
        """Return a word that is hidden or counted as another: it stays in the entry that it stands in."""
        own = self.words.own.get(ref)
        return self.words.feeling(ref) if own and f'value="{ref}"' not in options else None

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Return the rows; where nothing is chosen they are the same for everybody, but for the words to choose from."""
        draw = partial(super().render, name, value, attrs, renderer)
        if value:
            return draw()
        return mark_safe(drawn_once(draw, name, attrs).replace(PLACE, _options(self.words)))

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Rows:  # noqa: ARG002 - Django's signature
        """Return the rows in which something was chosen."""
        rows = [
            (data.get(f"{name}_{n}_feeling", ""), data.get(f"{name}_{n}_strength", ""))
            for n in range(MAX_FEELINGS)
        ]
        return [row for row in rows if any(row)]


class ThreeTaps(FeelingRows):
    """One feeling, from the quick check-in."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Rows:  # noqa: ARG002 - Django's signature
        """Return the feeling and the strength that were tapped."""
        row = (data.get("feeling", ""), data.get("strength", ""))
        return [row] if any(row) else []


PLACE = SafeString("<!-- words -->")  # where the words to choose from come


@cache
def _bank_options(family: Family) -> str:
    return f'<optgroup label="{escape(family.name)}">{"".join(map(_option, family.feelings))}'


def _option(feeling: Feeling) -> str:
    return f'<option value="{feeling.slug}">{escape(feeling.word)}</option>'


def _options(words: Words) -> SafeString:
    """Return the feelings to choose from; those of the bank are drawn once."""
    groups = (
        f"{_bank_options(family)}{''.join(map(_option, own))}</optgroup>"
        for family, own in words.by_family()
    )
    return mark_safe("".join(groups))


def _chosen(options: SafeString, ref: str) -> SafeString:
    """Return the options with this one chosen."""
    return mark_safe(options.replace(f'value="{ref}"', f'value="{ref}" selected', 1))


def _row(item: Any) -> tuple[str, str]:
    """Return a row as text, from what was sent or from what is kept."""
    if isinstance(item, dict):
        return item["feeling"], str(item["strength"])
    return item


class FeelingsField(forms.Field):
    """Up to three feelings of the bank or of the person's own, each once, each with a strength of 1 to 5."""

    widget = FeelingRows
    words = Words()
    default_error_messages = {
        "required": "Choose at least one feeling.",
        "word": "Choose the word that fits, and how strong it was.",
        "unknown": "Choose each feeling from the list.",
        "strength": "Choose how strong each feeling was, from 1 to 5.",
        "twice": "Choose each feeling only once.",
    }

    def offer(self, words: Words) -> None:
        """Take these words for what may be chosen."""
        self.words = words
        cast("FeelingRows", self.widget).words = words

    def to_python(self, rows: Rows | None) -> list[dict[str, Any]]:
        """Return the feelings as they are kept, or raise ValidationError."""
        feelings = []
        for slug, strength in rows or []:
            if not slug:
                raise ValidationError(self.error_messages["word"], code="word")
            if not self._is_a_feeling(slug):
                raise ValidationError(self.error_messages["unknown"], code="unknown")
            if strength not in {str(level) for level in STRENGTHS}:
                raise ValidationError(self.error_messages["strength"], code="strength")
            feelings.append({"feeling": slug, "strength": int(strength)})
        if len({felt["feeling"] for felt in feelings}) < len(feelings):
            raise ValidationError(self.error_messages["twice"], code="twice")
        return feelings

    def _is_a_feeling(self, ref: str) -> bool:
        if banks.feeling(ref):  # the bank's own cost no query
            return True
        own = self.words.own.get(ref)
        return own is not None and own.kind == OwnWord.Kind.FEELING
