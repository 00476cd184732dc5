"""A day."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

IN_REACH = "Choose a day between 1900 and 2199."


class DayField(forms.DateField):
    """A day between 1900 and 2199."""

    def __init__(self, **kwargs: Any) -> None:
        """Ask with the browser's own calendar."""
        kwargs |= {
            "widget": forms.DateInput(
                attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"
            ),
            "validators": [
                MinValueValidator(date(1900, 1, 1), IN_REACH),
                MaxValueValidator(date(2199, 12, 31), IN_REACH),
            ],
        }
        super().__init__(**kwargs)
