"""Forms for what becomes of one turn of a goal."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from journal.fields.days import DayField
from journal.models import DateNight, Goal, Tick
from users.forms import UNREADABLE, OwnedForm
from vault.models import OwnedModel


class OccurrenceForm(OwnedForm):
    """What became of it, and a note."""

    instance: Tick

    class Meta:
        model = Tick
        fields = ("state", "note")
        widgets: ClassVar = {"state": forms.RadioSelect(attrs={"autocomplete": "off"})}
        error_messages: ClassVar = {
            "state": {
                "required": "Choose how it was.",
                "invalid_choice": "Choose how it was from the list.",
            }
        }


class MoveForm(OwnedForm):
    """Another day for one turn. Set `day` before use."""

    instance: Goal
    day: date
    to = DayField(label="The new day")

    class Meta:
        model = Goal
        fields = ()

    def clean_to(self) -> date:
        """Refuse a day that it comes round on anyway, and to move what is ticked."""
        to = self.cleaned_data["to"]
        if to != self.day and self.instance.repeat.falls_on(to):
            raise forms.ValidationError("It comes round on that day anyway. Choose another one.")
        if Tick.objects.for_user(self.instance.owner).of_day(self.instance, self.day).exists():
            raise forms.ValidationError("This day is ticked. Take its tick back first.")
        return to

    def clean(self) -> dict[str, Any] | None:
        """Move, whatever else has changed meanwhile: nothing else is overwritten."""
        if self.instance.unreadable():
            raise forms.ValidationError(UNREADABLE)
        if "to" in self.cleaned_data:
            self.instance.move(self.day, self.cleaned_data["to"])
        return self.cleaned_data

    def save(self, commit: bool = True) -> OwnedModel:  # noqa: FBT001, FBT002 - Django's signature
        """Save, and take the plan of the evening along."""
        owner = self.instance.owner
        DateNight.objects.move(owner, self.instance, self.day, self.cleaned_data["to"])
        return super().save(commit)
