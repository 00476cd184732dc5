"""Forms for the page of a weekly talk, and for agreements."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from journal.forms.goals import IN_REACH
from journal.models import Agreement, Talk
from users.forms import OwnedForm


class TalkForm(OwnedForm):
    """What is brought to the talk."""

    instance: Talk

    class Meta:
        model = Talk
        fields = Talk.TEXTS
        help_texts: ClassVar = {
            "thanks": "Up to five. Read them aloud first.",
            "issue": "One, in the gentle form: when…, I feel…, because I need…",
            "ask": "Something that a camera could film. No is a possible answer.",
            "plan": "Something to look forward to, with its day.",
        }


class TalkLogForm(OwnedForm):
    """Sixty seconds afterwards."""

    instance: Talk
    went = forms.ChoiceField(
        label="How did it go?",
        choices=Talk.Went.choices,
        required=False,
        widget=forms.RadioSelect(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Talk
        fields = ("went", "learned")


def day_field(label: str) -> forms.DateField:
    """Return a field for a day, as browsers ask for it."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(date(1900, 1, 1), IN_REACH),
            MaxValueValidator(date(2199, 12, 31), IN_REACH),
        ],
    )


class AgreementForm(OwnedForm):
    """What was agreed, in which words, and until when."""

    start = "journal:agreement_create"
    instance: Agreement
    agreed_on = day_field("Agreed on")
    review_on = day_field("Look again on")

    class Meta:
        model = Agreement
        fields = ("wording", "agreed_on", "review_on", "note")
        help_texts: ClassVar = {"wording": "In words that both of you would sign."}

    def clean(self) -> dict[str, Any] | None:
        """Say beside the day, rather than above the form, that it is too early."""
        data = self.cleaned_data
        if "review_on" in data and data["review_on"] < data.get("agreed_on", date.min):
            self.add_error("review_on", "Look again on the day of the agreement, or later.")
        return super().clean()


class AgreementMarkForm(forms.Form):
    """What became of an agreement."""

    state = forms.ChoiceField(choices=Agreement.State.choices)
