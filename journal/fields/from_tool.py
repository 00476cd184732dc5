"""Form fields made from the data of a tool or an entry mode."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guide.tools import Field
from journal.fields.chips import Chips
from journal.fields.table import TableField
from users.partner import PartnerWords
from vault.fields import MAX_TEXT_LENGTH, PrivateText

PREFIX = "answer_"
EMPTY = "Write something first. One line is enough."


def gathered(
    cleaned: Mapping[str, Any], fields: Iterable[Field], before: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the answers by field; those to what is no longer asked stay as they were kept."""
    answers = {field.slug: cleaned.get(PREFIX + field.slug) for field in fields}
    new = {slug: answer for slug, answer in answers.items() if answer}
    return new | {slug: answer for slug, answer in before.items() if slug not in answers}


def form_field(field: Field, words: PartnerWords) -> forms.Field:
    """Return the form field for a field of a tool."""
    made = MAKERS[field.kind](field, words)
    made.label, made.help_text, made.required = (
        words.fill(field.label),
        words.fill(field.help),
        False,
    )
    return made


def _text(field: Field, _: PartnerWords) -> forms.Field:
    attrs = {"list": f"words-{field.suggest}"} if field.suggest else {}
    return PrivateText(max_length=MAX_TEXT_LENGTH, widget=forms.TextInput(attrs=attrs))


def _long(_: Field, __: PartnerWords) -> forms.Field:
    return PrivateText(max_length=MAX_TEXT_LENGTH, widget=forms.Textarea)


def _choices(field: Field, words: PartnerWords) -> list[Any]:
    """Return the options, under their headings if they have any."""
    groups = [
        (
            words.fill(group.name),
            [(option.slug, words.fill(option.label)) for option in group.options],
        )
        for group in field.groups
    ]
    return [pair for name, pairs in groups for pair in ([(name, pairs)] if name else pairs)]


LONG_LABEL = 28


def _look(field: Field, style: str = "") -> dict[str, str]:
    long = any(len(option.label) > LONG_LABEL for option in field.options.values())
    style = style or ("chips--list" if long else "")
    return {"autocomplete": "off"} | ({"class": style} if style else {})


NOT_THERE = {"invalid_choice": "Choose from the list."}


def _choice(field: Field, words: PartnerWords) -> forms.Field:
    style = "chips--steps" if field.kind == "scale" else ""
    return forms.ChoiceField(
        choices=_choices(field, words),
        widget=forms.RadioSelect(attrs=_look(field, style)),
        error_messages=NOT_THERE,
    )


class Limited(Chips):
    """Choices, of which there are at most so many."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        """Take the number, or 0 if any number will do."""
        self.most = most
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str]:
        """Say how many there are and how many there may be."""
        chosen = super().clean(value)
        if self.most and len(chosen) > self.most:
            message = f"These are {len(chosen)}. Keep the {self.most} that matter most."
            raise ValidationError(message)
        return chosen


def _several(field: Field, words: PartnerWords) -> forms.Field:
    widget = forms.CheckboxSelectMultiple(attrs=_look(field))
    return Limited(most=field.most, choices=_choices(field, words), widget=widget)


def _table(field: Field, words: PartnerWords) -> forms.Field:
    return TableField(field, words)


MAKERS: dict[str, Callable[[Field, PartnerWords], forms.Field]] = {
    "text": _text,
    "long": _long,
    "choice": _choice,
    "scale": _choice,
    "choices": _several,
    "table": _table,
}
