"""What stands on a worksheet, in words: answers in, labels and texts out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guide.modes import EntryMode
from guide.tools import Column, Field, Mode, Option, Row
from users.partner import PartnerWords

MAX_LINE_LENGTH = 120
PLACE = "[{}]"
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One answer under its label, and what was answered the time before."""

    label: str
    text: str
    before: str = ""
    folded: bool = False  # a table that is drawn already


def lines(mode: Mode | EntryMode | None, answers: Answers, words: PartnerWords) -> list[Line]:
    """Return what was answered; what the guide no longer asks comes last, as it was kept."""
    if mode is None:
        return [Line(slug, _plain(value)) for slug, value in answers.items()]
    slugs = {field.slug for field in mode.fields}
    labelled = [
        Line(words.fill(field.label), say(field, answers[field.slug], words))
        for field in mode.fields
        if answers.get(field.slug)
    ]
    return labelled + [
        Line(slug, _plain(value)) for slug, value in answers.items() if slug not in slugs
    ]


def then_and_now(mode: Mode, now: Answers, then: Answers, words: PartnerWords) -> list[Line]:
    """Return what was answered this time and the time before, side by side."""
    return [
        Line(
            words.fill(field.label),
            _said(field, now, words),
            _said(field, then, words),
            folded=bool(mode.drawing) and field.kind == "table",
        )
        for field in mode.fields
        if now.get(field.slug) or then.get(field.slug)
    ]


def _said(field: Field, answers: Answers, words: PartnerWords) -> str:
    return say(field, answers[field.slug], words) if answers.get(field.slug) else ""


def say(field: Field, value: Any, words: PartnerWords) -> str:
    """Return one answer in words."""
    if field.kind == "table":
        return "\n".join(_say_rows(field, value, words))
    if field.kind == "choices":
        return ", ".join(_label(field.options, slug, words) for slug in value)
    return _label(field.options, value, words) if field.options else value


def _label(options: Mapping[str, Option], slug: str, words: PartnerWords) -> str:
    return words.fill(options[slug].label) if slug in options else slug


def _say_rows(field: Field, value: dict[str, dict[str, Any]], words: PartnerWords) -> list[str]:
    return [
        f"{row.label}: " + "; ".join(_say_cells(field.columns, value[row.slug], words))
        for row in rows_of(field, value, words)
        if row.slug in value
    ]


def _say_cells(
    columns: tuple[Column, ...], cells: dict[str, Any], words: PartnerWords
) -> list[str]:
    sentences = []
    for column in columns:
        if column.slug in cells:
            options = {option.slug: option for option in column.options}
            text = _label(options, str(cells[column.slug]), words)
            sentences.append(f"{words.fill(column.label)} {text}")
    return sentences


def rows_of(field: Field, value: Mapping[str, Mapping[str, Any]], words: PartnerWords) -> list[Row]:
    """Return the rows of a table with their labels filled, one's own under the names they were given."""
    known = [Row(row.slug, words.fill(row.label), row.group, row.kept) for row in field.rows]
    slugs = {row.slug for row in known}
    own = [
        Row(slug, str(cells.get("name", slug)), "")
        for slug, cells in value.items()
        if slug not in slugs
    ]
    return known + own


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_plain(inner)}" for name, inner in value.items())
    return str(value)


def first_words(mode: Mode | EntryMode | None, answers: Answers) -> str:
    """Return the first words that were typed, cut to one line."""
    typed = [
        answers[field.slug]
        for field in (mode.fields if mode else ())
        if field.kind in {"text", "long"} and answers.get(field.slug)
    ]
    first = " ".join(typed[0].split()) if typed else ""
    return first if len(first) <= MAX_LINE_LENGTH else f"{first[:MAX_LINE_LENGTH].rstrip()}…"


def sentence(mode: Mode, answers: Answers, words: PartnerWords) -> str:
    """Return the answers as one sentence, without the pieces that were left empty."""
    made = [_piece(piece, mode, answers, words) for piece in mode.sentence]
    pieces = [piece for piece in made if piece]
    return " ".join(map(_ended, pieces, [*pieces[1:], ""]))


def _ended(piece: str, following: str) -> str:
    """Return a piece with a full stop for its comma, if no piece of the same sentence follows."""
    goes_on = following[:1].islower() or following.startswith("I ")
    return piece if goes_on or not piece.endswith(",") else f"{piece[:-1]}."


def goal_title(mode: Mode, answers: Answers, words: PartnerWords) -> str:
    """Return the title of the goal that a worksheet ends in; its own words if it names a field."""
    title = _piece(mode.goal, mode, answers, words)
    return title if len(title) <= MAX_LINE_LENGTH else f"{title[:MAX_LINE_LENGTH].rstrip()}…"


def _piece(piece: str, mode: Mode, answers: Answers, words: PartnerWords) -> str:
    for field in mode.fields:
        place = PLACE.format(field.slug)
        if place in piece:
            text = _said(field, answers, words).strip()
            return (
                words.fill(piece.partition(place)[0]) + _joined(text, piece.partition(place)[2])
                if text
                else ""
            )
    return words.fill(piece)


def _joined(text: str, rest: str) -> str:
    """Return an answer and the mark after it, without two marks in a row."""
    return text.rstrip(" .,;?") + rest if rest else text


def afterwords(mode: Mode, answers: Answers) -> list[Option]:
    """Return the options that were chosen and have something to say about it."""
    return [
        option
        for field in mode.fields
        for option in field.options.values()
        if (option.after or option.support) and option.slug in _chosen(answers.get(field.slug, ""))
    ]


def _chosen(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def guarding(mode: Mode, answers: Answers) -> list[str]:
    """Return the codes of the safety notes that what was chosen calls for."""
    return [field.note for field in mode.fields if field.note and answers.get(field.slug)]
