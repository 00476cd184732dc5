"""Forms for emotion entries."""

from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.utils.functional import SimpleLazyObject

from guide import banks
from journal.fields.chips import Chips
from journal.fields.feelings import FeelingsField, ThreeTaps
from journal.fields.moment import MomentField
from journal.models import Entry, OwnWord
from journal.models.entries import MAX_FEELINGS
from journal.models.words import Words, words_of
from users.forms import OwnedForm


def trigger_choices() -> list[tuple[str, str]]:
    """Return the triggers of the bank."""
    return [(trigger.slug, trigger.label) for trigger in banks.triggers()]


def own_triggers(words: Words, chosen: list[str]) -> list[tuple[str, str]]:
    """Return the person's own triggers that are offered, and those that stand in this entry."""
    refs = [row.ref for row in words.own.values() if row.kind == OwnWord.Kind.TRIGGER]
    return [
        (ref, trigger.label)
        for ref in refs
        if (words.own[ref].is_offered or ref in chosen) and (trigger := words.trigger(ref))
    ]


def need_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the needs of the bank, in their groups."""
    return [
        (group.name, [(need.slug, need.label) for need in group.needs]) for group in banks.needs()
    ]


class QuickEntryForm(OwnedForm):
    """One feeling in three taps, now."""

    start = "journal:entry_quick"
    feelings = FeelingsField(widget=ThreeTaps)

    class Meta:
        model = Entry
        fields = ("feelings",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the owner's own feelings too."""
        super().__init__(*args, **kwargs)
        # Asked for only when a word of their own is drawn or sent.
        owner = self.instance.owner_id
        self.words = cast("Words", SimpleLazyObject(lambda: words_of(owner)))
        cast("FeelingsField", self.fields["feelings"]).offer(self.words)


class AnotherFeelingForm(QuickEntryForm):
    """One feeling more for an entry that is there; one that stands in it already changes its strength."""

    instance: Entry

    @classmethod
    def start_of(cls, instance: Any) -> str:  # noqa: ARG003 - the same for every entry
        """Return "": without its entry a further feeling has no place."""
        return ""

    def clean_feelings(self) -> list[dict[str, Any]]:
        """Return all feelings of the entry, the new one last."""
        (new,) = self.cleaned_data["feelings"]
        before = {felt["feeling"]: felt for felt in self.instance.feelings}
        before[new["feeling"]] = new
        if len(before) > MAX_FEELINGS:
            message = "Three feelings fit into one entry. Write another entry for the next."
            raise ValidationError(message)
        return list(before.values())


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
        """Read and show moments in the owner's zone, and offer the owner's own words."""
        super().__init__(*args, **kwargs)
        moment = cast("MomentField", self.fields["happened_at"])
        moment.zone = self.instance.owner.clock.zone
        words = words_of(self.instance.owner_id)
        cast("FeelingsField", self.fields["feelings"]).offer(words)
        if words.own:
            cast("Chips", self.fields["triggers"]).add(own_triggers(words, self.instance.triggers))

    def has_more(self) -> bool:
        """Return whether something stands in the part that is folded away."""
        return any(self[name].value() or self[name].errors for name in self.MORE)

    def clean_happened_at(self) -> object:
        """Keep a moment that was not changed as it was: the form shows its minute only, and not which of two."""
        moment, before = self.cleaned_data["happened_at"], self.instance.happened_at
        show = self.fields["happened_at"].prepare_value
        return before if show(moment) == show(before).replace(second=0, microsecond=0) else moment
