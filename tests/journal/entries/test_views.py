"""Feelings: three taps, the whole form, one page each."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from journal.models import Entry
from tests.factories import EntryFactory
from tests.journal.browser import follow, open_page, saved, send
from tests.journal.conftest import NOW
from tests.journal.tampering import spoil, stored

QUICK = reverse("journal:entry_quick")
NEW = reverse("journal:entry_create")
WHOLE = {
    "feelings_0_feeling": "taken-for-granted",
    "feelings_0_strength": "4",
    "feelings_1_feeling": "exhausted",
    "feelings_1_strength": "5",
    "feelings_2_feeling": "hopeful",
    "feelings_2_strength": "1",
    "happened_at": "2026-11-17T21:05",
    "what_happened": "Three plates stood in the sink.\r\n\r\nThe light was on.",
    "triggers": ["housework-and-load", "a-kind-act"],
    "story": "I thought: I am alone with this.",
    "needs": ["fairness", "help"],
    "did": "I went for a walk.",
    "next_wish": "One evening a week without chores.",
    "ended": "We laughed about the burnt pan.",
}


def test_three_taps_save_an_entry_of_now(signed_in, alice):
    taps = {"family": "unseen", "feeling": "unheard", "strength": "4"}

    response = send(signed_in, QUICK, **taps)

    entry = Entry.objects.for_user(alice).get()
    page = follow(signed_in, response)
    assert response.url == saved(entry)
    assert entry.feelings == [{"feeling": "unheard", "strength": 4}]
    assert entry.happened_at == NOW
    assert page.messages == ["Saved."]
    assert "unheard" in page.html


def test_three_taps_on_today_need_no_second_page(signed_in, alice):
    key = open_page(signed_in, reverse("journal:today")).typed

    signed_in.post(QUICK, key | {"family": "calm", "feeling": "calm", "strength": "2"})

    assert Entry.objects.for_user(alice).get().feelings == [{"feeling": "calm", "strength": 2}]


def test_check_in_page_offers_every_word_and_strength_without_script(signed_in):
    page = open_page(signed_in, QUICK)

    assert page.html.count('name="feeling"') == 64
    assert page.html.count('name="strength"') == 40


def test_whole_form_keeps_everything_that_was_written(signed_in, alice):
    response = send(signed_in, NEW, **WHOLE)

    entry = Entry.objects.for_user(alice).get()
    assert entry.feelings == [
        {"feeling": "taken-for-granted", "strength": 4},
        {"feeling": "exhausted", "strength": 5},
        {"feeling": "hopeful", "strength": 1},
    ]
    assert entry.happened_at == datetime(2026, 11, 17, 21, 5, tzinfo=UTC)
    assert entry.what_happened == "Three plates stood in the sink.\n\nThe light was on."
    assert entry.triggers == ["housework-and-load", "a-kind-act"]
    assert entry.needs == ["fairness", "help"]
    assert follow(signed_in, response).messages == ["Saved."]


def test_entry_page_shows_everything_that_was_written(signed_in):
    response = send(signed_in, NEW, **WHOLE)

    html = follow(signed_in, response).html

    for said in [
        "Yesterday",
        "21:05",
        "written later",
        "taken for granted",
        "4, strong",
        "exhausted",
        "hopeful",
        "Housework and load, A kind act",
        "Three plates stood in the sink.<br><br>The light was on.",
        "I thought: I am alone with this.",
        "fairness, help",
        "I went for a walk.",
        "One evening a week without chores.",
        "We laughed about the burnt pan.",
    ]:
        assert said in html, said


def test_a_feeling_and_its_strength_are_enough(signed_in, alice):
    send(signed_in, NEW, feelings_0_feeling="sad", feelings_0_strength="2")

    entry = Entry.objects.for_user(alice).get()
    assert entry.readable() == [("Feelings", "sad, 2, mild")]
    assert entry.happened_at == NOW


def test_entry_of_this_hour_is_not_called_written_later(signed_in, alice):
    entry = EntryFactory(owner=alice, happened_at=NOW)

    page = open_page(signed_in, entry.get_absolute_url())

    assert "written later" not in page.html
    assert "19:30" in page.html


def test_entry_can_be_backdated_by_years(signed_in, alice):
    old = {"happened_at": "1998-06-01T08:15", "feelings_0_feeling": "loved"}

    response = send(signed_in, NEW, **old, feelings_0_strength="5")

    page = follow(signed_in, response)
    assert "Monday 1 June 1998" in page.html
    assert "written later" in page.html


def test_when_is_read_and_shown_on_the_persons_own_clock(signed_in, alice, prefer):
    prefer(time_zone="Asia/Tokyo")

    response = send(signed_in, NEW, **WHOLE | {"happened_at": "2026-11-19T04:10"})

    entry = Entry.objects.for_user(alice).get()
    assert entry.happened_at == datetime(2026, 11, 18, 19, 10, tzinfo=UTC)
    assert "04:10" in follow(signed_in, response).html
    page = open_page(signed_in, reverse("journal:entry_update", args=[entry.pk]))
    assert page.typed["happened_at"] == ["2026-11-19T04:10"]


def test_several_entries_a_day_are_all_kept(signed_in, alice):
    for strength in "12345":
        send(signed_in, QUICK, feeling="calm", strength=strength)

    kept = Entry.objects.for_user(alice)
    assert sorted(entry.feelings[0]["strength"] for entry in kept) == [1, 2, 3, 4, 5]


def test_edit_form_opens_with_everything_and_changes_only_what_is_changed(signed_in, alice):
    send(signed_in, NEW, **WHOLE)
    entry = Entry.objects.for_user(alice).get()
    before = dict(entry.readable())

    response = send(signed_in, reverse("journal:entry_update", args=[entry.pk]), did="I slept.")

    entry = Entry.objects.for_user(alice).get()
    assert response.url == saved(entry)
    assert dict(entry.readable()) == before | {"What I did": "I slept."}


def test_edit_keeps_the_seconds_that_the_form_does_not_show(signed_in, alice):
    entry = EntryFactory(owner=alice, happened_at=NOW)

    send(signed_in, reverse("journal:entry_update", args=[entry.pk]), did="I slept.")

    assert Entry.objects.for_user(alice).get().happened_at == NOW


def test_edit_leaves_the_second_showing_of_a_repeated_hour_alone(signed_in, alice, prefer):
    prefer(time_zone="America/New_York")
    second_half_past_one = datetime(2026, 11, 1, 6, 30, 15, tzinfo=UTC)
    entry = EntryFactory(owner=alice, happened_at=second_half_past_one)

    send(signed_in, reverse("journal:entry_update", args=[entry.pk]), did="I slept.")

    entry = Entry.objects.for_user(alice).get()
    assert entry.did == "I slept."
    assert entry.happened_at == second_half_past_one


def test_entry_in_an_hour_that_clocks_skip_moves_on_and_is_saved_once(signed_in, alice, prefer):
    prefer(time_zone="America/New_York")
    sent = open_page(signed_in, NEW).typed | WHOLE | {"happened_at": "2026-03-08T02:30"}

    first, second = signed_in.post(NEW, sent), signed_in.post(NEW, sent)

    entry = Entry.objects.for_user(alice).get()
    assert entry.happened_at == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert first.url == second.url == saved(entry)


def test_delete_asks_first_and_shows_what_it_is_about(signed_in, alice):
    entry = EntryFactory(owner=alice, what_happened="The kettle sang.")

    page = open_page(signed_in, reverse("journal:entry_delete", args=[entry.pk]))

    assert "Delete this entry?" in page.html
    assert "The kettle sang." in page.html
    assert Entry.objects.for_user(alice).count() == 1


def test_delete_takes_this_entry_and_no_other(signed_in, alice):
    entry, other = EntryFactory.create_batch(2, owner=alice)

    response = signed_in.post(reverse("journal:entry_delete", args=[entry.pk]))

    page = follow(signed_in, response)
    assert response.url.startswith(reverse("journal:timeline"))
    assert page.messages == ["Deleted."]
    assert Entry.objects.for_user(alice).get() == other


@pytest.mark.parametrize("name", ["entry_detail", "entry_update", "entry_delete"])
def test_another_persons_entry_is_not_there(signed_in, bob, name):
    entry = EntryFactory(owner=bob)
    url = reverse(f"journal:{name}", args=[entry.pk])

    answers = [signed_in.get(url).status_code, signed_in.post(url, WHOLE).status_code]

    assert answers in ([404, 404], [404, 405])
    assert Entry.objects.get().version == entry.version


def test_entry_that_does_not_open_says_so_and_shows_the_rest(signed_in, alice):
    entry = EntryFactory(owner=alice, what_happened="The kettle sang.", did="I hummed.")
    spoil(entry, "what_happened")

    page = open_page(signed_in, entry.get_absolute_url())

    assert "I hummed." in page.html
    assert "The kettle sang." not in page.html
    assert "Part of this cannot be opened." in page.notices[0]


def test_entry_that_does_not_open_is_never_overwritten(signed_in, alice):
    entry = EntryFactory(owner=alice, what_happened="The kettle sang.")
    spoilt = spoil(entry, "what_happened")

    response = send(signed_in, reverse("journal:entry_update", args=[entry.pk]), did="I hummed.")

    page = follow(signed_in, response)
    assert page.errors == {
        "": [
            "Part of this cannot be opened, so it cannot be changed here. Nothing has been overwritten."
        ]
    }
    assert page.typed["did"] == ["I hummed."]
    assert stored(entry, "what_happened") == spoilt
