"""Every address of the site, declared: who may open it, and whose row it shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from guide import library
from tests.factories import (
    DateNightFactory,
    EntryFactory,
    GoalFactory,
    GratitudeNoteFactory,
    WorksheetFactory,
)
from users.models import Draft
from vault.models import OwnedModel

NOWHERE = UUID("00000000-0000-4000-8000-000000000000")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

PUBLIC = {
    "users:landing",
    "users:exit",
    "guide:contents",
    "guide:part",
    "guide:page",
    "guide:dates",
    "guide:questions",
    "guide:search",
    "guide:search_index",
    "guide:sources",
    "guide:support",
    "guide:check",
    "guide:check_ending",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_login_code",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_password_reset_completed",
}

PRIVATE = {
    "users:welcome",
    "users:settings",
    "journal:today",
    "journal:timeline",
    "journal:entry_quick",
    "journal:entry_create",
    "journal:note_list",
    "journal:note_create",
    "journal:week_now",
    "journal:week_detail",
    "journal:worksheet_list",
    "journal:worksheet_create",
    "journal:goal_list",
    "journal:date_list",
    "journal:season_begin",
    "journal:season_end",
    "journal:goal_create",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
}


def a_draft(owner):
    """Return a draft of this user's."""
    return Draft.objects.create(owner=owner, place="/goals/new/", data={"title": ["Half a walk"]})


def a_goal(owner):
    """Return a goal with a first step, which has come round."""
    steps = [{"id": 1, "text": "Find the shoes", "done": False}]
    return GoalFactory(owner=owner, steps=steps)


def a_date(owner):
    """Return an evening for which there is something to arrange."""
    things = [{"id": 1, "text": "Ask the sitter", "done": False}]
    return DateNightFactory(owner=owner, day=date(2026, 11, 6), arrange=things)


def an_entry(owner):
    """Return an entry of this user's."""
    return EntryFactory(owner=owner)


def a_note(owner):
    """Return a gratitude note of this user's."""
    return GratitudeNoteFactory(owner=owner)


def a_worksheet(owner):
    """Return a worksheet of this user's."""
    return WorksheetFactory(owner=owner)


# Each address with an id, and what makes a row for it.
WITH_ID: dict[str, Callable[..., OwnedModel]] = {
    "users:draft_delete": a_draft,
    "journal:entry_detail": an_entry,
    "journal:entry_update": an_entry,
    "journal:entry_delete": an_entry,
    "journal:note_detail": a_note,
    "journal:note_update": a_note,
    "journal:note_delete": a_note,
    "journal:note_say": a_note,
    "journal:note_unsay": a_note,
    "journal:worksheet_detail": a_worksheet,
    "journal:worksheet_update": a_worksheet,
    "journal:worksheet_delete": a_worksheet,
    "journal:goal_detail": a_goal,
    "journal:goal_update": a_goal,
    "journal:goal_delete": a_goal,
    "journal:date_plan": a_goal,
    "journal:date_answers": a_goal,
    "journal:date_arrange": a_date,
    "journal:goal_pause": a_goal,
    "journal:goal_resume": a_goal,
    "journal:goal_finish": a_goal,
    "journal:goal_review": a_goal,
    "journal:goal_keep": a_goal,
    "journal:goal_win": a_goal,
    "journal:step_up": a_goal,
    "journal:step_down": a_goal,
    "journal:occurrence_find": a_goal,
    "journal:occurrence_detail": a_goal,
    "journal:occurrence_move": a_goal,
    "journal:goal_tick": a_goal,
    "journal:goal_untick": a_goal,
    "journal:step_tick": a_goal,
}

# What else stands in an address, as a value that the page knows.
PARAMETERS = {
    "guide:part": lambda: {"part_slug": library.parts()[0].slug},
    "guide:page": lambda: {
        "part_slug": _first_page().part_slug,
        "slug": _first_page().slug,
    },
    "guide:check_ending": lambda: {"code": "a"},
    "journal:worksheet_create": lambda: {"tool": "i-feel"},
    "journal:week_detail": lambda: {"name": "2026-W47"},
    "journal:occurrence_detail": lambda: {"day": date(2026, 11, 6)},
    "journal:occurrence_move": lambda: {"day": date(2026, 11, 6)},
    "journal:date_plan": lambda: {"day": date(2026, 11, 6)},
    "journal:date_answers": lambda: {"day": date(2026, 11, 6)},
    "journal:date_arrange": lambda: {"step": 1},
    "journal:goal_tick": lambda: {"day": date(2026, 11, 6)},
    "journal:goal_untick": lambda: {"day": date(2026, 11, 6)},
    "journal:step_tick": lambda: {"step": 1},
    "journal:step_up": lambda: {"step": 1},
    "journal:step_down": lambda: {"step": 1},
}


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf."""

    name: str
    route: str
    has_id: bool


def _first_page():
    return next(page for part in library.parts() for page in part.pages)


def declared() -> set[str]:
    """Return the names of all addresses that somebody has thought about."""
    return PUBLIC | PRIVATE | WITH_ID.keys()


def walk(patterns=None, route: str = "", namespace: str = "") -> Iterator[Address]:
    """Walk the URLconf."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from walk(pattern.url_patterns, here, namespace + inside)
        else:
            yield _address(pattern, here, namespace)


def _address(pattern: URLPattern, route: str, namespace: str) -> Address:
    converters = pattern.pattern.converters.values()
    has_id = any(isinstance(one, UUIDConverter) for one in converters)
    return Address(f"{namespace}{pattern.name}", route, has_id)


def url_of(name: str, row: UUID | None = None) -> str:
    """Return an address of this name, with this row's id if it takes one."""
    parameters = PARAMETERS.get(name, dict)()
    return reverse(name, kwargs=parameters | ({"pk": row} if name in WITH_ID else {}))


def url_with_row(name: str, owner) -> str:
    """Return an address of this name that shows a fresh row of this user's, if it shows one."""
    row = WITH_ID[name](owner).pk if name in WITH_ID else None
    return url_of(name, row)


def fingerprint(*tables: str) -> dict[str, str | None]:
    """Return a digest of every column of every row of these tables."""
    with connection.cursor() as cursor:
        return {table: _digest(cursor, table) for table in tables}


def _digest(cursor, table: str) -> str | None:
    cursor.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM {table} t")  # noqa: S608 - a table of ours
    return cursor.fetchone()[0]
