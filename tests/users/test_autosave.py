"""What is written is kept while it is written, goes when it is saved, and two tabs keep two texts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from journal.models import Entry
from tests.factories import EntryFactory
from tests.users.forms import NEW_ENTRY, WORDS, WRITTEN, form_at, opened, reasons
from users.models import Draft

KEEP = "/drafts/keep/"
MARK = {"draft_kept": "yes"}


@pytest.fixture
def reader(client, alice, time_machine):
    time_machine.move_to("2026-11-16T10:42Z", tick=True)
    client.force_login(alice)
    return client


def typing(story):
    return {"story": story} | MARK


def stories(user):
    return {draft.data["story"][0] for draft in Draft.objects.for_user(user).at(NEW_ENTRY)}


def test_what_is_typed_is_kept_and_the_answer_says_when(reader, alice):
    alice.preferences.time_zone = "Europe/Berlin"
    alice.preferences.save()

    answer = reader.post(KEEP, opened(reader, NEW_ENTRY) | typing(WORDS))

    assert answer.json() == {"time": "11:42"}
    assert reasons(alice) == {NEW_ENTRY: "typed"}


def test_typed_words_wait_in_the_form_and_nothing_is_called_wrong(reader):
    reader.post(KEEP, opened(reader, NEW_ENTRY) | typing(WORDS))

    page = reader.get(NEW_ENTRY)

    form = page.context["form"]
    assert form["story"].value() == WORDS
    assert form.errors == {}
    assert "This was not saved yet. What you typed is still here." in page.content.decode()


def test_later_words_of_one_opening_take_the_place_of_earlier_ones(reader, alice):
    key = opened(reader, NEW_ENTRY)
    for story in ("Half", "Half a story", WORDS):
        reader.post(KEEP, key | typing(story))

    assert stories(alice) == {WORDS}


@pytest.mark.parametrize("mark", [MARK, {}], ids=["mark", "no mark"])
def test_draft_of_a_form_that_was_opened_fresh_goes_when_it_is_saved(reader, alice, mark):
    key = opened(reader, NEW_ENTRY)
    reader.post(KEEP, key | typing("Half"))

    reader.post(NEW_ENTRY, key | WRITTEN | mark)

    assert not Draft.objects.for_user(alice).at(NEW_ENTRY).exists()
    assert form_at(reader, NEW_ENTRY)["story"].value() == ""


def test_words_that_come_after_the_save_leave_nothing_behind(reader, alice):
    key = opened(reader, NEW_ENTRY)
    reader.post(NEW_ENTRY, key | WRITTEN | MARK)

    answer = reader.post(KEEP, key | typing("Half"))

    assert answer.status_code == 200
    assert not Draft.objects.for_user(alice).at(NEW_ENTRY).exists()


def test_mark_of_a_saved_form_holds_no_words_and_goes_with_a_later_one(reader, alice, time_machine):
    key = opened(reader, NEW_ENTRY)
    reader.post(KEEP, key | typing("Half"))
    reader.post(NEW_ENTRY, key | WRITTEN | MARK)
    assert [draft.data for draft in Draft.objects.for_user(alice)] == [{}]

    time_machine.move_to("2026-11-16T12:00Z", tick=True)
    reader.logout()
    reader.force_login(alice)
    later = opened(reader, NEW_ENTRY)
    reader.post(NEW_ENTRY, later | WRITTEN | MARK)

    (mark,) = Draft.objects.for_user(alice)
    assert reader.post(KEEP, later | typing("Half")).status_code == 200
    assert reasons(alice) == {"": "saved"}
    assert mark.data == {}


def test_saving_without_script_asks_once_about_drafts(reader):
    key = opened(reader, NEW_ENTRY)

    with CaptureQueriesContext(connection) as asked:
        reader.post(NEW_ENTRY, key | WRITTEN)

    assert len([query for query in asked if "users_draft" in query["sql"]]) == 1


def test_two_tabs_keep_both_texts_and_the_person_chooses(reader, alice):
    one, two = opened(reader, NEW_ENTRY), opened(reader, NEW_ENTRY)
    reader.post(KEEP, one | typing("From the first tab."))
    reader.post(KEEP, two | typing("From the second tab."))

    page = reader.get(NEW_ENTRY)
    form = page.context["form"]
    ((other, texts),) = form.other_texts()
    assert form["story"].value() == "From the second tab."
    assert [text for _, text in texts] == ["From the first tab."]
    assert "From the first tab." in page.content.decode()

    answer = reader.post(reverse("users:draft_take", args=[other.pk]))

    assert (answer.status_code, answer.url) == (303, NEW_ENTRY)
    assert form_at(reader, NEW_ENTRY)["story"].value() == "From the first tab."
    assert stories(alice) == {"From the first tab.", "From the second tab."}


def test_saving_one_of_two_texts_leaves_the_other(reader, alice):
    one, two = opened(reader, NEW_ENTRY), opened(reader, NEW_ENTRY)
    reader.post(KEEP, one | typing("From the first tab."))
    reader.post(KEEP, two | typing("From the second tab."))

    reader.post(NEW_ENTRY, two | WRITTEN | MARK)

    assert stories(alice) == {"From the first tab."}


def test_going_on_with_a_draft_replaces_it(reader, alice):
    reader.post(KEEP, opened(reader, NEW_ENTRY) | typing("Half"))

    reader.post(KEEP, opened(reader, NEW_ENTRY) | typing(WORDS))

    assert stories(alice) == {WORDS}


def test_draft_that_grew_in_its_tab_is_not_replaced_by_one_that_never_saw_it(reader, alice):
    one = opened(reader, NEW_ENTRY)
    reader.post(KEEP, one | typing("Half"))
    two = opened(reader, NEW_ENTRY)
    reader.post(KEEP, one | typing("Half, and more."))

    reader.post(KEEP, two | typing("Half, and other things."))

    assert stories(alice) == {"Half, and more.", "Half, and other things."}


def test_draft_can_wait_while_another_is_begun(reader, alice):
    reader.post(KEEP, opened(reader, NEW_ENTRY) | typing("For later."))
    assert f'href="{NEW_ENTRY}?fresh=1"' in reader.get(NEW_ENTRY).content.decode()

    fresh = reader.get(f"{NEW_ENTRY}?fresh=1").context["form"]
    reader.post(NEW_ENTRY, {"form_key": fresh.key.token} | WRITTEN | MARK)

    assert fresh["story"].value() == ""
    assert stories(alice) == {"For later."}


def test_draft_of_a_row_that_changed_since_shows_both_versions(reader, alice):
    entry = EntryFactory(owner=alice, happened_at="2026-11-16T09:00Z", version=1)
    edit = reverse("journal:entry_update", args=[entry.pk])
    here, there = opened(reader, edit), opened(reader, edit)
    reader.post(KEEP, here | WRITTEN | typing("From this tab."))
    reader.post(edit, there | WRITTEN | {"story": "From the other tab."})

    form = form_at(reader, edit)

    assert form.draft.reason == "conflict"
    assert form["story"].value() == "From this tab."
    assert ("My story about it", "From the other tab.") in form.saved_now()


def test_words_after_the_end_of_the_session_are_parked(client, reader, alice):
    key = opened(reader, NEW_ENTRY)
    reader.post("/accounts/logout/")

    answer = client.post(KEEP, key | typing(WORDS))

    assert (answer.status_code, answer.url) == (303, f"/accounts/login/?next={NEW_ENTRY}")
    assert reasons(alice) == {NEW_ENTRY: "parked"}


@pytest.mark.parametrize("key", ["", "forged"])
def test_form_without_a_key_of_ours_keeps_nothing(reader, alice, key):
    assert reader.post(KEEP, {"form_key": key} | typing(WORDS)).status_code == 404
    assert reasons(alice) == {}


def test_key_of_another_user_keeps_nothing(reader, alice, mallory, phone):
    key = opened(reader, NEW_ENTRY)
    phone.force_login(mallory)

    assert phone.post(KEEP, key | typing(WORDS)).status_code == 404
    assert reasons(alice) == reasons(mallory) == {}
    assert not Entry.objects.exists()
