"""Search over everything one person wrote: in memory, after opening; nothing of it is kept, and nothing is in an address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from journal import digests
from journal.digests import FIELD, RECORD, fold
from journal.models import (
    Agreement,
    DateNight,
    Entry,
    Experiment,
    Goal,
    GratitudeNote,
    Review,
    Talk,
    Thread,
    Worksheet,
)
from journal.wording import say_date
from users.models import User
from vault.models import OwnedModel, OwnedQuerySet
from vault.together import together

LONGEST = 100
SHOWN = 30  # on a page
AROUND = 60  # letters on each side of a word that was found
# What lies in a week, and is found in the digests.
KINDS: dict[str, tuple[type[OwnedModel], str]] = {
    "entry": (Entry, "Entry"),
    "gratitudenote": (GratitudeNote, "Thank-you"),
    "worksheet": (Worksheet, "Worksheet"),
}
# What belongs to no week, or there is little of: it is opened as it is. Each with its name and the column that says when.
OTHERS: dict[type[OwnedModel], tuple[str, str]] = {
    Goal: ("Goal", "created_at"),
    DateNight: ("Date night", "day"),
    Review: ("Week review", "week"),
    Talk: ("Weekly talk", "week"),
    Agreement: ("Agreement", "agreed_on"),
    Thread: ("Thread", "created_at"),
    Experiment: ("Experiment", "begins_on"),
}


@dataclass(frozen=True)
class Place:
    """Where something was found."""

    kind: str
    pk: UUID
    moment: datetime


@dataclass(frozen=True)
class Hit:
    """A row in which all the words stand, with the lines that hold them, marked."""

    kind: str
    day: str
    url: str
    lines: list[tuple[str, SafeString]]


@dataclass(frozen=True)
class Found:
    """One page of what was found, newest first."""

    number: int
    hits: list[Hit]
    after: int  # how many stand on this page and before; 0 if there are no more


def search(user: User, typed: str, skip: int = 0) -> Found:
    """Return the rows in which all of these words stand."""
    words = fold(typed).split()
    places = list(_places(user, words))
    others = _others(user, words) if words else {}
    places += others.values()
    places.sort(key=lambda place: place.moment, reverse=True)
    shown = places[skip : skip + SHOWN]
    after = skip + len(shown)
    return Found(
        len(places),
        list(_hits(user, shown, words, {row.pk: row for row in others})),
        after if after < len(places) else 0,
    )


def _places(user: User, words: list[str]) -> Iterator[Place]:
    if not words:
        return
    for week in digests.words(user):
        # Most weeks hold none of it: they are not taken apart.
        if all(word in week for word in words):
            for record in week.split(RECORD)[1:]:
                kind, pk, moment, text = record.split(FIELD)
                if all(word in text for word in words):
                    yield Place(kind, UUID(hex=pk), datetime.fromisoformat(moment))


def _others(user: User, words: list[str]) -> dict[OwnedModel, Place]:
    """Return the rows in which all of these words stand, of those that are found in no week."""
    found = {}
    for rows in together(*(model.rows_of(user) for model in OTHERS)):
        for row in rows:
            row.owner = user  # whose preferences are here already
            text = fold("\n".join(text for _, text in row.readable()))
            if all(word in text for word in words):
                name, column = OTHERS[type(row)]
                found[row] = Place(name, row.pk, _moment(user, getattr(row, column)))
    return found


def _moment(user: User, when: date | datetime) -> datetime:
    return when if isinstance(when, datetime) else user.clock.start_of(when)


def _hits(
    user: User, places: list[Place], words: list[str], rows: dict[UUID, Any]
) -> Iterator[Hit]:
    """Return the rows of these places as they are now, in their order; some are here already."""
    today = user.clock.today()
    for found in together(*_rows_of(user, places)):
        rows |= {row.pk: row for row in found}
    marks = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    for place in places:
        row = rows.get(place.pk)
        if row is None:  # deleted while this was looking
            continue
        row.owner = user  # whose preferences are here already
        lines = [(label, in_context(text, marks)) for label, text in row.readable()]
        yield Hit(
            KINDS[place.kind][1] if place.kind in KINDS else place.kind,
            say_date(user.clock.day_of(place.moment), today=today),
            row.get_absolute_url(),
            [(label, marked) for label, marked in lines if marked],
        )


def _rows_of(user: User, places: list[Place]) -> Iterator[OwnedQuerySet[Any]]:
    for kind, (model, _) in KINDS.items():
        ids = [place.pk for place in places if place.kind == kind]
        if ids:
            yield model.rows_of(user).filter(pk__in=ids)


def in_context(text: str, marks: re.Pattern[str]) -> SafeString:
    """Return the first piece of a text that holds one of the words, with every one in it marked; "" if it holds none."""
    folded, origin = _folded(text)
    first = marks.search(folded)
    if first is None:
        return mark_safe("")
    start = _word_start(text, origin[first.start()])
    end = min(len(text), origin[first.start()] + 3 * AROUND)
    pieces, at = ["…" if start else ""], start
    for match in marks.finditer(folded, first.start()):
        begins, ends = origin[match.start()], origin[match.end()]
        if ends > end:
            break
        pieces += [escape(text[at:begins]), f"<mark>{escape(text[begins:ends])}</mark>"]
        at = ends
    pieces += [escape(text[at:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(pieces))


def _word_start(text: str, at: int) -> int:
    """Return where the piece begins: at a word, some way before."""
    if at <= AROUND:
        return 0
    return at - AROUND + text[at - AROUND : at].find(" ") + 1


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, and for each of its letters where it comes from: "ß" folds to two."""
    folded = fold(text)
    if len(folded) == len(text):  # no letter folds to fewer than one, so each folds to one
        return folded, range(len(text) + 1)
    letters = [fold(letter) for letter in text]
    origin = [n for n, folded in enumerate(letters) for _ in folded]
    return "".join(letters), [*origin, len(text)]
