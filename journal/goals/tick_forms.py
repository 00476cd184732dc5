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
        new_day: date = self.cleaned_data["to"]
        if new_day != self.day and self.instance.repeat.falls_on(new_day):
            raise forms.ValidationError("It comes round on that day anyway. Choose another one.")
        if Tick.objects.for_user(self.instance.owner).of_day(self.instance, self.day).exists():
            raise forms.ValidationError("This day is ticked. Take its tick back first.")
        return new_day

    def clean(self) -> dict[str, Any] | None:
        """Pass whatever else has changed meanwhile: only the moves are written, and they were read under lock."""
        if self.instance.unreadable():
            raise forms.ValidationError(UNREADABLE)
        return self.cleaned_data

    def save(self, commit: bool = True) -> OwnedModel:  # noqa: FBT001, FBT002 - Django's signature
        """Move the turn, and take the plan of the evening along."""
        goal, new_day = self.instance, self.cleaned_data["to"]
        goal.move(self.day, new_day)
        DateNight.objects.move(goal.owner, goal, self.day, new_day)
        return super().save(commit)
