"""Forms for a person's own feelings and triggers."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from guide import banks
from journal.models import OwnWord
from journal.models.words import words_of
from users.forms import OwnedForm
from vault.models import OwnedModel

MAX_WORDS = 100


class OwnWordForm(OwnedForm):
    """One word: how it is called, where it belongs, whether it is offered, what it counts as."""

    instance: OwnWord
    family = forms.ChoiceField(
        label="Which family is it closest to?",
        choices=lambda: [(family.slug, family.name) for family in banks.families()],
        widget=forms.RadioSelect(attrs={"autocomplete": "off"}),
    )
    hidden = forms.BooleanField(
        label="Do not offer it any more",
        required=False,
        help_text="Entries keep it, and it still counts.",
        widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
    )
    counts_as = forms.ChoiceField(
        label="Count it as another word",
        required=False,
        help_text="Older entries then show that word too. You can take it apart again here.",
        widget=forms.Select(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = OwnWord
        fields = ("label", "family", "hidden", "counts_as")
        widgets: ClassVar = {"label": forms.TextInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask a trigger for no family; hide and merge only what is there."""
        super().__init__(*args, **kwargs)
        self.words = words_of(self.instance.owner_id)
        if self.instance.kind == OwnWord.Kind.TRIGGER:
            del self.fields["family"]
        if self.instance._state.adding:
            del self.fields["hidden"], self.fields["counts_as"]
        else:
            self.fields["counts_as"].choices = self._others()  # type: ignore[attr-defined] # it is a choice field

    @classmethod
    def start_of(cls, instance: OwnedModel) -> str:
        """Return the address at which a new word of this kind is written."""
        kind = instance.kind  # type: ignore[attr-defined] # it is a word
        return reverse("journal:word_create", args=[f"{kind}s"])

    def _others(self) -> list[tuple[str, str]]:
        if self.instance.kind == OwnWord.Kind.TRIGGER:
            options = [(trigger.slug, trigger.label) for trigger in self.words.triggers()]
        else:
            options = [
                (feeling.slug, feeling.word)
                for row in self.words.families()
                for feeling in row.feelings
            ]
        return [
            ("", "It counts as itself"),
            *(option for option in options if option[0] != self.instance.ref),
        ]

    def clean_label(self) -> str:
        """Refuse what is there already; a verdict on somebody is not yet a feeling."""
        label = " ".join(self.cleaned_data["label"].split())
        is_trigger = self.instance.kind == OwnWord.Kind.TRIGGER
        if label.casefold() in self._taken():
            message = "This word is there already."
            raise ValidationError(message)
        if not is_trigger and label.casefold() in banks.words("verdicts"):
            message = "That says what somebody did. And how did it leave you feeling?"
            raise ValidationError(message)
        return label

    def _taken(self) -> set[str]:
        own = [
            row.label
            for row in self.words.own.values()
            if row.kind == self.instance.kind and row.pk != self.instance.pk
        ]
        if self.instance.kind == OwnWord.Kind.TRIGGER:
            bank = [trigger.label for trigger in banks.triggers()]
        else:
            bank = [feeling.word for family in banks.families() for feeling in family.feelings]
        return {label.casefold() for label in [*own, *bank]}

    def clean(self) -> dict[str, Any] | None:
        """Keep the lists short enough to choose from."""
        if self.instance._state.adding and len(self.words.own) >= MAX_WORDS:
            message = f"There is room for {MAX_WORDS} words of your own. Count some of them as others first."
            raise ValidationError(message)
        return super().clean()
