"""How rows stand in lists: finished values, because what a template works out for each of thirty rows takes long."""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

from journal.models import Entry, GratitudeNote, Tick, Worksheet
from journal.models.base import MomentModel
from journal.templatetags.feelings import feelings

Listed = dict[str, Any]

NOTHING: Listed = {
    "look": "",
    "felt": SafeString(),  # of an entry: its feelings, drawn
    "is_late": False,
    "says": "",  # what kind of row it is, or how far it has come
    "text": "",
    "url": "",
    "which": "",  # of a link that says "Open"
    "goal_url": "",  # of a tick, instead of a page of its own
    "remark": "",
    "remark_look": "notice",
}


def listed(kind: str, row: MomentModel, day: str, time: str) -> Listed:
    """Return a row as it stands in a list, under this day and at this time."""
    called, values = LISTED[kind]
    shown = NOTHING | {"time": time, "which": f"the {called} of {day}, {time}"} | values(row)
    if shown.pop("is_broken"):
        shown |= {"remark": f"Part of this {called} cannot be opened.", "remark_look": "notice"}
    return shown


def _entry(row: Entry) -> Listed:
    mode = row.way.name if row.way else ""
    return {
        "look": "feeling",
        "felt": feelings(row.felt),
        "is_late": row.written_later,
        "says": f"{mode}, torn up" if row.is_torn else mode,
        "text": row.first_words,
        "url": row.get_absolute_url(),
        "is_broken": row.is_broken(),
    }


def _note(row: GratitudeNote) -> Listed:
    return {
        "look": "note",
        "says": f"A thank-you, {row.State(row.state).label.lower()}",
        "text": row.what_they_did,
        "url": row.get_absolute_url(),
        "is_broken": row.is_broken(),
    }


def _worksheet(row: Worksheet) -> Listed:
    return {
        "look": "sheet",
        "says": row.name,
        "text": row.first_words,
        "url": row.get_absolute_url(),
        "remark": "Locked. It opens with your password." if row.locked else "",
        "remark_look": "soft small",
        "is_broken": row.is_broken(),
    }


def _tick(row: Tick) -> Listed:
    goal = row.titled_goal
    return {
        "look": "goal",
        "says": row.state_label,
        "text": goal.title,
        "goal_url": goal.get_absolute_url(),
        "is_broken": row.is_broken() or goal.is_broken(),
    }


LISTED: dict[str, tuple[str, Callable[[Any], Listed]]] = {
    "entry": ("entry", _entry),
    "note": ("thank-you", _note),
    "worksheet": ("worksheet", _worksheet),
    "tick": ("tick", _tick),
}
