"""Forms for experiments: the plan, and the look back."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from journal.models import Experiment
from journal.models.experiments import MAX_DURATION
from users.forms import OwnedForm

ONE_AT_A_TIME = "One is running in this thread already. Look back at it first, then begin the next."


class ExperimentForm(OwnedForm):
    """What to try, with a plan and a day to look back."""

    instance: Experiment
    review_on = forms.DateField(
        label="When do I look back at it?",
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        help_text="Two weeks are long enough to see something.",
    )

    class Meta:
        model = Experiment
        fields = ("trying", "cue", "act", "review_on", "before")
        widgets: ClassVar = dict.fromkeys(("trying", "cue", "act"), forms.TextInput)

    def clean_review_on(self) -> date:
        """Keep the day within half a year from the beginning."""
        day: date = self.cleaned_data["review_on"]
        if not self.instance.begins_on < day <= self.instance.begins_on + MAX_DURATION:
            message = "Choose a day after the beginning, within half a year."
            raise ValidationError(message)
        return day

    def clean(self) -> dict[str, Any] | None:
        """Let one run at a time: two things that change at once teach nothing about either."""
        mine = self.instance
        others = Experiment.objects.for_user(mine.owner).of_thread(mine.thread_id).running()
        if mine.looked_back_on is None and others.exclude(pk=mine.pk).exists():
            raise ValidationError(ONE_AT_A_TIME)
        return super().clean()


class LookBackForm(OwnedForm):
    """What came of an experiment: only what becomes of it is asked for."""

    instance: Experiment
    outcome = forms.ChoiceField(
        label="What becomes of it?",
        choices=Experiment.Outcome.choices,
        widget=forms.RadioSelect(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Experiment
        fields = ("outcome", "after", "learned")

    def save(self, commit: bool = True) -> Experiment:  # noqa: FBT001, FBT002 - Django's signature
        """Write it, with the day of the first look back."""
        if self.instance.looked_back_on is None:
            self.instance.looked_back_on = self.instance.owner.clock.today()
        super().save(commit)
        return self.instance
