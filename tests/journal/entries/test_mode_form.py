"""Every way to write an entry, walked from its data; letters that are torn up; slices; what is offered afterwards."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guide import banks, modes
from guide.prose import found_words
from journal.entries.pie import PARTS, slices
from journal.models import Entry
from tests.factories import EntryFactory, GratitudeNoteFactory
from tests.journal.browser import follow, open_page, saved, send, send_back
from tests.journal.conftest import NOW
from users.models import Draft

MODES = list(modes.modes().values())
each_mode = pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.slug)
TIMELINE = reverse("journal:timeline")
LETTER = modes.mode("letter")
THANKS = "Three thank-yous"


def filled(mode):
    return {
        f"answer_{field.slug}": "7" if field.options else f"Written: {field.slug}."
        for field in mode.fields
    }


def write(client, mode, **typed):
    return send(client, mode.url(), **(typed or filled(mode)))


@each_mode
def test_what_is_written_is_kept_and_shown(signed_in, mode):
    response = write(signed_in, mode)

    entry = Entry.objects.get()
    page, timeline = follow(signed_in, response), open_page(signed_in, TIMELINE)
    assert response.url == saved(entry)
    assert (entry.mode, entry.feelings) == (mode.slug, [])
    assert entry.answers.keys() == {field.slug for field in mode.fields}
    assert mode.name in page.html
    assert mode.name in timeline.html
    for field in mode.fields:
        assert field.options or f"Written: {field.slug}." in page.html
    assert entry.first_words in timeline.html


@each_mode
def test_form_opens_again_with_what_was_written_and_keeps_it(signed_in, mode):
    write(signed_in, mode)
    before = Entry.objects.get()

    send(
        signed_in,
        reverse("journal:entry_update", args=[before.pk]),
        feelings_0_feeling="sad",
        feelings_0_strength="2",
    )

    entry = Entry.objects.get()
    assert entry.answers == before.answers
    assert entry.feelings == [{"feeling": "sad", "strength": 2}]


@each_mode
def test_double_submit_makes_one_entry(signed_in, mode):
    sent = open_page(signed_in, mode.url()).typed | filled(mode)

    first, second = signed_in.post(mode.url(), sent), signed_in.post(mode.url(), sent)

    assert first.url == second.url == saved(Entry.objects.get())


@each_mode
def test_nothing_at_all_is_answered_kindly(signed_in, mode):
    page = send_back(signed_in, mode.url())

    assert page.errors == {"": ["Write something first. One line is enough."]}
    assert not Entry.objects.exists()


@each_mode
def test_mode_names_only_what_is_there_in_words_that_tell_nothing(mode):
    kinds = {field.kind for field in mode.fields}

    assert set(mode.notes) <= set(banks.notes())
    assert kinds <= {"text", "long", "scale"}
    assert found_words(mode.slug, banks.words("telling")) == []
    assert mode.drawing in {"", "slices"}


def test_mode_that_is_not_there_is_not_found(signed_in):
    address = reverse("journal:entry_create")

    assert signed_in.get(f"{address}?mode=dance").status_code == 404


def test_strength_of_an_urge_goes_from_nought_to_ten(signed_in):
    pause = modes.mode("pause")

    page = send_back(signed_in, pause.url(), answer_before="11", answer_urge="To call.")
    assert page.errors == {"answer_before": ["Choose from the list."]}

    write(signed_in, pause, answer_urge="To call.", answer_before="10", answer_after="0")
    assert Entry.objects.get().answers == {"urge": "To call.", "before": "10", "after": "0"}


def test_letter_that_is_torn_up_leaves_the_moment_and_no_words(signed_in, alice):
    felt = {"feelings_0_feeling": "sad", "feelings_0_strength": "2"}
    response = write(signed_in, LETTER, answer_letter="You never asked.", **felt)
    assert "You never asked." in follow(signed_in, response).html
    entry = Entry.objects.get()
    edit = reverse("journal:entry_update", args=[entry.pk])
    signed_in.post("/drafts/keep/", open_page(signed_in, edit).typed | {"answer_now": "Half"})

    signed_in.post(reverse("journal:entry_tear", args=[entry.pk]))

    entry = Entry.objects.get()
    page = open_page(signed_in, entry.get_absolute_url()).html
    assert entry.answers == {}
    assert entry.feelings == [{"feeling": "sad", "strength": 2}]
    assert "A letter, written and torn up." in page
    assert "Tear it up" not in page
    assert "torn up" in open_page(signed_in, TIMELINE).html
    assert not Draft.objects.for_user(alice).at(edit).exists()


def test_only_a_letter_can_be_torn_up(signed_in, alice):
    entry = EntryFactory(owner=alice)

    assert signed_in.post(reverse("journal:entry_tear", args=[entry.pk])).status_code == 404


def test_slices_are_drawn_beside_their_numbers(signed_in):
    answers = {"answer_me": "3", "answer_partner": "5", "answer_day": "2", "answer_unknown": "0"}

    html = follow(signed_in, write(signed_in, modes.mode("slices"), **answers)).html

    assert html.count('class="slice slice--') == 3
    assert "my husband 5" in html
    assert '<th scope="row">1 me</th><td>3</td>' in html


parts = st.dictionaries(st.sampled_from(list(PARTS)), st.integers(0, 10).map(str))


@given(parts)
def test_slices_fill_the_circle_once_and_in_order(answers):
    found = slices(answers)

    end = 0
    for one in found:
        assert one.start == pytest.approx(end)
        assert one.parts == int(answers[list(PARTS)[one.number - 1]])
        assert one.path.endswith("z")
        assert all(2 <= place <= 22 for place in one.label_at)
        end = one.start + one.share
    assert end == pytest.approx(1 if found else 0)


def hard(owner, **other):
    felt = [{"feeling": "furious", "strength": 4}]
    return EntryFactory(owner=owner, happened_at=NOW, **{"feelings": felt} | other)


def after(client, entry):
    return open_page(client, saved(entry)).html


def test_after_a_hard_entry_a_view_from_outside_and_own_thanks_are_offered(signed_in, alice):
    notes = GratitudeNoteFactory.create_batch(5, owner=alice)

    html = after(signed_in, hard(alice))

    assert modes.mode("friend").url() in html
    assert sum(note.what_they_did in html for note in notes) == 3
    assert "Not now" in html


@pytest.mark.parametrize(
    "other",
    [
        {"feelings": [{"feeling": "furious", "strength": 3}]},
        {"feelings": [{"feeling": "loved", "strength": 5}]},
        {"mode": "friend", "answers": {"saw": "Two tired people."}},
    ],
    ids=["not so strong", "good", "already written"],
)
def test_nothing_is_offered_after_another_entry(signed_in, alice, other):
    GratitudeNoteFactory(owner=alice)

    assert "Not now" not in after(signed_in, hard(alice, **other))


def test_nothing_is_offered_when_the_entry_is_only_read(signed_in, alice):
    entry = hard(alice)

    assert "Not now" not in open_page(signed_in, entry.get_absolute_url()).html


def test_quiet_suggestions_leave_the_view_from_outside_out(signed_in, alice, prefer):
    prefer(quiet=True)
    GratitudeNoteFactory(owner=alice)

    html = after(signed_in, hard(alice))

    assert modes.mode("friend").url() not in html
    assert "A thank-you that you kept" in html


def test_lists_say_what_was_written_later(signed_in, alice):
    EntryFactory(owner=alice, happened_at="2026-11-16T08:00Z")
    EntryFactory(owner=alice, happened_at=NOW)

    assert open_page(signed_in, TIMELINE).html.count("written later") == 1
