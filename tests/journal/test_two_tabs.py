"""One form in two tabs, one click that becomes two: one record, and nobody's words overwritten unseen."""

from datetime import timedelta

import pytest

from tests.journal.browser import follow, open_page, saved, send
from tests.journal.samples import GOAL, SAMPLES
from users.form_keys import FormKey
from users.models import Draft

each_form = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
CONFLICT = (
    "This was changed somewhere else in the meantime."
    " Both versions are here: saving now keeps yours."
)


def a_saved_row(client, sample):
    """Return a row that was written in its form."""
    send(client, sample.new, **sample.enough)
    return sample.model.objects.get()


@each_form
def test_double_submit_makes_one_record(signed_in, sample):
    sent = open_page(signed_in, sample.new).typed | sample.enough

    first, second = signed_in.post(sample.new, sent), signed_in.post(sample.new, sent)

    row = sample.model.objects.get()
    assert first.url == second.url == saved(row)
    assert row.version == 1


@each_form
def test_double_submit_of_a_change_is_one_change(signed_in, sample):
    row = a_saved_row(signed_in, sample)
    sent = open_page(signed_in, sample.edit(row)).typed | {sample.texts[1]: "Changed once."}

    first, second = signed_in.post(sample.edit(row), sent), signed_in.post(sample.edit(row), sent)

    assert first.url == second.url == saved(row)
    assert sample.model.objects.get().version == 2


@each_form
def test_form_that_is_opened_twice_makes_two_records(signed_in, sample):
    one, two = open_page(signed_in, sample.new), open_page(signed_in, sample.new)

    signed_in.post(sample.new, one.typed | sample.enough)
    signed_in.post(sample.new, two.typed | sample.enough)

    assert sample.model.objects.count() == 2


@each_form
def test_later_of_two_tabs_sees_both_versions_and_then_decides(signed_in, sample):
    row = a_saved_row(signed_in, sample)
    field, url = sample.texts[1], sample.edit(row)
    here, there = open_page(signed_in, url).typed, open_page(signed_in, url).typed
    signed_in.post(url, there | {field: "Written there."})

    page = follow(signed_in, signed_in.post(url, here | {field: "Written here."}))

    assert page.notices == [CONFLICT]
    assert page.typed[field] == ["Written here."]
    assert '<dd class="person">Written there.</dd>' in page.html
    assert getattr(sample.model.objects.get(), field) == "Written there."
    signed_in.post(url, page.typed)
    assert getattr(sample.model.objects.get(), field) == "Written here."


@each_form
def test_both_versions_are_seen_also_when_something_else_was_wrong(signed_in, sample):
    row = a_saved_row(signed_in, sample)
    field, url = sample.texts[1], sample.edit(row)
    here, there = open_page(signed_in, url).typed, open_page(signed_in, url).typed
    signed_in.post(url, there | {field: "Written there."})

    page = follow(signed_in, signed_in.post(url, here | {field: "Written\0 here."}))

    assert page.notices == [CONFLICT]
    assert list(page.errors) == [field]
    assert '<dd class="person">Written there.</dd>' in page.html


@each_form
def test_version_that_is_let_go_leaves_the_other(signed_in, alice, sample):
    row = a_saved_row(signed_in, sample)
    field, url = sample.texts[1], sample.edit(row)
    here, there = open_page(signed_in, url).typed, open_page(signed_in, url).typed
    signed_in.post(url, there | {field: "Written there."})
    signed_in.post(url, here | {field: "Written here."})

    draft = Draft.objects.for_user(alice).get()
    page = follow(signed_in, signed_in.post(f"/drafts/{draft.pk}/delete/"))

    assert page.notices == []
    assert page.typed[field] == ["Written there."]


@each_form
@pytest.mark.parametrize("key", ["", "garbage", "a:b:c", "\0", "é" * 1000, ["one", "two"]])
def test_form_with_a_broken_key_is_saved_all_the_same(signed_in, sample, key):
    send(signed_in, sample.new, **sample.enough, form_key=key)

    assert sample.model.objects.get().version == 1


def a_month_later(client, alice, clock):
    """Sign in anew, long after every form was opened."""
    clock.shift(timedelta(days=30))
    client.logout()
    client.force_login(alice)


@each_form
def test_form_that_was_open_for_a_month_makes_one_record(signed_in, alice, sample, clock):
    sent = open_page(signed_in, sample.new).typed | sample.enough
    a_month_later(signed_in, alice, clock)

    first, second = signed_in.post(sample.new, sent), signed_in.post(sample.new, sent)

    row = sample.model.objects.get()
    assert first.url == second.url == saved(row)
    assert (row.owner_id, row.version) == (alice.pk, 1)


@each_form
def test_form_that_was_open_for_a_month_does_not_overwrite_newer_words(
    signed_in, alice, sample, clock
):
    row = a_saved_row(signed_in, sample)
    field, url = sample.texts[1], sample.edit(row)
    here, there = open_page(signed_in, url).typed, open_page(signed_in, url).typed
    signed_in.post(url, there | {field: "Written there."})
    a_month_later(signed_in, alice, clock)

    page = follow(signed_in, signed_in.post(url, here | {field: "Written here."}))

    assert page.notices == [CONFLICT]
    assert getattr(sample.model.objects.get(), field) == "Written there."


@each_form
def test_key_of_somebody_else_opens_nothing(signed_in, alice, bob, sample):
    theirs = sample.factory(owner=bob)
    key = FormKey.for_row(theirs, sample.new).token

    send(signed_in, sample.new, **sample.enough, form_key=key)

    mine = sample.model.objects.for_user(alice).get()
    assert mine.pk != theirs.pk
    assert sample.model.objects.for_user(bob).get().version == theirs.version


@each_form
def test_key_of_another_form_opens_nothing(signed_in, sample):
    row = a_saved_row(signed_in, sample)
    key = FormKey.for_row(row, sample.edit(row)).token

    send(signed_in, sample.new, **sample.enough, form_key=key)

    assert sample.model.objects.count() == 2


def test_step_that_is_ticked_meanwhile_is_not_overwritten(signed_in):
    send(signed_in, GOAL.new, **GOAL.enough, steps="Find the shoes")
    goal = GOAL.model.objects.get()
    sent = open_page(signed_in, GOAL.edit(goal)).typed | {"why": "Us."}
    signed_in.post(f"/goals/{goal.pk}/steps/0/tick/")

    page = follow(signed_in, signed_in.post(GOAL.edit(goal), sent))

    assert page.notices == [CONFLICT]
    signed_in.post(GOAL.edit(goal), page.typed)
    assert GOAL.model.objects.get().steps == [{"id": 0, "text": "Find the shoes", "done": True}]


def test_a_kept_form_is_not_shown_to_somebody_else(signed_in, client, bob):
    send(signed_in, GOAL.new, title="Walk\0")

    client.force_login(bob)
    page = open_page(client, GOAL.new)

    assert page.notices == []
    assert page.typed["title"] == [""]
