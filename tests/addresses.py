"""Every address of the site, declared: who may open it, and whose row it shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from guide import library
from journal.models import Goal
from journal.reminders.unsubscribe import address_for
from journal.trash import undo
from tests.factories import (
    AgreementFactory,
    DateNightFactory,
    EntryFactory,
    ExperimentFactory,
    GoalFactory,
    GratitudeNoteFactory,
    OwnWordFactory,
    SliderAnswersFactory,
    ThreadEntryFactory,
    WorksheetFactory,
)
from users.form_keys import FormKey
from users.models import Draft, User
from vault.models import OwnedModel

NOWHERE = UUID("00000000-0000-4000-8000-000000000000")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

PUBLIC = {
    "users:landing",
    "users:exit",
    "journal:mail_stop",
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

# What a mail program may send without a session or a token of ours: it stops a mail, and does nothing else.
ONE_CLICK = {"journal:mail_stop"}

# Open to whoever knows a token; anybody else finds nothing there, signed in or not.
BY_TOKEN = {
    "journal:calendar_feed",
}

PRIVATE = {
    "users:welcome",
    "users:draft_keep",
    "users:settings",
    "users:draft_aside",
    "guide:page_mark",
    "guide:page_unmark",
    "guide:idea_mark",
    "guide:idea_unmark",
    "journal:reminders",
    "journal:reminders_resume",
    "journal:today",
    "journal:timeline",
    "journal:deleted_list",
    "journal:entry_quick",
    "journal:entry_create",
    "journal:note_list",
    "journal:note_create",
    "journal:note_jar",
    "journal:note_prompt",
    "journal:note_suggest",
    "journal:idea_done",
    "journal:slider_list",
    "journal:slider_questions",
    "journal:slider_answer",
    "journal:summary_detail",
    "journal:summary_update",
    "journal:summary_lines",
    "journal:summary_pdf",
    "journal:summary_delete",
    "journal:thread_list",
    "journal:thread_create",
    "journal:week_now",
    "journal:week_detail",
    "journal:insights",
    "journal:look_back",
    "journal:search",
    "journal:review_now",
    "journal:baskets_now",
    "journal:card_now",
    "journal:week_review",
    "journal:week_reopen",
    "journal:week_review_delete",
    "journal:week_baskets",
    "journal:week_card",
    "journal:week_table",
    "journal:week_table_update",
    "journal:week_table_log",
    "journal:agreement_list",
    "journal:agreement_create",
    "journal:noticing",
    "journal:noticing_start",
    "journal:noticing_stop",
    "journal:worksheet_list",
    "journal:worksheet_create",
    "journal:word_list",
    "journal:word_create",
    "journal:goal_list",
    "journal:date_list",
    "journal:season_begin",
    "journal:season_end",
    "journal:goal_create",
    "journal:calendar_update",
    "journal:calendar_renew",
    "journal:calendar_stop",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
}


# Pages with a form on a private row.
FORMS = {
    *("users:welcome", "users:settings"),
    *("journal:entry_quick", "journal:entry_create", "journal:entry_update"),
    "journal:entry_add_feeling",
    *("journal:note_create", "journal:note_update", "journal:note_plan", "journal:note_landed"),
    *("journal:slider_questions", "journal:slider_answer"),
    *("journal:summary_update", "journal:summary_lines"),
    *("journal:thread_create", "journal:thread_update", "journal:thread_step"),
    *("journal:experiment_create", "journal:experiment_update", "journal:experiment_review"),
    *("journal:worksheet_create", "journal:worksheet_update"),
    *("journal:week_review", "journal:week_baskets", "journal:week_card"),
    *("journal:week_table_update", "journal:week_table_log"),
    *("journal:agreement_create", "journal:agreement_update"),
    *("journal:word_create", "journal:word_update"),
    *("journal:goal_create", "journal:goal_update"),
    *("journal:occurrence_detail", "journal:occurrence_move"),
    *("journal:date_plan", "journal:date_answers"),
    *("journal:reminders", "journal:calendar_update"),
}


def a_draft(owner):
    """Return a draft of this user's."""
    return Draft.objects.create(owner=owner, place="/goals/new/", data={"title": ["Half a walk"]})


def an_orphaned_draft(owner):
    """Return words that no form opens with any more."""
    reason, data = Draft.Reason.ORPHANED, {"what": ["Half a dance"]}
    return Draft.objects.create(owner=owner, place="/goals/gone/plan/", reason=reason, data=data)


def a_goal_that_is_gone_as_a_draft(owner):
    """Return words that can only become a new goal."""
    key = FormKey.for_row(Goal(owner=owner), "/goals/gone/edit/", "/goals/new/")
    data = {"title": ["Half a walk"], "form_key": [key.token]}
    return Draft.objects.create(owner=owner, place=key.place, data=data)


def an_experiment(owner):
    """Return an experiment of this user's."""
    return ExperimentFactory(owner=owner)


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


def a_deleted_entry_as_a_draft(owner):
    """Return an entry that was deleted a moment ago."""
    return undo.delete(EntryFactory(owner=owner))


def a_letter_as_an_entry(owner):
    """Return a letter that was never sent."""
    return EntryFactory(owner=owner, mode="letter", answers={"letter": "Everything."})


def a_note(owner):
    """Return a gratitude note of this user's."""
    return GratitudeNoteFactory(owner=owner)


def some_answers(owner):
    """Return the answers of a month of this user's."""
    return SliderAnswersFactory(owner=owner)


def a_thread(owner):
    """Return a thread of this user's, with an entry in it."""
    return ThreadEntryFactory(owner=owner).thread


def a_worksheet(owner):
    """Return a worksheet of this user's."""
    return WorksheetFactory(owner=owner)


def an_own_word(owner):
    """Return a feeling of this user's own."""
    return OwnWordFactory(owner=owner)


def an_agreement(owner):
    """Return an agreement of this user's."""
    return AgreementFactory(owner=owner)


# Each address with an id, and what makes a row for it.
WITH_ID: dict[str, Callable[..., OwnedModel]] = {
    "users:draft_detail": an_orphaned_draft,
    "users:draft_take": a_draft,
    "users:draft_renew": a_goal_that_is_gone_as_a_draft,
    "users:draft_delete": a_draft,
    "journal:deleted_restore": a_deleted_entry_as_a_draft,
    "journal:entry_detail": an_entry,
    "journal:entry_update": an_entry,
    "journal:entry_add_feeling": an_entry,
    "journal:entry_tear": a_letter_as_an_entry,
    "journal:entry_delete": an_entry,
    "journal:note_detail": a_note,
    "journal:note_update": a_note,
    "journal:note_delete": a_note,
    "journal:note_say": a_note,
    "journal:note_unsay": a_note,
    "journal:note_plan": a_note,
    "journal:note_unplan": a_note,
    "journal:note_landed": a_note,
    "journal:slider_delete": some_answers,
    "journal:thread_detail": a_thread,
    "journal:thread_update": a_thread,
    "journal:thread_delete": a_thread,
    "journal:thread_entries": a_thread,
    "journal:thread_put": a_thread,
    "journal:thread_take": a_thread,
    "journal:thread_step": a_thread,
    "journal:experiment_create": a_thread,
    "journal:experiment_update": an_experiment,
    "journal:experiment_review": an_experiment,
    "journal:experiment_delete": an_experiment,
    "journal:worksheet_detail": a_worksheet,
    "journal:worksheet_update": a_worksheet,
    "journal:worksheet_delete": a_worksheet,
    "journal:worksheet_add": a_worksheet,
    "journal:worksheet_take_out": a_worksheet,
    "journal:word_update": an_own_word,
    "journal:agreement_update": an_agreement,
    "journal:agreement_delete": an_agreement,
    "journal:agreement_mark": an_agreement,
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
    "journal:occurrence_file": a_goal,
    "journal:goal_tick": a_goal,
    "journal:goal_untick": a_goal,
    "journal:step_tick": a_goal,
}


def _of_a_page():
    page = next(page for part in library.parts() for page in part.pages)
    return {"part_slug": page.part_slug, "slug": page.slug}


OF_A_WEEK = (
    *("week_detail", "week_review", "week_reopen", "week_review_delete"),
    *("week_baskets", "week_card", "week_table", "week_table_update", "week_table_log"),
)
# What else stands in an address, as a value that the page knows.
PARAMETERS = {
    "guide:part": lambda: {"part_slug": library.parts()[0].slug},
    "guide:page": _of_a_page,
    "guide:page_mark": _of_a_page,
    "guide:page_unmark": _of_a_page,
    "guide:idea_mark": lambda: {"code": "d17"},
    "guide:idea_unmark": lambda: {"code": "d17"},
    "journal:idea_done": lambda: {"code": "d17"},
    "journal:mail_stop": lambda: {"token": address_for(User(pk=NOWHERE)).split("/")[-2]},
    "guide:check_ending": lambda: {"code": "a"},
    "journal:worksheet_create": lambda: {"tool": "i-feel"},
    "journal:thread_step": lambda: {"step": "loop"},
    "journal:word_create": lambda: {"kind": "feelings"},
    "journal:occurrence_detail": lambda: {"day": date(2026, 11, 6)},
    "journal:occurrence_move": lambda: {"day": date(2026, 11, 6)},
    "journal:occurrence_file": lambda: {"day": date(2026, 11, 6)},
    "journal:calendar_feed": lambda: {"token": "A" * 64},
    "journal:date_plan": lambda: {"day": date(2026, 11, 6)},
    "journal:date_answers": lambda: {"day": date(2026, 11, 6)},
    "journal:date_arrange": lambda: {"step": 1},
    **{f"journal:{name}": lambda: {"name": "2026-W47"} for name in OF_A_WEEK},
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


def declared() -> set[str]:
    """Return the names of all addresses that somebody has thought about."""
    return PUBLIC | BY_TOKEN | PRIVATE | WITH_ID.keys()


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
