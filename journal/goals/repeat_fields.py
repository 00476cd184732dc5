"""How often a goal comes round, as a form asks for it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from journal.recurrence.repeat import Repeat
from journal.recurrence.rules import INTERVALS, LOOSE, WEEKDAY_NAMES, WEEKDAYS, Often, rule_for

MAX_TURNS = 5000
MAX_TIMES = {Often.TIMES_A_WEEK: 7, Often.TIMES_A_MONTH: 31}
STEADY = {Often.ONCE, Often.WEEKDAYS, Often.FORTNIGHTLY, *LOOSE}  # the choices that say it all


class RepeatField(forms.ChoiceField):
    """How often; with the first day it becomes an RFC 5545 rule."""

    default_error_messages = {"invalid_choice": "Choose how often from the list."}

    def prepare_value(self, value: Any) -> Any:
        """Show what was chosen, or the choice that a kept repeat came from."""
        return getattr(value, "often", value)


class CountField(forms.IntegerField):
    """A small number; nothing stands for the usual one."""

    def __init__(self, *, most: int, usual: int, **kwargs: Any) -> None:
        """Take the largest number and the one that is meant by nothing."""
        message = f"Write a number from 1 to {most}."
        kwargs |= {"required": False, "error_messages": {"invalid": message}}
        kwargs["validators"] = [MinValueValidator(1, message), MaxValueValidator(most, message)]
        super().__init__(**kwargs)
        self.usual = usual
        self.widget.attrs |= {"min": 1, "max": most, "inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> int:
        """Return the number."""
        number = super().clean(value)
        return self.usual if number is None else number


def every_field() -> CountField:
    """Ask for every second, every third."""
    return CountField(
        label="Every how many days, weeks or months?",
        most=INTERVALS[-1],
        usual=1,
        help_text="1 is each one, 3 is every third.",
    )


def weekdays_field() -> forms.MultipleChoiceField:
    """Ask for days of the week."""
    return forms.MultipleChoiceField(
        label="Chosen days",
        choices=list(zip(WEEKDAYS, WEEKDAY_NAMES, strict=True)),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"autocomplete": "off"}),
        error_messages={"invalid_choice": "Choose the days from the list."},
    )


def wrong_choice(often: str, data: Mapping[str, Any]) -> dict[str, str]:
    """Return what does not go with this choice of how often, by field."""
    if often == Often.CHOSEN_DAYS and data.get("weekdays") == []:
        return {"weekdays": "Choose at least one day of the week."}
    if often in MAX_TIMES and not 1 <= data.get("times", 1) <= MAX_TIMES[Often(often)]:
        return {"times": f"Write how many times, from 1 to {MAX_TIMES[Often(often)]}."}
    if often in STEADY and data.get("every", 1) > 1:
        return {"every": "This goes with days, weeks or months that repeat. Leave 1 here."}
    return {}


def wrong_end(repeat: Repeat) -> dict[str, str]:
    """Return why a repeat cannot end on its last day."""
    if repeat.last_day is None:
        return {}
    if repeat.last_day < repeat.first_day:
        return {"last_day": "The last day comes before the first."}
    turns = (
        1 if repeat.has_no_fixed_days else len(repeat.next(MAX_TURNS + 1, since=repeat.first_day))
    )
    if not turns:
        return {"last_day": "It would not come round once by then. Choose a later last day."}
    if turns > MAX_TURNS:
        return {"last_day": f"That is more than {MAX_TURNS:,} times. Choose an earlier last day."}
    return {}


def rule_of(often: str, data: Mapping[str, Any], week_starts_on: int) -> str:
    """Return the rule of what was chosen."""
    return rule_for(
        often,
        data["first_day"],
        every=data.get("every", 1),
        weekdays=data.get("weekdays", ()),
        week_start=WEEKDAYS[week_starts_on],
    )
