"""Two decks to draw from: questions to ask, and ideas for a date."""

from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest

from django.urls import reverse

from guide import banks

BOTH = "both"
LATELY = 60  # days for which an idea that was done is not drawn again
PLACES = {"home": "At home", "out": "Out"}
COSTS = {"free": "Free", "cheap": "Costs a little"}
LENGTHS = {"short": "15 minutes", "evening": "An evening", "day": "A day"}
IDEA_KINDS = {
    "outdoors": "Outdoors",
    "creative": "Creative",
    "playful": "Playful",
    "deep": "Good talk",
    "body": "For the body",
}


@dataclass(frozen=True)
class Question:
    """One card; its text holds partner tokens."""

    code: str
    text: str
    letter: str
    is_to_ask: bool


@dataclass(frozen=True)
class QuestionSet:
    """Questions that belong together; a chosen set is shown only to somebody who asks for it."""

    letter: str
    name: str
    about: str
    questions: tuple[Question, ...]
    who: str
    chosen: bool
    note: str


@dataclass(frozen=True)
class DateIdea:
    """Something to do together."""

    code: str
    idea: str
    place: str
    cost: str
    length: str
    kinds: tuple[str, ...]
    touch: bool = False

    def get_absolute_url(self) -> str:
        """Return the finder's address with this idea nearer."""
        return f"{reverse('guide:dates')}?idea={self.code}"

    @property
    def tags(self) -> str:
        """Return where, for how much and how long, in words."""
        return f"{PLACES[self.place]} · {COSTS[self.cost]} · {LENGTHS[self.length]}"

    def suits(self, *, place: str, cost: str, length: str, kind: str, warm: bool) -> bool:
        """Return whether it is one of those asked for; an empty wish suits all."""
        return (
            place in {"", self.place}
            and cost in {"", self.cost}
            and length in {"", self.length}
            and kind in {"", *self.kinds}
            and (warm or not self.touch)
        )


@cache
def question_sets() -> tuple[QuestionSet, ...]:
    """Return the sets of questions, lightest first."""
    return tuple(
        QuestionSet(
            row["letter"],
            row["name"],
            row["about"],
            tuple(
                Question(code, text, row["letter"], row.get("who", BOTH) == BOTH)
                for code, text in row["questions"].items()
            ),
            row.get("who", BOTH),
            row.get("chosen", False),
            row.get("note", ""),
        )
        for row in banks.read("questions")
    )


def question_set(letter: str) -> QuestionSet:
    """Return the set with this letter."""
    return next(questions for questions in question_sets() if questions.letter == letter)


@cache
def _questions_by_code() -> dict[str, Question]:
    return {card.code: card for questions in question_sets() for card in questions.questions}


def question(code: str) -> Question | None:
    """Return the question with this code."""
    return _questions_by_code().get(code)


@cache
def deck(letter: str) -> tuple[Question, ...]:
    """Return the cards of one set; without a letter, one of each set in turn but for those to be chosen."""
    if letter:
        return question_set(letter).questions
    rounds = zip_longest(
        *(questions.questions for questions in question_sets() if not questions.chosen)
    )
    return tuple(card for card in chain.from_iterable(rounds) if card)


@cache
def ideas() -> tuple[DateIdea, ...]:
    """Return the ideas for a date, shortest first."""
    return tuple(DateIdea(**row | {"kinds": tuple(row["kinds"])}) for row in banks.read("dates"))


@cache
def _ideas_by_code() -> dict[str, DateIdea]:
    return {idea.code: idea for idea in ideas()}


def idea(code: str) -> DateIdea | None:
    """Return the idea with this code."""
    return _ideas_by_code().get(code)
