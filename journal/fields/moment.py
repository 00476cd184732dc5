"""A moment on the person's own wall clock."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from journal.models.entries import EARLIEST


class MomentField(forms.DateTimeField):
    """A moment that has happened, on the person's own wall clock. Set `zone` before use."""

    zone: ZoneInfo
    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "autocomplete": "off"}, format="%Y-%m-%dT%H:%M"
    )
    default_error_messages = {
        "invalid": "Write the moment as a date and a time.",
        "future": "Choose a moment that has already happened.",
        "past": "Choose a moment after 1900.",
    }

    def prepare_value(self, value: Any) -> Any:
        """Show an instant as the person's wall clock showed it."""
        if isinstance(value, datetime):
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime | None:
        """Return the instant. In the hour that clocks show twice it is the first; a skipped hour is moved on."""
        with timezone.override(None):
            moment = super().to_python(value)
        return None if moment is None else self._in_zone(moment)

    def _in_zone(self, moment: datetime) -> datetime:
        wall = moment.replace(tzinfo=None)
        if wall.year < EARLIEST.year:
            raise ValidationError(self.error_messages["past"], code="past")
        if wall.year > timezone.now().year + 1:
            raise ValidationError(self.error_messages["future"], code="future")
        # In UTC, because moments of two zones never compare as equal where clocks change.
        instant = wall.replace(tzinfo=self.zone).astimezone(UTC)
        if instant < EARLIEST:
            raise ValidationError(self.error_messages["past"], code="past")
        if instant > timezone.now():
            raise ValidationError(self.error_messages["future"], code="future")
        return instant
