"""Forms for gratitude notes: the note, a plan to say it, how it landed."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from journal.models import GratitudeNote
from users.forms import OwnedForm

UNKNOWN = {"", GratitudeNote.Landed.OPEN}


class GratitudeNoteForm(OwnedForm):
    """What was good; the rest is for those who want it."""

    start = "journal:note_create"

    class Meta:
        model = GratitudeNote
        fields = ("what_they_did", "what_it_did", "what_it_says", "about")
        widgets: ClassVar = {"about": forms.RadioSelect(attrs={"autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for less where less is enough."""
        super().__init__(*args, **kwargs)
        for name in ("what_it_did", "what_it_says"):
            self.fields[name].widget.attrs["rows"] = 2


class PlanForm(OwnedForm):
    """When to say it, and in which words; a day only for those who want one."""

    instance: GratitudeNote
    say_on = forms.DateField(
        label="On a day?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        help_text="Only if you like. Today then says so that day, quietly.",
    )

    class Meta:
        model = GratitudeNote
        fields = ("moment", "wording", "say_on")
        widgets: ClassVar = {
            "moment": forms.TextInput(attrs={"list": "moments", "autocomplete": "off"})
        }
        help_texts: ClassVar = {
            "moment": "A moment that comes by itself: on the way somewhere, over the washing-up.",
            "wording": "What you saw, and what it did for you, is enough.",
        }

    def clean_say_on(self) -> date | None:
        """Take a day that is still to come; one that stood there before may have passed."""
        day: date | None = self.cleaned_data["say_on"]
        passed = day is not None and day < self.instance.owner.clock.today()
        if passed and day != self.initial["say_on"]:
            message = "Choose today or a day to come."
            raise ValidationError(message)
        return day

    def save(self, commit: bool = True) -> GratitudeNote:  # noqa: FBT001, FBT002 - Django's signature
        """Write it; what was only kept is planned now."""
        if not self.instance.is_said:
            self.instance.state = GratitudeNote.State.PLANNED
        super().save(commit)
        return self.instance


class LandedForm(OwnedForm):
    """How it landed, for oneself alone. Whoever tells that has said it."""

    instance: GratitudeNote
    landed = forms.ChoiceField(
        label="How did it land?",
        choices=GratitudeNote.Landed.choices,
        widget=forms.RadioSelect(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = GratitudeNote
        fields = ("landed", "landed_note")

    def save(self, commit: bool = True) -> GratitudeNote:  # noqa: FBT001, FBT002 - Django's signature
        """Write it, with the moment from which it weighs on what is suggested."""
        note = self.instance
        note.state = GratitudeNote.State.SAID
        if "landed" in self.changed_data:
            note.counts_since = None if note.landed in UNKNOWN else timezone.now()
        super().save(commit)
        return note
