"""Forms for the review of a week."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from journal.fields.chips import Chips
from journal.models import Entry, Review
from journal.weeks.baskets import Basket, sortables
from journal.weeks.share_card import lines_of
from users.forms import OwnedForm

OPEN, CLOSED = "open", "closed"
IN_ONE_LINE = ("more", "more_they", "more_again")


class ReviewForm(OwnedForm):
    """What a person makes of their week; the button that is pressed says whether it is closed with that."""

    instance: Review
    state = forms.ChoiceField(choices=[(OPEN, OPEN), (CLOSED, CLOSED)], required=False)

    class Meta:
        model = Review
        fields = Review.TEXTS
        widgets: ClassVar = dict.fromkeys(IN_ONE_LINE, forms.TextInput)
        help_texts: ClassVar = {
            "went_well": "Small things count. What did I do that I am glad of?",
            "differed": "The hour, the place, who was rested, how it began.",
            "insight": "Something I understood about myself.",
            "request": "One act, this week, that a camera could film.",
            "let_go": "Put down for good, without storing the receipt.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say in the labels how the owner calls their partner."""
        super().__init__(*args, **kwargs)
        words = self.instance.owner.preferences.partner_words
        self.fields["more_they"].label = words.fill("the more {my_partner}…")
        self.fields["more_again"].label = "the more I…"

    def save(self, commit: bool = True) -> Review:  # noqa: FBT001, FBT002 - Django's signature
        """Write the words, and close the week or leave it open."""
        super().save(commit)
        if self.cleaned_data["state"] == CLOSED:
            self.instance.close()
        elif self.instance.is_closed:
            self.instance.reopen()
        return self.instance


class BasketsForm(OwnedForm):
    """A basket for each entry of the week; none has to be sorted."""

    instance: Review

    class Meta:
        model = Review
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a field of each entry."""
        super().__init__(*args, **kwargs)
        self.sortables = sortables(self.instance.owner, self.instance)
        baskets = self.instance.baskets
        for sortable in self.sortables:
            self.fields[sortable.entry.pk.hex] = forms.ChoiceField(
                label=sortable.label,
                help_text=sortable.hint,
                choices=Basket.choices,
                required=False,
                initial=baskets.get(str(sortable.entry.pk), sortable.suggested),
                widget=forms.RadioSelect(attrs={"autocomplete": "off", "class": "chips--three"}),
            )

    def clean(self) -> dict[str, Any] | None:
        """Gather what was chosen; what is not shown here stays in its basket, unless it has been deleted."""
        shown = {sortable.entry.pk.hex for sortable in self.sortables}
        baskets = {UUID(pk): basket for pk, basket in self.instance.baskets.items()}
        entries = Entry.objects.for_user(self.instance.owner).filter(
            pk__in=[pk for pk in baskets if pk.hex not in shown]
        )
        elsewhere = {str(pk): baskets[pk] for pk in entries.values_list("pk", flat=True)}
        chosen = {
            str(sortable.entry.pk): basket
            for sortable in self.sortables
            if (basket := self.cleaned_data.get(sortable.entry.pk.hex))
        }
        self.cleaned_data["baskets"] = elsewhere | chosen
        return super().clean()

    def _says_the_same(self) -> bool:
        return bool(self.cleaned_data["baskets"] == self.instance.baskets)

    def save(self, commit: bool = True) -> Review:  # noqa: FBT001, FBT002 - Django's signature
        """Write the baskets."""
        self.instance.baskets = self.cleaned_data["baskets"]
        super().save(commit)
        return self.instance


class CardForm(OwnedForm):
    """The lines that are to stand on the card."""

    instance: Review
    card = Chips(
        label="What may stand on it?",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"autocomplete": "off", "class": "chips--list"}),
    )

    class Meta:
        model = Review
        fields = ("card",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the lines of the review, each in its own words."""
        super().__init__(*args, **kwargs)
        words = self.instance.owner.preferences.partner_words
        self.fields["card"].choices = [  # type: ignore[attr-defined] # a field with choices
            (line.slug, f"{line.label}: {line.text}") for line in lines_of(self.instance, words)
        ]
