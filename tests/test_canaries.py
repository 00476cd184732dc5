"""Marked words are written into every field; then they are searched for in the database, the sessions and the logs."""

import base64
import logging
from io import StringIO

import pytest
from django import forms
from django.db import connection
from django.urls import reverse

from journal.forms import DateAnswersForm, DatePlanForm, EntryForm, GoalForm, GratitudeNoteForm
from journal.models import Entry, Goal, GratitudeNote, Worksheet
from tests.canaries import Canaries, disguises, dump, found_in, server_log, sessions
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
    "rule": "fortnightly",
    "times": "3",
    "every": "1",
    "last_day": "2027-11-12",
    "review_day": "2026-12-11",
    "about": "us",
    "whose": "agreed",
    "date_night": "on",
    "partner_kind": "name",
    "pronoun": "they",
    "time_zone": "Pacific/Chatham",
    "week_start": "saturday",
    "day_ends": "5",
    "quiet": "on",
}
SEALED_CHOICES = ["taken-for-granted", "FREQ=WEEKLY", "Pacific/Chatham", "saturday", "say-i-feel"]


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
        if isinstance(field, forms.MultipleChoiceField)
    }
    return CHOSEN | several | typed


def _first(choices):
    value, label = choices[0]
    return value if isinstance(label, str) else label[0][0]


def write_everything(client, canaries):
    """Fill every form, change what was written, and tick the goal."""
    send(client, "users:settings", filled(PreferencesForm, canaries))
    send(client, "journal:entry_create", filled(EntryForm, canaries))
    send(client, "journal:note_create", filled(GratitudeNoteForm, canaries))
    send(client, "journal:goal_create", filled(GoalForm, canaries))
    with system_access("the test looks for its rows"):
        entry, note, goal = Entry.objects.get(), GratitudeNote.objects.get(), Goal.objects.get()
    send(client, "journal:entry_update", filled(EntryForm, canaries), entry.pk)
    send(client, "journal:note_update", filled(GratitudeNoteForm, canaries), note.pk)
    live_with_a_goal(client, canaries, goal)
    write_a_worksheet(client, canaries)


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


def write_a_worksheet(client, canaries):
    """Write a worksheet from a page of the guide, and change it."""
    url = reverse("journal:worksheet_create", args=["i-feel"]) + "?page=say-i-feel"
    typed = {f"answer_{slug}": canaries.next() for slug in ("when", "feel", "need", "ask")}
    sent = {"form_key": key_in(client.get(url)), "page": "say-i-feel"}
    client.post(url, sent | typed)
    with system_access("the test looks for its rows"):
        sheet = Worksheet.objects.get()
    send(client, "journal:worksheet_update", sent | {"answer_when": canaries.next()}, sheet.pk)


def leave_half_written(client, canaries):
    """Leave one form that did not pass, and one that came after the session had ended."""
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
    assert response.status_code == 500
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
            row = model.objects.first()
            for field in sealed_fields(model):
                assert getattr(row, field.name) != field.get_default(), field
        assert set(Draft.objects.values_list("reason", flat=True)) == {"invalid", "parked"}


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
