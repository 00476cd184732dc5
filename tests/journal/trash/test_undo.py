"""What is deleted is gone from every list at once, can be brought back as it was, and goes for good after a week."""

import pytest
from django.test import Client
from django.urls import reverse

from journal import tasks
from journal.models import Entry, GratitudeNote, Worksheet
from journal.trash import undo
from tests.addresses import fingerprint
from tests.factories import EntryFactory, GratitudeNoteFactory, WorksheetFactory
from tests.journal.browser import follow, open_page, send
from tests.journal.conftest import NOW
from tests.journal.tampering import spoil, stored
from users.models import Draft

LIST = reverse("journal:deleted_list")
TIMELINE = reverse("journal:timeline")
KINDS = [
    ("entry", EntryFactory, Entry),
    ("note", GratitudeNoteFactory, GratitudeNote),
    ("worksheet", WorksheetFactory, Worksheet),
]


def delete(client, name, row):
    return client.post(reverse(f"journal:{name}_delete", args=[row.pk]))


def restore(client, draft):
    return client.post(reverse("journal:deleted_restore", args=[draft.pk]))


@pytest.mark.parametrize(("name", "factory", "model"), KINDS)
def test_undo_brings_back_every_column_as_it_was(signed_in, alice, name, factory, model):
    row = factory(owner=alice, happened_at="2026-11-02T08:00Z")
    table = model._meta.db_table
    before = fingerprint(table)

    response = delete(signed_in, name, row)

    (draft,) = Draft.objects.for_user(alice).deleted()
    assert not model.objects.exists()
    assert response.url.endswith(f"?deleted={draft.pk}")
    assert 'type="submit">Undo</button>' in follow(signed_in, response).html
    response = restore(signed_in, draft)
    assert response.url == row.get_absolute_url()
    assert fingerprint(table) == before
    assert not Draft.objects.for_user(alice).exists()


def test_moment_of_the_first_writing_stays(signed_in, alice, clock):
    entry = EntryFactory(owner=alice, happened_at=NOW)
    clock.move_to("2026-11-20T09:00Z", tick=False)
    signed_in.logout()
    signed_in.force_login(alice)

    delete(signed_in, "entry", entry)
    restore(signed_in, Draft.objects.for_user(alice).get())

    assert not Entry.objects.get().written_later


def test_what_does_not_open_is_kept_as_it_is(signed_in, alice):
    entry = EntryFactory(owner=alice)
    spoilt = spoil(entry, "what_happened")

    delete(signed_in, "entry", entry)
    restore(signed_in, Draft.objects.for_user(alice).get())

    assert stored(entry, "what_happened") == spoilt


def test_undo_twice_is_undo_once(signed_in, alice):
    draft = undo.delete(EntryFactory(owner=alice))

    assert [restore(signed_in, draft).status_code for _ in range(2)] == [303, 404]
    assert Entry.objects.count() == 1


def test_deleted_words_wait_for_their_owner_alone(signed_in, alice, mallory):
    delete(signed_in, "entry", EntryFactory(owner=alice, what_happened="The kettle sang."))
    (draft,) = Draft.objects.for_user(alice)
    stranger = Client()
    stranger.force_login(mallory)

    assert "The kettle sang." in open_page(signed_in, LIST).html
    assert "The kettle sang." not in open_page(stranger, LIST).html
    assert restore(stranger, draft).status_code == 404


def test_undo_waits_for_the_next_session(signed_in, alice):
    delete(signed_in, "note", GratitudeNoteFactory(owner=alice))
    (draft,) = Draft.objects.for_user(alice)
    later = Client()

    assert restore(later, draft).url.startswith("/accounts/login/")
    later.force_login(alice)

    assert restore(later, draft).status_code == 303
    assert GratitudeNote.objects.exists()


def test_half_written_change_goes_with_its_entry(signed_in, alice):
    entry = EntryFactory(owner=alice)
    edit = reverse("journal:entry_update", args=[entry.pk])
    signed_in.post("/drafts/keep/", open_page(signed_in, edit).typed | {"story": "Half."})

    delete(signed_in, "entry", entry)

    assert not Draft.objects.for_user(alice).at(edit).exists()


def test_it_can_be_deleted_for_good_at_once(signed_in, alice):
    draft = undo.delete(EntryFactory(owner=alice))

    response = signed_in.post(reverse("users:draft_delete", args=[draft.pk]))

    assert response.url == LIST
    assert "Nothing waits here." in follow(signed_in, response).html


@pytest.mark.parametrize("by", ["writing", "deleting", "the worker"])
def test_after_a_week_it_is_gone_for_good(signed_in, alice, clock, by):
    draft = undo.delete(EntryFactory(owner=alice))
    other = EntryFactory(owner=alice)
    clock.move_to("2026-11-25T19:31Z", tick=False)
    signed_in.logout()
    signed_in.force_login(alice)
    assert "Nothing waits here." in open_page(signed_in, LIST).html
    assert restore(signed_in, draft).status_code == 404
    assert Draft.objects.filter(pk=draft.pk).exists()

    if by == "writing":
        send(signed_in, reverse("journal:goal_create"), title="Walk")
    elif by == "deleting":
        delete(signed_in, "entry", other)
    else:
        tasks.let_go_of_deleted(0)

    assert not Draft.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("number", ["", "x", "<b>"])
def test_address_that_names_nothing_offers_nothing(signed_in, number):
    assert "Undo" not in open_page(signed_in, f"{TIMELINE}?deleted={number}").html


def test_what_does_not_open_is_told_of_and_waits(signed_in, alice):
    delete(signed_in, "note", GratitudeNoteFactory(owner=alice))
    (draft,) = Draft.objects.for_user(alice).deleted()
    spoil(draft, "data")

    page = open_page(signed_in, LIST).html

    assert "This cannot be opened, so it cannot be brought back" in page
    assert "Bring it back" not in page
    assert restore(signed_in, draft).status_code == 404
    assert Draft.objects.for_user(alice).deleted().exists()


def test_column_that_was_added_since_the_deletion_gets_its_default(signed_in, alice):
    draft = undo.delete(EntryFactory(owner=alice, story="The heron."))
    draft.data["row"].pop("ended")
    draft.save()

    restore(signed_in, draft)

    assert (Entry.objects.get().story, Entry.objects.get().ended) == ("The heron.", "")
