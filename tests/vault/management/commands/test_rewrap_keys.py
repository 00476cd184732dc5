"""A new master key, while the site runs: keys are wrapped again, the notes are not touched."""

import base64
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from journal.models import Entry
from tests.factories import EntryFactory
from users.models import User
from vault.management.commands import rewrap_keys
from vault.models import UserKey
from vault.row_security import acting_as, system_access

NEW = f"new:{base64.b64encode(b'n' * 32).decode()}"
STORY = "We sat on the stairs."


@pytest.fixture
def people(transactional_db):
    """Seven people with an entry each."""
    people = [User.objects.create_user(f"person{n}", password="x") for n in range(7)]
    for person in people:
        with acting_as(person):
            EntryFactory(owner=person, story=STORY)
    return people


@pytest.fixture
def both_keys(people, settings):
    settings.MASTER_KEYS = f"{NEW},{settings.MASTER_KEYS}"


def masters():
    with system_access("the test looks"):
        return set(UserKey.objects.values_list("master_key", flat=True))


def stories(people):
    found = []
    for person in people:
        with acting_as(person):
            found += [entry.story for entry in Entry.objects.for_user(person)]
    return found


def in_thread(work):
    """Run this in a thread, and close the connection that the thread has opened."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


@pytest.mark.usefixtures("both_keys")
def test_command_wraps_every_key_under_the_first_master_key(people, capsys):
    call_command("rewrap_keys")

    assert capsys.readouterr().out == "7 keys are now under new.\n"
    assert masters() == {"new"}


@pytest.mark.usefixtures("both_keys")
def test_notes_stay_readable_without_the_old_key(people, settings):
    call_command("rewrap_keys")

    settings.MASTER_KEYS = NEW

    assert stories(people) == [STORY] * 7


@pytest.mark.usefixtures("both_keys")
def test_command_may_run_again(people, capsys):
    call_command("rewrap_keys")
    capsys.readouterr()

    call_command("rewrap_keys")

    assert capsys.readouterr().out == "0 keys are now under new.\n"


@pytest.mark.usefixtures("both_keys")
def test_command_goes_batch_by_batch(people, monkeypatch, capsys):
    monkeypatch.setattr(rewrap_keys, "BATCH", 3)

    call_command("rewrap_keys")

    assert capsys.readouterr().out == "7 keys are now under new.\n"


@pytest.mark.usefixtures("both_keys")
def test_notes_are_read_while_keys_are_wrapped(people, monkeypatch):
    monkeypatch.setattr(rewrap_keys, "BATCH", 1)
    done, seen = Event(), []

    def read():
        while not done.is_set():
            seen.extend(stories(people))

    reader = in_thread(read)
    call_command("rewrap_keys")
    done.set()
    reader.join()

    assert set(seen) <= {STORY}
    assert stories(people) == [STORY] * 7


@pytest.mark.usefixtures("both_keys")
def test_two_commands_at_once_share_the_work(people, monkeypatch):
    monkeypatch.setattr(rewrap_keys, "BATCH", 1)

    threads = [in_thread(lambda: call_command("rewrap_keys")) for _ in range(2)]
    for thread in threads:
        thread.join()

    assert masters() == {"new"}
    assert stories(people) == [STORY] * 7


@pytest.mark.usefixtures("people", "both_keys")
def test_key_that_another_run_holds_is_told(capsys):
    held, done = Event(), Event()

    def hold():
        with system_access("the test holds a key"):
            UserKey.objects.select_for_update().first()
            held.set()
            done.wait(10)

    holder = in_thread(hold)
    held.wait(10)
    call_command("rewrap_keys")
    done.set()
    holder.join()

    first, second = capsys.readouterr().out.splitlines()
    assert first == "6 keys are now under new."
    assert second.startswith("Not yet: 1.")


def test_command_stops_where_the_old_key_is_missing(people, settings):
    before = masters()
    settings.MASTER_KEYS = NEW

    with pytest.raises(CommandError, match=r"7 did not open .*: no master key opens this data key"):
        call_command("rewrap_keys")

    assert masters() == before


@pytest.mark.usefixtures("both_keys")
def test_key_that_does_not_open_holds_no_other_up(people, monkeypatch, capsys):
    monkeypatch.setattr(rewrap_keys, "BATCH", 1)
    with system_access("the test cuts a key short"):
        UserKey.objects.for_user(people[0]).update(wrapped=b"short")

    with pytest.raises(CommandError, match="1 did not open"):
        call_command("rewrap_keys")

    assert capsys.readouterr().out == "6 keys are now under new.\n"
    assert stories(people) == ["", *[STORY] * 6]


def test_notes_read_as_unreadable_where_the_master_key_is_missing(people, settings, caplog):
    settings.MASTER_KEYS = NEW

    assert stories(people) == [""] * 7
    assert "cannot open story" in caplog.text
