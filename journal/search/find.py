"""Search over everything one person wrote: in memory, after opening; nothing of it is kept, and nothing is in an address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from journal.digests import search_text, weeks
from journal.digests.current import FIELD, RECORD
from journal.digests.weeks import fold
from journal.models import Entry, GratitudeNote, Tick, Worksheet
from journal.text import say_date
from users.models import User
from vault.models import OwnedModel, OwnedQuerySet

MAX_QUERY_LENGTH = 100
SHOWN = 30  # on a page
AROUND = 60  # letters on each side of a word that was found
# What may be found, and what it is called: what lies in a week, and the other kinds.
SEARCHABLE: dict[str, tuple[type[OwnedModel], str]] = {
    "entry": (Entry, "Entry"),
    "gratitudenote": (GratitudeNote, "Thank-you"),
    "worksheet": (Worksheet, "Worksheet"),
    "tick": (Tick, "Note on a goal"),
    **{name: (kind.model, kind.name) for name, kind in search_text.DIGEST_KINDS.items()},
}
LOCKED = [("", mark_safe("Locked. It opens with your password."))]


class Place(NamedTuple):
    """Where something was found, and when that was: as text, in UTC, or "" where nothing says when."""

    kind: str
    pk: str
    moment: str


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
    places = sorted(_places(user, words), key=attrgetter("moment"), reverse=True)
    shown = places[skip : skip + SHOWN]
    after = skip + len(shown)
    return Found(len(places), list(_hits(user, shown, words)), after if after < len(places) else 0)


def _places(user: User, words: list[str]) -> Iterator[Place]:
    if not words:
        return
    for folded in chain(weeks.words(user), search_text.words(user)):
        # Most weeks hold none of it: they are not taken apart.
        records = folded.split(RECORD)[1:] if all(word in folded for word in words) else []
        for word in words:
            records = [record for record in records if word in record]
        for record in records:
            kind, pk, moment, text = record.split(FIELD)
            # A word may stand in the name of the kind, or in the moment.
            if all(word in text for word in words):
                yield Place(kind, pk, moment)


def _hits(user: User, places: list[Place], words: list[str]) -> Iterator[Hit]:
    """Return the rows of these places as they are now, in their order."""
    today = user.clock.today()
    rows = {row.pk.hex: row for row in chain.from_iterable(_rows_of(user, places))}
    marks = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    for place in places:
        row = rows.get(place.pk)
        if row is None:  # deleted while this was looking
            continue
        row.owner = user  # whose preferences are here already
        when = datetime.fromisoformat(place.moment) if place.moment else None
        yield Hit(
            SEARCHABLE[place.kind][1],
            say_date(user.clock.day_of(when), today=today) if when else "",
            row.get_absolute_url(),
            LOCKED if getattr(row, "locked", False) else list(_lines(row, marks)),
        )


def _lines(row: OwnedModel, marks: re.Pattern[str]) -> Iterator[tuple[str, SafeString]]:
    for label, text in row.searched():
        marked = in_context(text, marks)
        if marked:
            yield label, marked


def _rows_of(user: User, places: list[Place]) -> Iterator[OwnedQuerySet[Any]]:
    for kind, (model, _) in SEARCHABLE.items():
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
