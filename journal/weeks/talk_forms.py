"""Forms for the page of a weekly talk, and for agreements."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from journal.fields.days import DayField
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


class AgreementForm(OwnedForm):
    """What was agreed, in which words, and until when."""

    start = "journal:agreement_create"
    instance: Agreement
    agreed_on = DayField(label="Agreed on")
    review_on = DayField(label="Look again on")

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
