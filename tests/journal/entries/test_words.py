"""Feelings and triggers of one's own: added, renamed, hidden, counted as others, and never lost from an entry."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from journal.models import Entry, OwnWord
from journal.models.words import NAMELESS, Words, words_of
from tests.factories import EntryFactory, OwnWordFactory
from tests.journal.browser import follow, open_page, send, send_back
from tests.journal.conftest import NOW
from tests.journal.tampering import spoil
from tests.journal.test_query_counts import queries
from vault import row_security

LIST = reverse("journal:word_list")
FEELING = reverse("journal:word_create", args=["feelings"])
TRIGGER = reverse("journal:word_create", args=["triggers"])
NEW = reverse("journal:entry_create")
QUICK = reverse("journal:entry_quick")
TIMELINE = reverse("journal:timeline")
WEEK = reverse("journal:week_detail", args=["2026-W47"])


@pytest.fixture
def foggy(alice):
    return OwnWordFactory(owner=alice, label="foggy", family="stressed")


@pytest.fixture
def neighbours(alice):
    return OwnWordFactory(owner=alice, kind="trigger", label="The neighbours", family="")


@pytest.fixture
def entry(alice, foggy, neighbours):
    """An entry of today in words of Alice's own."""
    felt = [{"feeling": foggy.ref, "strength": 4}]
    return EntryFactory(owner=alice, happened_at=NOW, feelings=felt, triggers=[neighbours.ref])


def change(client, word, **typed):
    return send(client, word.get_absolute_url(), **typed)


def test_feeling_that_is_added_can_be_tapped_and_is_shown_everywhere(signed_in, alice):
    send(signed_in, FEELING, label="  foggy   inside ", family="stressed")
    word = OwnWord.objects.get()

    response = send(signed_in, QUICK, feeling=word.ref, strength="4")

    assert Entry.objects.get().feelings == [{"feeling": word.ref, "strength": 4}]
    for url in (response.url, TIMELINE, WEEK):
        html = open_page(signed_in, url).html
        assert "foggy inside" in html, url
        assert "shape--stressed" in html, url
        assert word.ref not in html, url


def test_trigger_that_is_added_can_be_chosen_and_is_counted(signed_in):
    send(signed_in, TRIGGER, label="The neighbours")
    word = OwnWord.objects.get()

    response = send(
        signed_in,
        NEW,
        feelings_0_feeling="sad",
        feelings_0_strength="2",
        triggers=["work", word.ref],
    )

    assert "Work, The neighbours" in follow(signed_in, response).html
    assert "The neighbours" in open_page(signed_in, WEEK).html


def test_own_words_stand_among_the_others_in_every_form(signed_in, foggy, neighbours):
    today, quick = (open_page(signed_in, url).html for url in (reverse("journal:today"), QUICK))
    whole = open_page(signed_in, NEW).html

    for html in (today, quick, whole):
        assert f'value="{foggy.ref}"' in html
    assert f'value="{neighbours.ref}"' in whole


def test_own_words_are_nobody_elses_also_after_they_were_drawn(signed_in, foggy, entry, mallory):
    pages = (reverse("journal:today"), QUICK, NEW, LIST, TIMELINE)
    mine = "".join(open_page(signed_in, url).html for url in pages)
    phone = Client()
    phone.force_login(mallory)

    theirs = "".join(open_page(phone, url).html for url in pages)

    assert "foggy" in mine
    assert "foggy" not in theirs
    assert foggy.ref not in theirs


def test_renamed_word_is_renamed_in_old_entries(signed_in, entry, foggy):
    change(signed_in, foggy, label="in a fog", family="worried")

    html = open_page(signed_in, entry.get_absolute_url()).html
    assert "in a fog" in html
    assert "shape--worried" in html


def test_hidden_word_is_offered_no_more_and_stays_in_its_entries(
    signed_in, entry, foggy, neighbours
):
    change(signed_in, foggy, hidden="on")
    change(signed_in, neighbours, hidden="on")

    edit = reverse("journal:entry_update", args=[entry.pk])
    send(signed_in, edit, did="I slept.")

    kept = Entry.objects.get()
    assert f'value="{foggy.ref}"' not in open_page(signed_in, QUICK).html
    assert (kept.did, kept.felt[0].word, kept.trigger_labels) == (
        "I slept.",
        "foggy",
        ["The neighbours"],
    )
    assert "not offered" in open_page(signed_in, LIST).html


def test_word_that_counts_as_another_is_shown_as_that_one_until_it_is_taken_apart(
    signed_in, entry, foggy, neighbours
):
    change(signed_in, foggy, counts_as="overwhelmed")
    change(signed_in, neighbours, counts_as="relatives")

    assert "overwhelmed" in open_page(signed_in, TIMELINE).html
    assert "Relatives" in open_page(signed_in, WEEK).html
    assert "counts as overwhelmed" in open_page(signed_in, LIST).html

    change(signed_in, foggy, counts_as="")
    assert "foggy" in open_page(signed_in, TIMELINE).html


def test_words_that_count_in_a_chain_end_at_the_last(alice):
    last = OwnWordFactory(owner=alice, label="worn")
    middle = OwnWordFactory(owner=alice, counts_as=last.ref)
    first = OwnWordFactory(owner=alice, counts_as=middle.ref)

    words = words_of(alice.pk)

    assert words.feeling(first.ref).word == "worn"


def test_words_that_count_as_each_other_still_end_somewhere():
    one, two = OwnWord(label="one"), OwnWord(label="two")
    one.counts_as, two.counts_as = two.ref, one.ref

    assert Words([one, two]).feeling(one.ref).word == "two"


@pytest.mark.parametrize("kind", ["feelings", "triggers"])
def test_words_of_somebody_else_are_refused(signed_in, bob, kind):
    theirs = OwnWordFactory(owner=bob, kind=kind[:-1])
    sent = {"feelings_0_feeling": "sad", "feelings_0_strength": "2"}
    if kind == "feelings":
        sent["feelings_0_feeling"] = theirs.ref
    else:
        sent["triggers"] = [theirs.ref]

    page = send_back(signed_in, NEW, **sent)

    assert list(page.errors) == [kind]
    assert not Entry.objects.exists()


def test_trigger_is_not_a_feeling(signed_in, neighbours):
    page = send_back(signed_in, QUICK, feeling=neighbours.ref, strength="2")

    assert "Choose each feeling from the list." in page.html


@pytest.mark.parametrize(
    ("url", "label", "error"),
    [
        (FEELING, "Foggy", "This word is there already."),
        (FEELING, "sad", "This word is there already."),
        (TRIGGER, "work", "This word is there already."),
        (FEELING, "Ignored", "That says what somebody did. And how did it leave you feeling?"),
        (FEELING, "", "Please fill this in."),
        (
            FEELING,
            "x" * 41,
            "This is longer than one note can hold: 41 characters, and there is room for 40.",
        ),
    ],
)
def test_word_that_cannot_be_added_is_answered_beside_its_field(
    signed_in, foggy, url, label, error
):
    page = send_back(signed_in, url, label=label, family="hurt")

    assert page.errors["label"] == [error]
    assert OwnWord.objects.count() == 1


def test_word_keeps_its_own_name_and_does_not_count_as_itself(signed_in, foggy):
    response = change(signed_in, foggy, label="Foggy")
    assert follow(signed_in, response).messages == ["Saved."]

    page = follow(signed_in, change(signed_in, foggy, counts_as=foggy.ref))
    assert list(page.errors) == ["counts_as"]


def test_there_is_room_for_a_hundred_words(signed_in, alice):
    OwnWordFactory.create_batch(100, owner=alice)

    page = send_back(signed_in, FEELING, label="one more", family="hurt")

    assert "There is room for 100 words of your own." in page.html
    assert OwnWord.objects.count() == 100


def test_there_are_two_kinds_of_words(signed_in):
    address = reverse("journal:word_create", args=["needs"])

    assert signed_in.get(address).status_code == 404


def test_word_that_does_not_open_is_named_so(signed_in, entry, foggy):
    spoil(foggy, "label")

    assert NAMELESS in open_page(signed_in, entry.get_absolute_url()).html


def test_lists_ask_for_own_words_once_and_only_if_there_are_any(signed_in, alice, entry, foggy):
    with_own = queries(signed_in, TIMELINE)
    felt = [{"feeling": foggy.ref, "strength": 2}]
    EntryFactory.create_batch(9, owner=alice, feelings=felt)
    assert len(queries(signed_in, TIMELINE)) == len(with_own)

    Entry.objects.all().delete()
    EntryFactory(owner=alice)

    assert len(queries(signed_in, TIMELINE)) == len(with_own) - 1


@pytest.mark.parametrize("own", [True, False])
def test_check_in_asks_for_own_words_only_if_one_is_tapped(signed_in, foggy, own):
    typed = {"family": "stressed", "feeling": foggy.ref if own else "burnt-out", "strength": "3"}
    key = open_page(signed_in, QUICK).typed["form_key"]

    with CaptureQueriesContext(connection) as captured:
        signed_in.post(QUICK, {**typed, "form_key": key})

    asked = [query["sql"] for query in captured if "journal_ownword" in query["sql"]]
    assert Entry.objects.get().feelings == [{"feeling": typed["feeling"], "strength": 3}]
    assert len(asked) == own


def test_words_are_remembered_for_somebody_only(db):
    assert words_of(uuid4()).own == {}
    assert not row_security.NOBODY.request_cache
