"""One form for every way to write an entry: its fields come from the data of the mode."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.forms import BoundField

from guide.modes import EntryMode
from journal.entries.forms import EntryForm
from journal.fields.feelings import FeelingsField
from journal.fields.from_tool import EMPTY, PREFIX, form_field, gathered
from journal.models import Entry


class ModeEntryForm(EntryForm):
    """The answers of one mode; feelings and the moment are asked at the end. A first word is enough."""

    feelings = FeelingsField(
        label="How does it feel now?", help_text="If you like. Up to three.", required=False
    )
    mode: EntryMode

    class Meta:
        model = Entry
        fields = ("feelings", "happened_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a form field of each field of the mode."""
        super().__init__(*args, **kwargs)
        del self.fields["triggers"], self.fields["needs"]
        self.mode = cast("EntryMode", self.instance.way)  # the view has made sure of it
        self.partner_words = self.instance.owner.preferences.partner_words
        for field in self.mode.fields:
            made = form_field(field, self.partner_words)
            made.initial = self.instance.answers.get(field.slug)
            self.fields[PREFIX + field.slug] = made

    @classmethod
    def start_of(cls, instance: Any) -> str:
        """Return where a new one of the same mode is written."""
        return str(instance.way.url())

    def questions(self) -> list[BoundField]:
        """Return the fields of the mode, in order."""
        return [self[PREFIX + field.slug] for field in self.mode.fields]

    def clean(self) -> dict[str, Any] | None:
        """Gather the answers; one line or one feeling is enough."""
        answers = gathered(self.cleaned_data, self.mode.fields, self.instance.answers)
        if not answers and not self.cleaned_data.get("feelings") and not self.errors:
            raise ValidationError(EMPTY)
        self.cleaned_data["answers"] = answers
        return super().clean()

    def _says_the_same(self) -> bool:
        same = bool(self.cleaned_data["answers"] == self.instance.answers)
        return same and super()._says_the_same()

    def save(self, commit: bool = True) -> Entry:  # noqa: FBT001, FBT002 - Django's signature
        """Write the answers."""
        self.instance.answers = self.cleaned_data["answers"]
        super().save(commit)
        return self.instance
