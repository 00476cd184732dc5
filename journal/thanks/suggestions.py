"""Saying thanks aloud: when that is suggested, and when the suggestions rest. The saying itself is never the app's."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from guide import banks
from journal.models import GratitudeNote
from users.models import User

LAST = 3
TURNS = 5  # notes among which Today takes turns, one a day
Landed = GratitudeNote.Landed


def goes_on(landings: Sequence[str]) -> bool:
    """Return whether to suggest saying one, from how the ones before have landed, the last told first.

    The rule: of the last three of which was told how they landed, fewer than half landed badly.
    """
    last = landings[:LAST]
    return not last or 2 * last.count(Landed.BADLY) < len(last)


def suggests(user: User, landings: Sequence[str]) -> bool:
    """Return whether anything is suggested to this person; not in a hard season, and not under quiet suggestions."""
    chosen = user.preferences
    return not (chosen.quiet or chosen.is_hard_season) and goes_on(landings)


@dataclass(frozen=True)
class Suggestion:
    """What the page of a kept thank-you says about saying it."""

    goes_on: bool
    moment: str  # one that went well before, in the person's own words; else one of the bank's
    is_own: bool


def suggestion(user: User, note: GratitudeNote) -> Suggestion | None:
    """Return what to say about saying this note, or None where nobody asks for that."""
    is_kept = note.state == note.State.KEPT and note.is_for_them
    if not is_kept or user.preferences.quiet or user.preferences.is_hard_season:
        return None
    last = list(GratitudeNote.objects.for_user(user).counted()[:LAST])
    went_well = [note.moment for note in last if note.landed == Landed.WELL and note.moment]
    moments = went_well or [banks.moments()[note.pk.int % len(banks.moments())]]
    return Suggestion(goes_on([note.landed for note in last]), moments[0], bool(went_well))


def begin(note: GratitudeNote) -> None:
    """Fill a plan in which no words stand yet with the person's own; all of it can be changed."""
    if not note.wording:
        note.wording = " ".join(filter(None, (note.what_they_did, note.what_it_did)))


@dataclass(frozen=True)
class ThanksToday:
    """What Today says of thanks: what was meant for this day, and one that was kept."""

    planned: list[GratitudeNote] = field(default_factory=list)
    kept: GratitudeNote | None = None
    suggests: bool = False


def thanks_today(user: User, today: date) -> ThanksToday:
    """Return what Today says of thanks; in a hard season only what was kept. One query."""
    notes = GratitudeNote.objects.for_user(user).for_today()
    shown = notes.planned_for(today).union(notes.waiting()[:TURNS], notes.counted()[:LAST])
    planned, waiting, landings = _sorted_out(list(shown))
    note = waiting[today.toordinal() % len(waiting)] if waiting else None
    if user.preferences.is_hard_season:
        return ThanksToday(kept=note)
    return ThanksToday(
        planned=planned,
        kept=note,
        suggests=bool(note and note.is_for_them and suggests(user, landings)),
    )


def _sorted_out(
    notes: list[GratitudeNote],
) -> tuple[list[GratitudeNote], list[GratitudeNote], list[str]]:
    """Return the notes planned for a day, those waiting for none, and how the ones before landed, the last told first.

    No note is two of these: one that has landed was said.
    """
    by_moment = sorted(notes, key=lambda note: (note.happened_at, note.pk))
    planned = [note for note in by_moment if note.say_on and not note.counts_since]
    waiting = [note for note in by_moment if not note.say_on and not note.counts_since]
    landed = [(note.counts_since, note.pk, note.landed) for note in notes if note.counts_since]
    return planned, waiting, [landing for _, _, landing in sorted(landed, reverse=True)]
