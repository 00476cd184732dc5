"""How a row stands in a list: finished values for one small template (journal/timeline/_row.html)."""

from dataclasses import dataclass, replace
from functools import singledispatch

from journal.models import Entry, GratitudeNote, Tick, Worksheet
from journal.models.base import MomentModel
from journal.models.entries import Felt

NOUNS = {"entry": "entry", "note": "thank-you", "worksheet": "worksheet", "tick": "tick"}


@dataclass(frozen=True)
class TimelineRow:
    """One row of a list."""

    look: str  # of its mark: feeling, note, sheet or goal
    time: str = ""
    feelings: tuple[Felt, ...] = ()
    is_late: bool = False  # written on a later day than it happened
    label: str = ""  # what kind of row it is, or what became of a goal
    text: str = ""
    url: str = ""  # of its own page; a tick has none
    goal_url: str = ""
    which: str = ""  # what a link that says "Open" opens
    remark: str = ""
    remark_look: str = "notice"


def row_for(kind: str, row: MomentModel, day: str, time: str) -> TimelineRow:
    """Return a row as it stands in a list, under this day and at this time."""
    noun = NOUNS[kind]
    shown = replace(_shown(row), time=time, which=f"the {noun} of {day}, {time}")
    # Whatever a list shows of the row has been read by now.
    if row.is_broken() or (isinstance(row, Tick) and row.titled_goal.is_broken()):
        remark = f"Part of this {noun} cannot be opened."
        shown = replace(shown, remark=remark, remark_look="notice")
    return shown


@singledispatch
def _shown(row: MomentModel) -> TimelineRow:
    raise NotImplementedError


@_shown.register
def _entry(entry: Entry) -> TimelineRow:
    mode = entry.way.name if entry.way else ""
    return TimelineRow(
        look="feeling",
        feelings=tuple(entry.felt),
        is_late=entry.written_later,
        label=f"{mode}, torn up" if entry.is_torn else mode,
        text=entry.first_words,
        url=entry.get_absolute_url(),
    )


@_shown.register
def _note(note: GratitudeNote) -> TimelineRow:
    return TimelineRow(
        look="note",
        label=f"A thank-you, {note.State(note.state).label.lower()}",
        text=note.what_they_did,
        url=note.get_absolute_url(),
    )


@_shown.register
def _worksheet(sheet: Worksheet) -> TimelineRow:
    return TimelineRow(
        look="sheet",
        label=sheet.name,
        text=sheet.first_words,
        url=sheet.get_absolute_url(),
        remark="Locked. It opens with your password." if sheet.locked else "",
        remark_look="soft small",
    )


@_shown.register
def _tick(tick: Tick) -> TimelineRow:
    goal = tick.titled_goal
    return TimelineRow(
        look="goal", label=tick.state_label, text=goal.title, goal_url=goal.get_absolute_url()
    )
