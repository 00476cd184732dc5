"""One form for every tool: its fields come from the data of the tool and its mode."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from guide import banks, library, safety
from guide.tools import Field, Mode
from journal.forms.entries import Chips
from journal.forms.tables import TableField
from journal.gentle import rules
from journal.models import Worksheet
from journal.sheets import say
from users.forms import OwnedForm
from users.partner import PartnerWords
from vault.fields import LONGEST_TEXT, PrivateText

PREFIX = "answer_"
EMPTY = "Write something first. One line is enough."


@dataclass(frozen=True)
class Question:
    """One field of the form, with what its tool says about it and what was answered the time before."""

    bound: BoundField
    field: Field
    before: str

    @property
    def guard(self) -> str:
        """Return the safety note that is shown as soon as something is chosen here."""
        return banks.notes()[self.field.note]


@dataclass(frozen=True)
class Suggestions:
    """Words that a browser offers while one types."""

    name: str
    words: list[str]


class WorksheetForm(OwnedForm):
    """The answers to one tool in one mode. Nothing is required but a first word."""

    instance: Worksheet
    mode: Mode

    class Meta:
        model = Worksheet
        fields = ("page",)
        widgets: ClassVar = {"page": forms.HiddenInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a form field of each field of the mode."""
        super().__init__(*args, **kwargs)
        self.mode = cast("Mode", self.instance.way)  # the view has made sure of it
        self.words = self.instance.owner.preferences.partner_words
        self.asked = [field for field in self.mode.fields if self._is_asked(field)]
        for field in self.asked:
            made = form_field(field, self.words)
            made.initial = self.instance.answers.get(field.slug)
            self.fields[PREFIX + field.slug] = made

    @classmethod
    def start_of(cls, instance: Any) -> str:
        """Return where a new one of the same tool and mode is written."""
        return str(instance.way.url())

    def _is_asked(self, field: Field) -> bool:
        """Return whether a field is offered; under quiet suggestions one for two is, if something stands in it."""
        if field.careful != safety.HIDE or not self.instance.owner.preferences.quiet:
            return True
        return bool(self.instance.answers.get(field.slug) or self.data.get(PREFIX + field.slug))

    def questions(self, before: Worksheet | None) -> list[Question]:
        """Return the fields in order, with the answers of an earlier worksheet beside them."""
        earlier = before.answers if before else {}
        return [
            Question(
                self[PREFIX + field.slug],
                field,
                say(field, earlier[field.slug], self.words) if earlier.get(field.slug) else "",
            )
            for field in self.asked
        ]

    def remarks(self) -> dict[str, list[dict[str, Any]]]:
        """Return the gentle checks by the name of their field, for the browser."""
        return {
            PREFIX + field.slug: [
                rule
                | {"hint": self.words.fill(rule["hint"])}
                | {"heard": [PREFIX + slug for slug in rule["heard"]]}
                for rule in rules(field)
            ]
            for field in self.asked
            if field.checks
        }

    def suggestions(self) -> list[Suggestions]:
        """Return the lists of words that the fields name."""
        found = {field.suggest: field.suggestions for field in self.asked if field.suggest}
        return [Suggestions(name, words) for name, words in found.items()]

    def clean_page(self) -> str:
        """Keep the page of the guide, if there is such a page."""
        page = str(self.cleaned_data["page"])
        return page if library.page(page) else ""

    def clean(self) -> dict[str, Any] | None:
        """Gather the answers; what the guide no longer asks stays as it was kept."""
        answers = gathered(self.cleaned_data, self.asked, self.instance.answers)
        asked = {field.slug for field in self.asked}
        if not asked & answers.keys() and not self.errors:
            raise ValidationError(EMPTY)
        self.cleaned_data["answers"] = answers
        return super().clean()

    def _says_the_same(self) -> bool:
        same = bool(self.cleaned_data["answers"] == self.instance.answers)
        return same and super()._says_the_same()

    def save(self, commit: bool = True) -> Worksheet:  # noqa: FBT001, FBT002 - Django's signature
        """Write the answers."""
        self.instance.answers = self.cleaned_data["answers"]
        super().save(commit)
        return self.instance


def gathered(
    cleaned: Mapping[str, Any], fields: Iterable[Field], kept: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the answers by field; those to what is no longer asked stay as they were kept."""
    asked = {field.slug: cleaned.get(PREFIX + field.slug) for field in fields}
    new = {slug: answer for slug, answer in asked.items() if answer}
    return new | {slug: answer for slug, answer in kept.items() if slug not in asked}


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
    return PrivateText(max_length=LONGEST_TEXT, widget=forms.TextInput(attrs=attrs))


def _long(_: Field, __: PartnerWords) -> forms.Field:
    return PrivateText(max_length=LONGEST_TEXT, widget=forms.Textarea)


def _choices(field: Field, words: PartnerWords) -> list[Any]:
    """Return the options, under their headings if they have any."""
    groups = [
        (words.fill(group.name), [(one.slug, words.fill(one.label)) for one in group.options])
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
