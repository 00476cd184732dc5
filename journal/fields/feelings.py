"""Feelings with their strength."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from guide import banks
from guide.banks import Family, Feeling
from journal.models import OwnWord
from journal.models.entries import MAX_FEELINGS, STRENGTHS
from journal.models.words import Words

Families = list[tuple[Family, list[Feeling]]]
Rows = list[tuple[str, str]]  # what the form sent: feeling and strength, as typed


class FeelingRows(forms.Widget):
    """Up to three rows of a feeling and its strength."""

    template_name = "journal/fields/feelings.html"
    use_fieldset = True
    words = Words()  # whose words are offered

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template draws: the rows, and the words to choose from."""
        context = super().get_context(name, value, attrs)
        context["families"] = self.words.by_family()
        rows = [_row(item) for item in value or []]
        rows += [("", "")] * (MAX_FEELINGS - len(rows))
        context["widget"]["rows"] = [
            (ref, strength, banks.feeling(ref), self._apart(ref, context["families"]))
            for ref, strength in rows
        ]
        context["strengths"] = [
            (str(strength.level), strength.word) for strength in banks.strengths()
        ]
        return context

    def _apart(self, ref: str, families: Families) -> Feeling | None:
        """Return a word that is hidden or counted as another: it stays in the entry that it stands in."""
        is_offered = any(ref == word.slug for _, own in families for word in own)
        return self.words.feeling(ref) if ref in self.words.own and not is_offered else None

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
