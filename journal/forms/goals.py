"""Forms for goals and ticks."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.urls import reverse

from journal.forms.fields import StepsField
from journal.models import Goal, Tick
from journal.repeats import Often, rule_for
from users.forms import OwnedForm
from vault.fields import LONGEST_TEXT

IN_REACH = "Choose a day between 1900 and 2199."
MOST_STEPS = 30


class RepeatField(forms.ChoiceField):
    """How often; with the first day it becomes an RFC 5545 rule."""

    default_error_messages = {"invalid_choice": "Choose how often from the list."}

    def prepare_value(self, value: Any) -> Any:
        """Show what was chosen, or the choice that a kept repeat came from."""
        return getattr(value, "often", value)


class GoalForm(OwnedForm):
    """Something to do, once or again and again."""

    start = "journal:goal_create"
    instance: Goal
    first_day = forms.DateField(
        label="First time",
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(date(1900, 1, 1), IN_REACH),
            MaxValueValidator(date(2199, 12, 31), IN_REACH),
        ],
    )
    rule = RepeatField(label="How often?", choices=Often.choices)
    steps = StepsField(
        label="Small steps",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        help_text="One on each line, if you like.",
    )

    class Meta:
        model = Goal
        fields = ("title", "first_day", "rule", "steps", "why", "plan")
        widgets: ClassVar = {"title": forms.TextInput}
        help_texts: ClassVar = {
            "plan": "A cue helps: “When the dishes are done, we go out.”",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the repeat as the choice that it came from."""
        super().__init__(*args, **kwargs)
        self.initial["rule"] = self.instance.repeat.often

    def clean_steps(self) -> list[dict[str, Any]]:
        """Return the steps as they are kept; those that were there already keep their tick."""
        texts = [line.strip() for line in self.cleaned_data["steps"].splitlines() if line.strip()]
        if len(texts) > MOST_STEPS:
            message = f"These are {len(texts)} steps. Keep the first {MOST_STEPS}, or make two goals of it."
            raise ValidationError(message)
        return self.instance.steps_from(texts)

    def clean(self) -> dict[str, Any] | None:
        """Make the rule of the choice and the first day; without a day there is nothing to say about the rule."""
        data = self.cleaned_data
        often = data.pop("rule", None)
        if often and "first_day" in data:
            data["rule"] = rule_for(often, data["first_day"])
        return super().clean()


class TickForm(forms.Form):
    """What became of it, and the page to go back to."""

    BACK: ClassVar = {
        "today": "journal:today",
        "goals": "journal:goal_list",
    }
    state = forms.ChoiceField(choices=Tick.State.choices)
    back = forms.ChoiceField(choices=[(name, name) for name in BACK], required=False)

    def page_after(self, goal: Goal) -> str:
        """Return the address to go back to: the page that was named, else the goal's own."""
        back = self.cleaned_data.get("back", "")
        return reverse(self.BACK[back]) if back else goal.get_absolute_url()
