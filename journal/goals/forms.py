"""Forms for goals and ticks."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from journal.fields.days import DayField
from journal.fields.lines import StepsField, lines_of
from journal.goals.repeat_fields import (
    CountField,
    RepeatField,
    every_field,
    rule_of,
    weekdays_field,
    wrong_choice,
    wrong_end,
)
from journal.models import Goal
from journal.recurrence.repeat import Repeat
from journal.recurrence.rules import LOOSE, Often
from users.forms import OwnedForm
from vault.fields import MAX_TEXT_LENGTH

MAX_STEPS = 30


class GoalForm(OwnedForm):
    """Something to do, once or again and again."""

    start = "journal:goal_create"
    instance: Goal
    first_day = DayField(label="First time")
    rule = RepeatField(label="How often?", choices=Often.choices)
    weekdays = weekdays_field()
    every = every_field()
    times = CountField(label="How many times a week or a month?", most=31, usual=0)
    last_day = DayField(label="Last day", required=False, help_text="Leave it empty if it goes on.")
    review_day = DayField(
        label="Look back on",
        required=False,
        help_text="A day to ask: keep it, change it, or stop?",
    )
    steps = StepsField(
        label="Small steps",
        required=False,
        max_length=MAX_TEXT_LENGTH,
        widget=forms.Textarea,
        help_text="One on each line, if you like.",
    )

    class Meta:
        model = Goal
        fields = (
            *("title", "first_day", "rule", "times", "steps"),
            *("plan", "fallback", "why", "whose", "date_night", "last_day", "review_day"),
        )
        field_classes: ClassVar = {"date_night": forms.BooleanField}
        widgets: ClassVar = {
            "date_night": forms.CheckboxInput(attrs={"autocomplete": "off"}),
            "title": forms.TextInput,
            "whose": forms.RadioSelect(attrs={"autocomplete": "off"}),
        }
        help_texts: ClassVar = {
            "plan": "A cue and a small act: “When the dishes are done, I will ask about Friday.”",
            "fallback": "What may come between, and what then: “If we are both tired, then tea on the balcony.”",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the repeat as the choice that it came from."""
        super().__init__(*args, **kwargs)
        repeat = self.instance.repeat
        self.initial["rule"], self.initial["every"] = repeat.often, repeat.every
        self.initial["weekdays"] = repeat.weekdays if repeat.often == Often.CHOSEN_DAYS else []
        self.initial["times"] = repeat.times or None

    @property
    def more_days(self) -> bool:
        """Return whether more is said about the days than how often."""
        names = ("weekdays", "times", "last_day", "review_day")
        return (
            any(self[name].value() or self[name].errors for name in names)
            or bool(self["every"].errors)
            or str(self["every"].value() or 1) != "1"
        )

    def clean_steps(self) -> list[dict[str, Any]]:
        """Return the steps as they are kept; those that were there already keep their tick."""
        texts = lines_of(self.cleaned_data["steps"])
        if len(texts) > MAX_STEPS:
            message = f"These are {len(texts)} steps. Keep the first {MAX_STEPS}, or make two goals of it."
            raise ValidationError(message)
        return self.instance.steps_from(texts)

    def clean(self) -> dict[str, Any] | None:
        """Make the rule of the choice and the first day; without a day there is nothing to say about the rule."""
        data = self.cleaned_data
        often = data.pop("rule", None)
        if often:
            self._add_errors(wrong_choice(often, data))
            data["times"] = data.get("times", 0) if often in LOOSE else 0
            if not self.errors.keys() & {"first_day", "weekdays", "every", "times"}:
                data["rule"] = rule_of(often, data, self.instance.owner.clock.week_starts_on)
                self._check_end()
        return super().clean()

    def _check_end(self) -> None:
        """Refuse an end that its repeat cannot reach, and a look back before it has begun."""
        data = self.cleaned_data
        repeat = Repeat(data["first_day"], data["rule"], data.get("last_day"), data["times"])
        self._add_errors(wrong_end(repeat))
        review_day = data.get("review_day")
        if review_day and review_day < repeat.first_day:
            self.add_error("review_day", "This day comes before the first time.")

    def _add_errors(self, errors: dict[str, str]) -> None:
        for name, message in errors.items():
            self.add_error(name, message)
