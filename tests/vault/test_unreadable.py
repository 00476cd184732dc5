"""A value that does not open: logged once, shown as empty and never overwritten in a request; an error in a job."""

import logging

import pytest

from journal.models import Entry
from tests.factories import EntryFactory
from tests.vault.test_fields import column, fresh, put
from vault import row_security
from vault.models import UserKey
from vault.row_security import acting_as, system_access
from vault.sealing import CannotOpenError

OLD, NEW = "Written in April.", "Written in May."


@pytest.fixture
def entry(alice):
    return EntryFactory(owner=alice, story=OLD, did="Walked.")


@pytest.fixture
def broken(entry):
    """An entry whose story was changed in the database."""
    stored = bytearray(column(entry, "story"))
    stored[100] ^= 1
    put(entry, "story", bytes(stored))
    return entry


def errors(caplog):
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def test_unreadable_value_reads_as_empty_and_the_rest_opens(broken):
    row = fresh(broken)

    assert row.story == ""
    assert row.did == "Walked."


def test_unreadable_value_is_one_line_in_the_log(broken, caplog):
    row = fresh(broken)

    assert [row.story, row.story, row.unreadable()] == ["", "", ["story"]]

    assert errors(caplog) == [
        f"cannot open story of journal.entry {broken.pk}: the seal does not fit its place"
    ]


def test_row_knows_which_of_its_values_do_not_open(broken):
    assert fresh(broken).unreadable() == ["story"]


def test_row_that_opens_is_not_called_unreadable(entry):
    put(entry, "needs", None)

    assert fresh(entry).unreadable() == []


def test_save_does_not_overwrite_what_does_not_open(broken):
    before = column(broken, "story")
    row = fresh(broken)
    assert row.story == ""

    row.did = "Ran."
    row.save()

    assert column(broken, "story") == before
    assert fresh(broken).did == "Ran."


def test_new_words_replace_what_does_not_open(broken):
    row = fresh(broken)

    row.story = NEW
    row.save()

    assert fresh(broken).story == NEW


def test_value_of_another_row_does_not_open(alice, entry):
    other = EntryFactory(owner=alice, story=NEW)
    put(entry, "story", column(other, "story"))

    assert fresh(entry).unreadable() == ["story"]


def test_value_of_another_field_does_not_open(entry):
    put(entry, "story", column(entry, "did"))

    assert fresh(entry).unreadable() == ["story"]


def test_value_of_another_owner_does_not_open(entry, bob):
    Entry.objects.filter(pk=entry.pk).update(owner=bob)

    assert "story" in fresh(entry).unreadable()


@pytest.mark.parametrize("length", [0, 10, 34, 255])
def test_truncated_value_does_not_open(entry, length):
    put(entry, "story", column(entry, "story")[:length])

    assert fresh(entry).unreadable() == ["story"]


def test_text_in_clear_is_not_taken_for_a_sealed_one(entry):
    put(entry, "story", b"Written by somebody else, straight into the database. " * 4)

    assert fresh(entry).story == ""


def test_nothing_opens_after_the_key_is_gone(alice, entry, caplog):
    UserKey.objects.for_user(alice).delete()
    row = fresh(entry)

    row_security.current().keys.clear()

    assert row.story == ""
    assert errors(caplog) == [
        f"cannot open story of journal.entry {entry.pk}: there is no key for this owner in sight"
    ]


JOBS = {
    "as one user": lambda user: acting_as(user, strict=True),
    "as the system": lambda _: system_access("the test works as a job"),
}


@pytest.fixture(params=JOBS)
def in_job(request, alice):
    """Return a block in which a job works."""
    return JOBS[request.param](alice)


def test_job_never_takes_a_value_that_does_not_open_for_an_empty_one(broken, in_job):
    with in_job:
        row = fresh(broken)

        with pytest.raises(CannotOpenError):
            _ = row.story
        assert row.did == "Walked."


def test_job_refuses_what_a_request_has_already_read_as_empty(broken, in_job):
    row = fresh(broken)
    assert row.story == ""

    with in_job, pytest.raises(CannotOpenError):
        _ = row.story


def test_job_refuses_a_column_with_a_value_that_does_not_open(alice, broken, in_job, caplog):
    with in_job, pytest.raises(CannotOpenError):
        list(Entry.objects.for_user(alice).opened("story"))

    assert errors(caplog) == []


def test_request_reads_a_column_with_a_value_that_does_not_open_as_empty(alice, broken, caplog):
    with acting_as(alice):
        assert list(Entry.objects.for_user(alice).opened("story")) == [("",)]

    assert errors(caplog) == [
        f"cannot open story of journal.entry {broken.pk}: the seal does not fit its place"
    ]


def test_job_refuses_preferences_under_a_key_that_does_not_open(alice, in_job):
    UserKey.objects.for_user(alice).update(master_key="lost")
    preferences = alice.preferences

    with in_job, pytest.raises(CannotOpenError):
        _ = preferences.time_zone


def test_page_shows_what_opens_and_says_that_a_part_does_not(client, alice, broken):
    client.force_login(alice)

    response = client.get(broken.get_absolute_url())

    assert response.status_code == 200
    assert "Walked." in response.content.decode()
    assert "Part of this cannot be opened." in response.content.decode()


@pytest.mark.parametrize("name", ["/today/", "/journal/", "/journal/weeks/2026-W46/"])
def test_lists_stay_open_beside_a_row_that_does_not(client, alice, broken, name):
    put(broken, "feelings", b"\x01" * 256)
    client.force_login(alice)

    assert client.get(name).status_code == 200


def test_form_refuses_to_write_over_what_it_could_not_show(client, alice, broken):
    client.force_login(alice)
    before = column(broken, "story")
    url = f"{broken.get_absolute_url()}edit/"
    key = client.get(url).context["form"].key.token
    data = {"form_key": key, "feelings_0_feeling": "sad", "feelings_0_strength": "2"}

    client.post(url, data | {"happened_at": "2026-11-16T09:00", "story": NEW})

    page = client.get(url).content.decode()
    assert "it cannot be changed here. Nothing has been overwritten." in page
    assert NEW in page
    assert column(broken, "story") == before
