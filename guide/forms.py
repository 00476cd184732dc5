"""What may stand in the address of a deck: codes, and never anything typed."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms

from guide import decks
from guide.decks import DateIdea, Question, QuestionSet
from users.models import MarkKind

WISHES = ("place", "cost", "length", "kind", "warm")


def _chips(label: str, anything: str, choices: Mapping[str, str]) -> forms.ChoiceField:
    options = [("", anything), *choices.items()]
    return forms.ChoiceField(label=label, choices=options, required=False, widget=forms.RadioSelect)


class DateWish(forms.Form):
    """Which ideas to show, and which one of them to look at."""

    place = _chips("Where?", "Anywhere", decks.PLACES)
    cost = _chips("What may it cost?", "Any cost", decks.COSTS)
    length = _chips("How long?", "Any length", decks.LENGTHS)
    kind = _chips("What kind?", "Any kind", decks.IDEA_KINDS)
    warm = forms.BooleanField(label="Also ideas that begin with touch", required=False)
    idea = forms.CharField(required=False, max_length=3)
    pick = forms.BooleanField(required=False)

    def clean_idea(self) -> DateIdea | None:
        """Return the idea that is looked at."""
        code = self.cleaned_data["idea"]
        if code and not decks.idea(code):
            raise forms.ValidationError("Choose from the list.")
        return decks.idea(code)

    @property
    def wishes(self) -> dict[str, Any]:
        """Return what is wished for."""
        return {name: self.cleaned_data[name] for name in WISHES}

    @property
    def has_wishes(self) -> bool:
        """Return whether anything is wished for."""
        return any(self.wishes.values())

    def ideas(self) -> list[DateIdea]:
        """Return the ideas that suit."""
        return [idea for idea in decks.ideas() if idea.suits(**self.wishes)]

    def rows(self) -> list[tuple[DateIdea, str]]:
        """Return the ideas that suit, each with what stands behind the question mark for it."""
        return [(idea, self.address(idea.code)) for idea in self.ideas()]

    @property
    def surprise(self) -> str:
        """Return what stands behind the question mark to draw one of these, another than this."""
        shown = self.cleaned_data["idea"]
        return self.address(shown.code if shown else "", pick="on")

    def address(self, code: str, **more: str) -> str:
        """Return what stands behind the question mark for the same wishes and this idea."""
        chosen = self.wishes | {"warm": "on" if self.wishes["warm"] else "", "idea": code} | more
        return f"?{urlencode({name: value for name, value in chosen.items() if value})}"


class MarkForm(forms.Form):
    """What a mark says."""

    state = forms.ChoiceField(choices=MarkKind.choices)


class CardChoice(forms.Form):
    """Which deck of questions, and which card of it."""

    set = forms.ChoiceField(
        choices=lambda: [(questions.letter, questions.name) for questions in decks.question_sets()],
        required=False,
    )
    card = forms.CharField(required=False, max_length=3)

    def clean_card(self) -> Question | None:
        """Return the card that is asked for."""
        code = self.cleaned_data["card"]
        if code and not decks.question(code):
            raise forms.ValidationError("Choose from the list.")
        return decks.question(code)

    @property
    def letter(self) -> str:
        """Return the letter of the deck; a card that is not in the deck asked for brings its own."""
        letter, card = self.cleaned_data["set"], self.cleaned_data["card"]
        if card and card not in decks.deck(letter):
            return str(card.letter)
        return str(letter)

    @property
    def card_shown(self) -> Question:
        """Return the card, or the first of the deck."""
        return self.cleaned_data["card"] or decks.deck(self.letter)[0]

    @property
    def question_set(self) -> QuestionSet:
        """Return the set that the card belongs to."""
        return decks.question_set(self.card_shown.letter)

    @property
    def next_address(self) -> str:
        """Return what stands behind the question mark for the next card of the deck."""
        cards = decks.deck(self.letter)
        following = cards[(cards.index(self.card_shown) + 1) % len(cards)].code
        chosen = {"set": self.letter} if self.letter else {}
        return f"?{urlencode(chosen | {'card': following})}"
