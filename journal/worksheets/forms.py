"""One form for every tool: its fields come from the data of the tool and its mode."""

from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from guide import banks, library, safety
from guide.tools import Field, Mode
from journal.answers import say
from journal.fields.from_tool import EMPTY, PREFIX, form_field, gathered
from journal.models import Worksheet
from journal.worksheets.hints import rules
from users.forms import OwnedForm


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
        lists = {field.suggest: field.suggestions for field in self.asked if field.suggest}
        return [Suggestions(name, words) for name, words in lists.items()]

    def clean_page(self) -> str:
        """Keep the page of the guide, if there is such a page."""
        page = str(self.cleaned_data["page"])
        return page if library.page(page) else ""

    def clean(self) -> dict[str, Any] | None:
        """Gather the answers; what the guide no longer asks stays as it was kept."""
        answers = gathered(self.cleaned_data, self.asked, self.instance.answers)
        slugs = {field.slug for field in self.asked}
        if not slugs & answers.keys() and not self.errors:
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
