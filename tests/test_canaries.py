"""Marked words are written into every field; then they are searched for in the database, the sessions and the logs."""

import base64
import logging
from datetime import timedelta
from io import StringIO

import pytest
from django import forms
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from guide import library, modes
from journal.entries.forms import EntryForm
from journal.goals.date_forms import DateAnswersForm, DatePlanForm
from journal.goals.forms import GoalForm
from journal.models import (
    Agreement,
    CalendarFeed,
    Entry,
    Experiment,
    Goal,
    GratitudeNote,
    OwnWord,
    Thread,
    Worksheet,
)
from journal.sliders.forms import name_for
from journal.summary.forms import SummaryForm, SummaryLinesForm
from journal.thanks.forms import GratitudeNoteForm, LandedForm, PlanForm
from journal.threads.experiment_forms import ExperimentForm, LookBackForm
from journal.threads.forms import STEP_FORMS, ThreadForm
from journal.weeks.review_forms import ReviewForm
from journal.weeks.talk_forms import AgreementForm, TalkForm, TalkLogForm
from tests.canaries import Canaries, disguises, dump, found_in, server_log, sessions
from tests.factories import GoalFactory, ReminderFactory
from tests.tables import PRIVATE_TABLES, private_models
from users.forms import PreferencesForm
from users.models import Draft, User
from vault.fields import SealedField
from vault.row_security import system_access

pytestmark = pytest.mark.usefixtures("transactional_db")

PASSWORD = "four quiet kestrels"
# Choices that are words long enough to search for.
CHOSEN = {
    "feelings_0_feeling": "taken-for-granted",
    "feelings_0_strength": "4",
    "happened_at": "2026-11-14T21:30",
    "first_day": "2026-11-13",
    "outcome": "change",
    "agreed_on": "2026-11-13",
    "review_on": "2026-11-27",
    "rule": "fortnightly",
    "times": "3",
    "every": "1",
    "last_day": "2027-11-12",
    "review_day": "2026-12-11",
    "about": "us",
    "say_on": "2099-01-01",
    "landed": "quietly",
    "whose": "agreed",
    "date_night": "on",
    "partner_kind": "name",
    "pronoun": "they",
    "time_zone": "Pacific/Chatham",
    "week_start": "saturday",
    "day_ends": "5",
    "quiet": "on",
}
SEALED_CHOICES = [
    "taken-for-granted",
    "FREQ=WEEKLY",
    "Pacific/Chatham",
    "saturday",
    "say-i-feel",
    "burnt-out",
]


@pytest.fixture
def canaries():
    return Canaries()


@pytest.fixture
def log():
    """What the site writes to its console, through its own filter and format."""
    console = next(one for one in logging.getLogger().handlers if one.name == "console")
    before = console.setStream(StringIO())
    yield console.stream
    console.setStream(before)


@pytest.fixture
def writer(client, canaries):
    """Somebody who signs up, and whose password is marked as well."""
    password = canaries.next()
    data = {"username": "wren", "password1": password, "password2": password, "email": ""}
    client.post(reverse("account_signup"), data)
    client.get(reverse("users:welcome"))
    return client


def key_in(response):
    return response.context["form"].key.token


def send(client, name, data, pk=None):
    """Send a form of this row, or of this week."""
    url = reverse(name, args=[pk] if pk else [])
    return client.post(url, data | {"form_key": key_in(client.get(url))})


def filled(form_class, canaries):
    """Return an answer to every field of this form: marked words wherever words can be typed."""
    typed = {
        name: canaries.next()
        for name, field in form_class.base_fields.items()
        if isinstance(field, forms.CharField) and name not in CHOSEN
    }
    several = {
        name: [_first(list(field.choices))]
        for name, field in form_class.base_fields.items()
        if isinstance(field, forms.MultipleChoiceField) and list(field.choices)
    }
    return CHOSEN | several | typed


def _first(choices):
    value, label = choices[0]
    return value if isinstance(label, str) else label[0][0]


def write_everything(client, canaries):
    """Fill every form, change what was written, and tick the goal."""
    write_a_worksheet(client, canaries)  # before quiet suggestions are on: they leave it out
    send(client, "users:settings", filled(PreferencesForm, canaries))
    send(client, "journal:entry_create", filled(EntryForm, canaries))
    write_a_letter(client, canaries)
    send(client, "journal:note_create", filled(GratitudeNoteForm, canaries))
    send(client, "journal:goal_create", filled(GoalForm, canaries))
    with system_access("the test looks for its rows"):
        entry, note, goal = (
            Entry.objects.earliest("written_at"),
            GratitudeNote.objects.get(),
            Goal.objects.get(),
        )
    send(client, "journal:entry_update", filled(EntryForm, canaries), entry.pk)
    send(client, "journal:note_update", filled(GratitudeNoteForm, canaries), note.pk)
    send(client, "journal:note_plan", filled(PlanForm, canaries), note.pk)
    send(client, "journal:note_landed", filled(LandedForm, canaries), note.pk)
    send(client, "journal:goal_update", filled(GoalForm, canaries), goal.pk)
    mark_a_page(client)
    write_a_word(client, canaries)
    write_a_thread(client, canaries, entry)
    close_the_week(client, canaries, entry)
    answer_own_questions(client, canaries)
    live_with_a_goal(client, canaries, goal)
    choose_reminders(client)
    take_a_page_along(client, canaries)
    show_a_calendar(client, canaries)
    call_command("build_digests", stdout=StringIO())
    client.get(reverse("journal:goal_list"))  # keeps what it shows


def live_with_a_goal(client, canaries, goal):
    """Move a turn of the goal, let it have no fixed days any more, and tick it with a note."""
    turn = reverse("journal:occurrence_move", args=[goal.pk, goal.first_day])
    client.post(turn, {"to": "2026-11-14", "form_key": key_in(client.get(turn))})
    loose = {"rule": "times-a-week"}
    send(client, "journal:goal_update", filled(GoalForm, canaries) | loose, goal.pk)
    day = reverse("journal:occurrence_detail", args=[goal.pk, goal.first_day])
    sent = {"state": "partly", "note": canaries.next()}
    client.post(day, sent | {"form_key": key_in(client.get(day))})
    for name, form, more in [
        ("date_plan", DatePlanForm, {}),
        ("date_answers", DateAnswersForm, {"again": "yes"}),
    ]:
        url = reverse(f"journal:{name}", args=[goal.pk, goal.first_day])
        typed = filled(form, canaries) | more
        client.post(url, typed | {"form_key": key_in(client.get(url))})
    client.post(reverse("journal:goal_pause", args=[goal.pk]))
    client.post(reverse("journal:season_begin"))


def choose_reminders(client):
    """Choose a time for every kind, and let one be due."""
    with system_access("the test writes rows of its own"):
        writer = User.objects.get()
        walk = GoalFactory(owner=writer)
        ReminderFactory(owner=writer)
    times = ("week_at", "check_in_at", "goals_at", "dates_at", "reviews_at")
    chosen = {"by": "app", "week_day": "WE", "check_in_days": ["MO"], "goals": [walk.pk]}
    chosen |= {"dates_ahead": "1", "quiet_from": "21:10", "quiet_until": "06:50"}
    send(client, "journal:reminders", chosen | dict.fromkeys(times, "19:40"))


def show_a_calendar(client, canaries):
    """Let a calendar app ask once, for own words and none of the usual; its token is one of the words to search for."""
    send(client, "journal:calendar_update", {"own_words": "on", "at": "19:00"})
    with system_access("the test looks for its row"):
        token = CalendarFeed.objects.get().token
    assert client.get(reverse("journal:calendar_feed", args=[token])).status_code == 200
    canaries.all.append(token)


def write_a_worksheet(client, canaries):
    """Write a worksheet from a page of the guide, and change it."""
    url = reverse("journal:worksheet_create", args=["i-feel"]) + "?page=say-i-feel"
    typed = {f"answer_{slug}": canaries.next() for slug in ("when", "feel", "need", "ask")}
    sent = {"form_key": key_in(client.get(url)), "page": "say-i-feel"}
    client.post(url, sent | typed)
    with system_access("the test looks for its rows"):
        sheet = Worksheet.objects.get()
    send(client, "journal:worksheet_update", sent | {"answer_when": canaries.next()}, sheet.pk)


def take_a_page_along(client, canaries):
    """Choose what a summary tells, keep its lines, and make the file: nothing of it may lie about afterwards."""
    with system_access("the test looks for its row"):
        thread = Thread.objects.get()
    days = {"period": "own", "first_day": "2026-11-01", "last_day": "2026-11-30"}
    typed = filled(SummaryForm, canaries) | days | {"threads": [thread.pk]}
    send(client, "journal:summary_update", typed)
    marks = client.get(reverse("journal:summary_lines")).context["form"].marks
    send(client, "journal:summary_lines", filled(SummaryLinesForm, canaries) | {"kept": marks})
    assert client.get(reverse("journal:summary_pdf")).content.startswith(b"%PDF")


def mark_a_page(client):
    """Mark a page of the guide as tried: its slug is one of the words to search for."""
    page = library.page("say-i-feel")
    url = reverse("guide:page_mark", args=[page.part_slug, page.slug])
    client.post(url, {"state": "done"})


def write_a_thread(client, canaries, entry):
    """Begin a thread with an entry, change its name, and go through its steps."""
    send(client, "journal:thread_create", filled(ThreadForm, canaries) | {"entry": entry.pk})
    with system_access("the test looks for its rows"):
        thread = Thread.objects.get()
    send(client, "journal:thread_update", filled(ThreadForm, canaries), thread.pk)
    for step, form in STEP_FORMS.items():
        url = reverse("journal:thread_step", args=[thread.pk, step])
        client.post(url, filled(form, canaries) | {"form_key": key_in(client.get(url))})
    try_something(client, canaries, thread)


def try_something(client, canaries, thread):
    """Plan an experiment in a thread, and look back at it."""
    day = thread.created_at.date() + timedelta(weeks=2)
    plan = filled(ExperimentForm, canaries) | {"review_on": day}
    send(client, "journal:experiment_create", plan, thread.pk)
    with system_access("the test looks for its rows"):
        experiment = Experiment.objects.get()
    send(client, "journal:experiment_review", filled(LookBackForm, canaries), experiment.pk)


def close_the_week(client, canaries, entry):
    """Write the review of the week in which the entry is, sort the entry, choose lines for a card."""
    week = "2026-W47"  # that of CHOSEN
    send(client, "journal:week_review", filled(ReviewForm, canaries) | {"state": "closed"}, week)
    send(client, "journal:week_baskets", {entry.pk.hex: "core"}, week)
    send(client, "journal:week_card", {"card": ["request", "question"]}, week)
    send(client, "journal:week_table_update", filled(TalkForm, canaries), week)
    send(client, "journal:week_table_log", filled(TalkLogForm, canaries) | {"went": "hard"}, week)
    send(client, "journal:agreement_create", filled(AgreementForm, canaries))
    with system_access("the test looks for its row"):
        agreement = Agreement.objects.get()
    client.post(reverse("journal:agreement_mark", args=[agreement.pk]), {"state": "let-go"})


def write_a_letter(client, canaries):
    """Write an entry in a mode."""
    url = modes.mode("letter").url()
    words = {f"answer_{slug}": canaries.next() for slug in ("letter", "now")}
    client.post(
        url, words | {"form_key": key_in(client.get(url)), "happened_at": "2026-11-14T20:30"}
    )


def write_a_word(client, canaries):
    """Add a feeling, rename it, hide it, and count it as another."""
    url = reverse("journal:word_create", args=["feelings"])
    word = {"label": canaries.next(), "family": "hurt", "form_key": key_in(client.get(url))}
    client.post(url, word)
    with system_access("the test looks for its rows"):
        row = OwnWord.objects.get()
    changed = {"label": canaries.next(), "family": "hurt", "hidden": "on", "counts_as": "burnt-out"}
    send(client, "journal:word_update", changed, row.pk)


def answer_own_questions(client, canaries):
    """Word one question, and answer it."""
    wording = canaries.next()
    send(client, "journal:slider_questions", {"question_1": wording})
    send(client, "journal:slider_answer", {name_for(wording): "7"})


def leave_half_written(client, canaries):
    """Leave one form that is being written, one that did not pass, and one that came after the session had ended."""
    url = reverse("journal:goal_create")
    typed = filled(GoalForm, canaries) | {"form_key": key_in(client.get(url))}
    client.post(reverse("users:draft_keep"), typed)
    send(client, "journal:entry_create", filled(EntryForm, canaries) | {"happened_at": "then"})
    page = client.get(reverse("journal:note_create"))
    client.post(reverse("account_logout"))
    late = filled(GratitudeNoteForm, canaries) | {"form_key": key_in(page)}
    client.post(reverse("journal:note_create"), late)


def break_down(client, canaries, monkeypatch):
    """Let a view fail with marked words in its error and in its local variables."""
    word = canaries.next()

    def fail(*_):
        note = f"{word} again"
        raise RuntimeError(note)

    monkeypatch.setattr(GoalForm, "save", fail)
    client.raise_request_exception = False
    response = send(client, "journal:goal_create", filled(GoalForm, canaries))
    assert response.status_code == 303
    assert not found_in(response.content, canaries.all)


def test_nothing_that_was_written_lies_open(writer, canaries, log, monkeypatch):
    write_everything(writer, canaries)
    break_down(writer, canaries, monkeypatch)
    leave_half_written(writer, canaries)

    assert_every_sealed_field_was_written()
    words = [*canaries.all, *SEALED_CHOICES]
    assert found_in(dump(), words) == []
    assert found_in(sessions(), words) == []
    assert found_in(server_log(), words) == []
    assert "RuntimeError" in log.getvalue()
    assert found_in(log.getvalue().encode(), words) == []
    assert_lengths_are_rounded()


def assert_every_sealed_field_was_written():
    with system_access("the test looks at what it wrote"):
        for model in private_models():
            rows = list(model.objects.all())
            for field in sealed_fields(model):
                written = [getattr(row, field.name) for row in rows]
                assert [value for value in written if value != field.get_default()], field
        assert set(Draft.objects.values_list("reason", flat=True)) == {"typed", "invalid", "parked"}


def assert_lengths_are_rounded():
    with system_access("the test measures"), connection.cursor() as cursor:
        for model in private_models():
            for field in sealed_fields(model):
                cursor.execute(f"SELECT octet_length({field.column}) FROM {model._meta.db_table}")  # noqa: S608
                assert {length % 256 for (length,) in cursor.fetchall()} == {0}, field


def sealed_fields(model):
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]


def test_search_finds_a_name_that_stands_in_clear(canaries):
    word = canaries.next()
    User.objects.create_user(word, password=PASSWORD)

    assert found_in(dump(), [word.lower()]) == [word.lower()]


def test_dump_holds_the_rows(writer, canaries):
    write_everything(writer, canaries)

    text = dump()

    for table in set(PRIVATE_TABLES) - {"users_draft"}:
        rows = text.split(f"COPY public.{table} (".encode())[1].split(b"\n")[1]
        assert rows != b"\\.", table


@pytest.mark.parametrize("number", range(len(list(disguises("x")))))
def test_search_finds_every_disguise(canaries, number):
    word = canaries.next()
    hidden = list(disguises(word))[number]

    assert found_in(b"before" + hidden + b"after", [word]) == [word]


@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_search_finds_a_word_inside_a_longer_text_in_base64(canaries, before):
    word = canaries.next()
    text = base64.b64encode(f"{before}{word}, and so on".encode())

    assert found_in(text, [word]) == [word]
