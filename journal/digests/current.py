"""Whether a digest still says what its rows say: what it depends on beside them, kept with it and compared.

Counts hold ids and slugs, so that renaming a word, or the partner, leaves them as they are. The folded words of a
search hold labels: they keep which labels they hold, and only those with a label that has changed are read afresh.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from guide import banks, modes, tools
from journal.digests.tally import Tally
from journal.models import Entry, Review, Worksheet
from journal.models.words import UUID_LENGTH, Words, words_of
from users.models import User
from vault.models import OwnedModel

FORMAT_VERSION = 4  # grows when a digest is to hold something else
RECORD, FIELD = "\x1e", "\x1f"


def counts_fingerprint(user: User) -> str:
    """Return what decides in which week, on which day and in which family something is counted."""
    clock = user.clock
    families = [(word.slug, family.slug) for family in banks.families() for word in family.feelings]
    parts = (FORMAT_VERSION, families, clock.zone_name, clock.day_ends, clock.week_starts_on)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def own_families(tallies: Iterable[Tally]) -> dict[str, str]:
    """Return the family under which each of a person's own feelings was counted."""
    return {
        ref: family
        for tally in tallies
        for family, feelings in tally.feelings.items()
        for ref in feelings
        if len(ref) == UUID_LENGTH
    }


def are_counts_current(counts: dict[str, Any], fingerprint: str, owner: User) -> bool:
    """Return whether this was counted by today's rules, on the clock and in the families that are theirs now."""
    if counts.get("stamp") != fingerprint:
        return False
    families = counts.get("own", {})
    return not families or all(
        _family_of(words_of(owner.pk), ref) == family for ref, family in families.items()
    )


def _family_of(words: Words, ref: str) -> str:
    feeling = words.feeling(ref)
    return feeling.family_slug if feeling else ""


def text_head(user: User, rows: Iterable[OwnedModel]) -> str:
    """Return what stands before the folded words of some rows: what they depend on."""
    rows = list(rows)
    head: dict[str, Any] = {"stamp": _texts_of_banks()}
    own = {ref for row in rows if isinstance(row, Entry) for ref in row.own_refs}
    if own:
        head["own"] = {ref: _label_of(words_of(user.pk), ref) for ref in sorted(own)}
    if any(map(_names_the_partner, rows)):
        head["partner"] = partner_fingerprint(user)
    return json.dumps(head)


def is_text_current(folded: str, user: User) -> bool:
    """Return whether these folded words hold the labels that are there now."""
    head = json.loads(folded.partition(RECORD)[0] or "{}")
    if head.get("stamp") != _texts_of_banks():
        return False
    if head.get("partner", "") not in {"", partner_fingerprint(user)}:
        return False
    own = head.get("own")
    return not own or all(_label_of(words_of(user.pk), ref) == label for ref, label in own.items())


def partner_fingerprint(user: User) -> str:
    """Return what changes when the partner is called otherwise."""
    tokens = sorted(user.preferences.partner_words.tokens.items())
    return hashlib.sha256(json.dumps(tokens).encode()).hexdigest()[:12]


def _names_the_partner(row: OwnedModel) -> bool:
    """Return whether the words of a row may hold how the partner is called: those that labels of the guide bring."""
    return isinstance(row, Worksheet | Review) or (isinstance(row, Entry) and bool(row.mode))


def _label_of(words: Words, ref: str) -> str:
    feeling, trigger = words.feeling(ref), words.trigger(ref)
    return feeling.word if feeling else trigger.label if trigger else ref


@cache
def _texts_of_banks() -> str:
    texts = (
        *(FORMAT_VERSION, banks.families(), banks.triggers(), banks.needs(), banks.strengths()),
        *(tools.tools(), modes.modes()),
    )
    return hashlib.sha256(repr(texts).encode()).hexdigest()[:12]
