"""Forms for a date night: the plan before, two questions afterwards."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from journal.fields.lines import StepsField, lines_of
from journal.models import DateNight
from users.forms import OwnedForm
from vault.fields import MAX_TEXT_LENGTH

MAX_THINGS = 30


class DatePlanForm(OwnedForm):
    """What, when, where, and what to arrange."""

    instance: DateNight
    arrange = StepsField(
        label="What to arrange",
        required=False,
        max_length=MAX_TEXT_LENGTH,
        widget=forms.Textarea,
        help_text="One on each line: the sitter, a table, the good blanket.",
    )

    class Meta:
        model = DateNight
        fields = ("what", "time", "place", "arrange")
        widgets: ClassVar = {
            "what": forms.TextInput,
            "time": forms.TextInput,
            "place": forms.TextInput,
        }

    def clean_arrange(self) -> list[dict[str, Any]]:
        """Return what to arrange as it is kept; what was there already keeps its tick."""
        texts = lines_of(self.cleaned_data["arrange"])
        if len(texts) > MAX_THINGS:
            message = (
                f"These are {len(texts)} things. Keep the first {MAX_THINGS}: it is one evening."
            )
            raise ValidationError(message)
        return self.instance.steps_from(texts)


class DateAnswersForm(OwnedForm):
    """Two questions afterwards; both can stay open."""

    instance: DateNight

    class Meta:
        model = DateNight
        fields = ("good", "again")
        widgets: ClassVar = {"again": forms.RadioSelect(attrs={"autocomplete": "off"})}
        error_messages: ClassVar = {"again": {"invalid_choice": "Choose from the list."}}

    def save(self, commit: bool = True) -> DateNight:  # noqa: FBT001, FBT002 - Django's signature
        """Write the answers, and tell the finder."""
        super().save(commit)
        self.instance.tell_the_finder(self.instance.owner)
        return self.instance
