"""Forms for emotion entries."""

from typing import Any, ClassVar, cast

from django import forms

from guide import banks
from journal.forms.fields import BankChips, FeelingsField, MomentField, ThreeTaps
from journal.models import Entry
from users.forms import OwnedForm


def trigger_choices() -> list[tuple[str, str]]:
    """Return the triggers of the bank."""
    return [(trigger.slug, trigger.label) for trigger in banks.triggers()]


def need_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the needs of the bank, in their groups."""
    return [
        (group.name, [(need.slug, need.label) for need in group.needs]) for group in banks.needs()
    ]


class Chips(forms.MultipleChoiceField):
    """Any number of choices of a bank."""

    widget = BankChips(attrs={"autocomplete": "off"})
    default_error_messages = {"invalid_choice": "Choose from the list."}

    def clean(self, value: Any) -> list[str]:
        """Return each choice once: what was sent twice was still one thing."""
        return list(dict.fromkeys(super().clean(value)))


class QuickEntryForm(OwnedForm):
    """One feeling in three taps, now."""

    start = "journal:entry_quick"
    feelings = FeelingsField(widget=ThreeTaps)

    class Meta:
        model = Entry
        fields = ("feelings",)


class EntryForm(OwnedForm):
    """A whole entry; only a feeling and its strength are asked for."""

    start = "journal:entry_create"
    instance: Entry
    feelings = FeelingsField(
        label="How did it feel?", help_text="Up to three. Two can be true at once."
    )
    happened_at = MomentField(label="When was it?")
    triggers = Chips(label="What set it off?", choices=trigger_choices, required=False)
    needs = Chips(label="What did I need?", choices=need_choices, required=False)

    class Meta:
        model = Entry
        fields = (
            *("feelings", "happened_at", "what_happened", "triggers", "story"),
            *("needs", "did", "next_wish", "ended"),
        )

    MORE: ClassVar = ("story", "needs", "did", "next_wish", "ended")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Read and show moments in the owner's zone."""
        super().__init__(*args, **kwargs)
        moment = cast("MomentField", self.fields["happened_at"])
        moment.zone = self.instance.owner.clock.zone

    def has_more(self) -> bool:
        """Return whether something stands in the part that is folded away."""
        return any(self[name].value() or self[name].errors for name in self.MORE)

    def clean_happened_at(self) -> object:
        """Keep a moment that was not changed as it was: the form shows its minute only, and not which of two."""
        moment, before = self.cleaned_data["happened_at"], self.instance.happened_at
        show = self.fields["happened_at"].prepare_value
        return before if show(moment) == show(before).replace(second=0, microsecond=0) else moment
