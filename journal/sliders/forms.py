"""Forms for sliders: the questions, and the answers of a month."""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from journal.models import SliderAnswers, SliderQuestions
from journal.sliders.lines import HIGHEST, MAX_QUESTIONS
from users.forms import OwnedForm
from vault.fields import PrivateText

MAX_QUESTION_LENGTH = 160
SKIP = "Skip"
CHOICES = [*((str(number), str(number)) for number in range(HIGHEST + 1)), ("", SKIP)]


class SliderQuestionsForm(OwnedForm):
    """Up to six questions, as the person would put them."""

    instance: SliderQuestions

    class Meta:
        model = SliderQuestions
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a line for each question."""
        super().__init__(*args, **kwargs)
        wordings = [*self.instance.wordings, *[""] * MAX_QUESTIONS]
        for number in range(1, MAX_QUESTIONS + 1):
            self.fields[f"question_{number}"] = PrivateText(
                label=f"Question {number}",
                max_length=MAX_QUESTION_LENGTH,
                required=False,
                initial=wordings[number - 1],
                widget=forms.TextInput,
            )

    def clean(self) -> dict[str, Any] | None:
        """Gather the questions: at least one, and each only once."""
        typed = [self.cleaned_data.get(name, "").strip() for name in self.fields]
        wordings = [text for text in typed if text]
        if not wordings and not self.errors:
            message = "Write one question at least. It can be about anything that matters to you."
            raise ValidationError(message)
        if len(set(wordings)) < len(wordings):
            message = "Two of the questions are the same. Change one, or leave it empty."
            raise ValidationError(message)
        self.cleaned_data["wordings"] = wordings
        return super().clean()

    def _says_the_same(self) -> bool:
        return bool(self.cleaned_data["wordings"] == self.instance.wordings)

    def save(self, commit: bool = True) -> SliderQuestions:  # noqa: FBT001, FBT002 - Django's signature
        """Write the questions."""
        self.instance.wordings = self.cleaned_data["wordings"]
        super().save(commit)
        return self.instance


class SliderAnswersForm(OwnedForm):
    """A number for each question that is asked now. Any of them may be left out."""

    instance: SliderAnswers

    class Meta:
        model = SliderAnswers
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a field for each question, named after its wording: an answer never goes to another question."""
        super().__init__(*args, **kwargs)
        wordings = SliderQuestions.objects.for_user(self.instance.owner).wordings()
        self.wordings = {name_for(wording): wording for wording in wordings}
        for name, wording in self.wordings.items():
            value = self.instance.values.get(wording)
            self.fields[name] = forms.ChoiceField(
                label=wording,
                choices=CHOICES,
                required=False,
                initial="" if value is None else str(value),
                widget=forms.RadioSelect(attrs={"autocomplete": "off", "class": "chips--ten"}),
                error_messages={"invalid_choice": "Choose a number from 0 to 10."},
            )

    def clean(self) -> dict[str, Any] | None:
        """Gather the answers; those to questions that are no longer asked stay as they were."""
        now = [
            {"wording": wording, "value": int(self.cleaned_data[name])}
            for name, wording in self.wordings.items()
            if self.cleaned_data.get(name)
        ]
        if not now and not self.errors:
            message = "Answer one question at least, or come back another day."
            raise ValidationError(message)
        wordings = set(self.wordings.values())
        answers = [answer for answer in self.instance.given if answer["wording"] not in wordings]
        self.cleaned_data["given"] = now + answers
        return super().clean()

    def _says_the_same(self) -> bool:
        return bool(self.cleaned_data["given"] == self.instance.given)

    def save(self, commit: bool = True) -> SliderAnswers:  # noqa: FBT001, FBT002 - Django's signature
        """Write the answers."""
        self.instance.given = self.cleaned_data["given"]
        super().save(commit)
        return self.instance


def name_for(wording: str) -> str:
    """Return the name under which the answer to a question is sent: the same for the same words."""
    return f"answer_{sha256(wording.encode()).hexdigest()[:16]}"
