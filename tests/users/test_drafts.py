"""Nothing typed is lost: not by an error, a double click, a second tab, or a row that is gone."""

import pytest
from django.urls import reverse, reverse_lazy

from journal.models import Entry
from tests.factories import EntryFactory
from tests.journal.tampering import spoil
from tests.users.forms import (
    ENOUGH,
    NEW_ENTRY,
    NOT_ENOUGH,
    WORDS,
    WRITTEN,
    form_at,
    opened,
    reasons,
)
from users.models import Draft

ASIDE = reverse_lazy("users:draft_aside")


@pytest.fixture
def reader(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def entry(alice):
    return EntryFactory(owner=alice, happened_at="2026-11-16T09:00Z", version=1)


def edit(entry):
    return reverse("journal:entry_update", args=[entry.pk])


def test_form_that_does_not_pass_is_kept_and_shown_again_with_its_error(reader, alice):
    response = reader.post(NEW_ENTRY, opened(reader, NEW_ENTRY) | NOT_ENOUGH)

    form = form_at(reader, response.url)
    assert (response.status_code, response.url) == (303, NEW_ENTRY)
    assert form["story"].value() == WORDS
    assert form.errors == {"feelings": ["Choose at least one feeling."]}
    assert reasons(alice) == {NEW_ENTRY: "invalid"}


def test_page_says_why_it_shows_what_was_typed(reader):
    reader.post(NEW_ENTRY, opened(reader, NEW_ENTRY) | NOT_ENOUGH)

    page = reader.get(NEW_ENTRY).content.decode()

    assert "Something needs another look. What you typed is still here." in page
    assert "Let it go and start afresh" in page


def test_draft_waits_for_another_day(reader, alice, time_machine):
    time_machine.move_to("2026-11-16T10:00Z")
    reader.post(NEW_ENTRY, opened(reader, NEW_ENTRY) | NOT_ENOUGH)

    time_machine.move_to("2026-12-24T10:00Z")
    reader.force_login(alice)

    assert form_at(reader, NEW_ENTRY)["story"].value() == WORDS


def test_draft_goes_when_its_form_is_saved(reader, alice):
    reader.post(NEW_ENTRY, opened(reader, NEW_ENTRY) | NOT_ENOUGH)

    reader.post(NEW_ENTRY, opened(reader, NEW_ENTRY) | WRITTEN)

    assert Entry.objects.get().story == WORDS
    assert reasons(alice) == {}
    assert form_at(reader, NEW_ENTRY)["story"].value() == ""


def test_later_draft_takes_the_place_of_an_earlier_one(reader, alice):
    for story in ("First.", "Second."):
        reader.post(NEW_ENTRY, opened(reader, NEW_ENTRY) | NOT_ENOUGH | {"story": story})

    assert form_at(reader, NEW_ENTRY)["story"].value() == "Second."
    assert len(reasons(alice)) == 1


def test_draft_of_one_form_is_not_shown_in_another(reader, entry):
    reader.post(NEW_ENTRY, opened(reader, NEW_ENTRY) | NOT_ENOUGH)

    assert form_at(reader, edit(entry))["story"].value() == ""
    assert form_at(reader, "/goals/new/").draft is None


def test_draft_holds_no_token(reader, alice):
    sent = opened(reader, NEW_ENTRY) | NOT_ENOUGH | {"csrfmiddlewaretoken": "a token"}
    reader.post(NEW_ENTRY, sent)

    assert "csrfmiddlewaretoken" not in Draft.objects.for_user(alice).get().data


def test_draft_in_which_nothing_stands_is_no_draft(reader, alice):
    Draft.objects.create(owner=alice, place=NEW_ENTRY, data={})

    assert form_at(reader, NEW_ENTRY).draft is None


def test_double_submit_makes_one_row_and_leads_to_it_twice(reader):
    sent = opened(reader, NEW_ENTRY) | WRITTEN

    answers = [reader.post(NEW_ENTRY, sent).url.partition("?")[0] for _ in range(2)]

    assert answers == [Entry.objects.get().get_absolute_url()] * 2


def test_same_key_with_other_words_shows_both_versions(reader, alice):
    sent = opened(reader, NEW_ENTRY)
    reader.post(NEW_ENTRY, sent | WRITTEN)

    response = reader.post(NEW_ENTRY, sent | WRITTEN | {"story": "Other words."})

    page = reader.get(response.url).content.decode()
    assert reasons(alice) == {NEW_ENTRY: "conflict"}
    assert "Other words." in page
    assert WORDS in page
    assert Entry.objects.get().story == WORDS


def test_second_tab_does_not_overwrite_the_first_unseen(reader, entry):
    one, two = opened(reader, edit(entry)), opened(reader, edit(entry))
    reader.post(edit(entry), one | ENOUGH | {"story": "From the first tab."})

    reader.post(edit(entry), two | ENOUGH | {"story": "From the second tab."})

    form = form_at(reader, edit(entry))
    assert Entry.objects.get().story == "From the first tab."
    assert form["story"].value() == "From the second tab."
    assert ("My story about it", "From the first tab.") in form.saved_now()
    assert "Both versions are here: saving now keeps yours." in form.draft.sentence


def test_second_tab_overwrites_after_both_versions_were_seen(reader, alice, entry):
    one, two = opened(reader, edit(entry)), opened(reader, edit(entry))
    reader.post(edit(entry), one | ENOUGH | {"story": "From the first tab."})
    reader.post(edit(entry), two | ENOUGH | {"story": "From the second tab."})

    sent = opened(reader, edit(entry)) | ENOUGH | {"story": "From the second tab."}
    reader.post(edit(entry), sent)

    assert Entry.objects.get().story == "From the second tab."
    assert reasons(alice) == {}


def test_words_about_a_row_that_is_gone_become_a_new_form(reader, alice, entry):
    url = edit(entry)
    sent = opened(reader, url) | WRITTEN
    entry.delete()

    response = reader.post(url, sent)

    form = form_at(reader, response.url)
    assert (response.status_code, response.url) == (303, NEW_ENTRY)
    assert form["story"].value() == WORDS
    assert "has been deleted" in form.draft.sentence


def test_words_about_a_row_that_is_gone_are_saved_as_a_new_one(reader, alice, entry):
    url = edit(entry)
    sent = opened(reader, url) | WRITTEN
    entry.delete()
    reader.post(url, sent)

    reader.post(NEW_ENTRY, opened(reader, NEW_ENTRY) | WRITTEN)

    row = Entry.objects.get()
    assert (row.story, row.version) == (WORDS, 1)
    assert reasons(alice) == {}


def test_words_set_aside_about_a_row_that_is_gone_wait_where_it_was(reader, alice, entry):
    sent = opened(reader, edit(entry)) | WRITTEN
    entry.delete()

    page = reader.get(reader.post(ASIDE, sent).url)
    renewed = reader.post(reverse("users:draft_renew", args=[page.context["drafts"][0].pk]))

    assert page.status_code == 404
    assert "Go on with it as a new one" in page.content.decode()
    assert renewed.url == NEW_ENTRY
    assert form_at(reader, NEW_ENTRY)["story"].value() == WORDS


def test_words_that_can_become_no_new_row_are_read_where_it_was(reader, alice, entry):
    url = edit(entry)
    Draft.objects.write(alice, url, {"story": [WORDS]}, "aside")
    entry.delete()
    draft = Draft.objects.get()

    page = reader.get(url)

    assert page.status_code == 404
    assert WORDS in page.content.decode()
    assert "Go on with it as a new one" not in page.content.decode()
    assert reader.post(reverse("users:draft_renew", args=[draft.pk])).status_code == 404


def test_words_that_do_not_open_are_told_of_where_their_row_was(reader, alice, entry):
    Draft.objects.write(alice, edit(entry), {"story": [WORDS]}, "aside")
    spoil(Draft.objects.get(), "data")
    url = edit(entry)
    entry.delete()

    page = reader.get(url).content.decode()

    assert "Something that was kept here cannot be opened." in page


@pytest.mark.parametrize("address", ["/nowhere/", "/nowhere/%00/"])
def test_nothing_waits_where_nothing_was_written(reader, address):
    assert reader.get(address).context["drafts"] == []


def test_row_that_is_gone_is_not_there_for_a_form_without_a_key(reader, alice, entry):
    url = edit(entry)
    entry.delete()

    assert reader.post(url, WRITTEN).status_code == 404
    assert reasons(alice) == {}


def test_key_of_another_user_rescues_nothing(reader, alice, mallory, entry, phone):
    sent = opened(reader, edit(entry)) | WRITTEN
    phone.force_login(mallory)

    assert phone.post(edit(entry), sent).status_code == 404
    assert reasons(alice) == reasons(mallory) == {}


def test_form_without_a_key_writes_all_the_same(reader):
    reader.post(NEW_ENTRY, WRITTEN)

    assert Entry.objects.get().story == WORDS


@pytest.mark.parametrize("field", ["owner", "id", "version", "written_at"])
def test_form_takes_no_field_that_it_does_not_show(reader, alice, bob, entry, field):
    value = {"owner": bob.pk, "id": bob.pk, "version": 9, "written_at": "2001-01-01T00:00"}[field]
    before = getattr(entry, field)

    reader.post(edit(entry), opened(reader, edit(entry)) | WRITTEN | {field: value})

    row = Entry.objects.get()
    assert row.story == WORDS
    assert getattr(row, field) == (2 if field == "version" else before)


def test_draft_that_does_not_open_is_told_of_beside_a_fresh_form(reader, alice):
    reader.post(NEW_ENTRY, opened(reader, NEW_ENTRY) | NOT_ENOUGH)
    spoil(Draft.objects.for_user(alice).get(), "data")

    page = reader.get(NEW_ENTRY)

    assert "Something that was kept here cannot be opened." in page.content.decode()
    assert "Go on with that one" not in page.content.decode()
    assert not page.context["form"].is_bound
    assert reasons(alice) == {NEW_ENTRY: "invalid"}
