"""What a calendar app may show."""

from datetime import time
from typing import ClassVar

from django import forms

from journal.calendar.plans import EARLIEST_HOUR
from journal.models import CalendarFeed
from users.forms import OwnedForm


class CalendarFeedForm(OwnedForm):
    """What stands in the calendar, in whose words, and at what time."""

    instance: CalendarFeed
    at = forms.TimeField(
        label="At what time?",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "autocomplete": "off"}, format="%H:%M"),
        help_text="Leave it empty, and plans without a time of their own stand at the top of the day.",
        error_messages={"invalid": "Write the time as hours and minutes, 19:30."},
    )

    class Meta:
        model = CalendarFeed
        fields = ("dates", "goals", "weeks", "looks", "own_words", "at")
        field_classes: ClassVar = dict.fromkeys(
            ("dates", "goals", "weeks", "looks", "own_words"), forms.BooleanField
        )

    def clean_at(self) -> str:
        """Return the time as it is kept. Before six it could belong to the day before, or be skipped by the clocks."""
        at: time | None = self.cleaned_data["at"]
        if at and at.hour < EARLIEST_HOUR:
            message = "Choose a time from six in the morning on."
            raise forms.ValidationError(message)
        return f"{at:%H:%M}" if at else ""
