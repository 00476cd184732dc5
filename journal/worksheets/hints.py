"""Gentle checks: kind remarks about words that often make a sentence harder to hear. They never block anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guide import banks
from guide.prose import found_words
from guide.tools import Field, Mode
from journal.answers import Answers

LONGER = "longer"


@dataclass(frozen=True)
class Hint:
    """A remark about one answer, with the words that it is about; text and label hold partner tokens."""

    label: str
    phrase: str
    text: str


def hints(mode: Mode, answers: Answers) -> list[Hint]:
    """Return the remarks about these answers, each once for each field."""
    return [
        hint
        for field in mode.fields
        for check in field.checks
        if (hint := _check(check, field, mode, answers))
    ]


def rules(field: Field) -> list[dict[str, Any]]:
    """Return what a browser needs in order to make the same remarks while somebody writes."""
    return [
        {**banks.gentle()[check], "heard": list(field.heard) if check == LONGER else []}
        for check in field.checks
    ]


def _check(check: str, field: Field, mode: Mode, answers: Answers) -> Hint | None:
    text = answers.get(field.slug, "")
    rule = banks.gentle()[check]
    if check == LONGER:
        matches = _length_beyond(text, heard(field, mode, answers))
    else:
        matches = _words_in(text, rule)
    return Hint(field.label, matches, rule["hint"]) if matches else None


def _words_in(text: str, rule: Mapping[str, Any]) -> str:
    matches = found_words(text, rule["words"])
    if matches:
        return max(matches, key=len)
    words = len(text.split())
    return f"{words} words" if words > rule.get("longest", words) else ""


def _length_beyond(text: str, heard: str) -> str:
    """Return the length of a summary that is longer than what it sums up."""
    words = len(text.split())
    return f"{words} words" if heard and words > len(heard.split()) else ""


def heard(field: Field, mode: Mode, answers: Answers) -> str:
    """Return what was heard: the story that was chosen, or one's own."""
    fields = {field.slug: field for field in mode.fields}
    for slug in field.heard:
        answer = answers.get(slug, "")
        if answer:
            option = fields[slug].options.get(answer)
            return option.label if option else answer
    return ""
