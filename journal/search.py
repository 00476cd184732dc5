"""Search over everything one person wrote: in memory, after opening; nothing of it is kept, and nothing is in an address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from journal import digests
from journal.digests import FIELD, RECORD, fold
from journal.models import Entry, Goal, GratitudeNote, Worksheet
from journal.wording import say_date
from users.models import User
from vault.models import OwnedModel

LONGEST = 100
SHOWN = 30  # on a page
AROUND = 60  # letters on each side of a word that was found
KINDS: dict[str, tuple[type[OwnedModel], str]] = {
    "entry": (Entry, "Entry"),
    "gratitudenote": (GratitudeNote, "Thank-you"),
    "worksheet": (Worksheet, "Worksheet"),
    "goal": (Goal, "Goal"),
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
    goals = _goals(user, words) if words else {}
    places += goals.values()
    places.sort(key=lambda place: place.moment, reverse=True)
    shown = places[skip : skip + SHOWN]
    after = skip + len(shown)
    return Found(
        len(places),
        list(_hits(user, shown, words, list(goals))),
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


def _goals(user: User, words: list[str]) -> dict[Goal, Place]:
    """Return the goals in which all of these words stand: they belong to no week."""
    found = {}
    for goal in Goal.objects.for_user(user):
        text = fold("\n".join(text for _, text in goal.readable()))
        if all(word in text for word in words):
            found[goal] = Place("goal", goal.pk, goal.created_at)
    return found


def _hits(user: User, places: list[Place], words: list[str], goals: list[Goal]) -> Iterator[Hit]:
    """Return the rows of these places as they are now, in their order."""
    today = user.clock.today()
    rows: dict[UUID, Any] = {goal.pk: goal for goal in goals}
    for kind in sorted({place.kind for place in places} - {"goal"}):
        ids = [place.pk for place in places if place.kind == kind]
        rows |= KINDS[kind][0].rows_of(user).in_bulk(ids)
    marks = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    for place in places:
        row = rows.get(place.pk)
        if row is None:  # deleted while this was looking
            continue
        row.owner = user  # whose preferences are here already
        lines = [(label, in_context(text, marks)) for label, text in row.readable()]
        yield Hit(
            KINDS[place.kind][1],
            say_date(user.clock.day_of(place.moment), today=today),
            row.get_absolute_url(),
            [(label, marked) for label, marked in lines if marked],
        )


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
