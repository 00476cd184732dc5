"""Three baskets, and a card on which only the chosen lines stand."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from journal.models import Review
from tests.factories import EntryFactory, ReviewFactory
from tests.journal.browser import follow, open_page, send, send_back

WEEK = "2026-W47"
MONDAY = date(2026, 11, 16)
CARD = reverse("journal:week_card", args=[WEEK])
BASKETS = reverse("journal:week_baskets", args=[WEEK])
NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)


def on_the_card(page):
    """Return what reaches the paper."""
    (found,) = re.findall(r'<section class="only-print.*?</section>', page.html, re.DOTALL)
    return found


@pytest.fixture
def review(alice):
    return ReviewFactory(
        owner=alice, week=MONDAY, insight="Evenings.", request="Phones away.", let_go="The towels."
    )


def test_only_the_chosen_lines_reach_the_card(signed_in, review):
    page = follow(signed_in, send(signed_in, CARD, card=["insight", "question"]))

    card = on_the_card(page)
    assert "Evenings." in card
    assert "What was your week like from inside?" in card
    assert "Phones away." not in card
    assert "The towels." not in page.html


def test_card_changes_with_the_choice_and_can_be_emptied(signed_in, review):
    send(signed_in, CARD, card=["insight"])

    page = follow(signed_in, send(signed_in, CARD, card=[]))

    assert "Nothing stands on the card yet." in page.html
    assert Review.objects.get().card == []


def test_a_line_that_is_not_there_is_refused(signed_in, review):
    page = send_back(signed_in, CARD, card=["let_go"])

    assert page.errors["card"] == ["Choose from the list."]


def test_card_without_a_review_says_where_its_lines_come_from(signed_in):
    html = open_page(signed_in, CARD).html

    assert reverse("journal:week_review", args=[WEEK]) in html
    assert "More lines come from" in html


@pytest.mark.parametrize(("quiet", "notes"), [(False, 1), (True, 2)])
def test_with_quiet_suggestions_the_note_on_fear_stands_above_the_card(
    signed_in, prefer, quiet, notes
):
    prefer(quiet=quiet)

    html = open_page(signed_in, CARD).html

    assert html.count("disagree without fear") == notes - 1
    assert "Try sharing something small first." in html


def test_entries_are_sorted_and_stand_where_they_were_put(signed_in, alice, bob):
    dropped, kept = EntryFactory.create_batch(2, owner=alice, happened_at=NOON)
    theirs = EntryFactory(owner=bob, happened_at=NOON)

    send(signed_in, BASKETS, **{dropped.pk.hex: "let-go", theirs.pk.hex: "core"})

    assert Review.objects.get().baskets == {str(dropped.pk): "let-go"}
    typed = open_page(signed_in, BASKETS).typed
    assert typed[dropped.pk.hex] == ["let-go"]
    assert kept.pk.hex not in typed


def test_same_baskets_from_two_tabs_are_no_conflict(signed_in, alice):
    entry = EntryFactory(owner=alice, happened_at=NOON)
    send(signed_in, BASKETS, **{entry.pk.hex: "core"})
    one, other = (open_page(signed_in, BASKETS).typed | {entry.pk.hex: "let-go"} for _ in range(2))
    signed_in.post(BASKETS, one)

    answer = signed_in.post(BASKETS, other)

    assert "saved=1" in answer.url
    assert Review.objects.get().baskets == {str(entry.pk): "let-go"}


def test_what_was_let_go_goes_into_the_review(signed_in, alice):
    entry = EntryFactory(owner=alice, happened_at=NOON, what_happened="The towels.")
    send(signed_in, BASKETS, **{entry.pk.hex: "let-go"})

    page = open_page(signed_in, reverse("journal:week_review", args=[WEEK]))

    assert page.typed["let_go"] == ["The towels."]


def test_deleted_entry_leaves_its_basket(signed_in, alice):
    gone, kept = EntryFactory.create_batch(2, owner=alice, happened_at=NOON)
    send(signed_in, BASKETS, **{gone.pk.hex: "let-go", kept.pk.hex: "core"})
    gone.delete()

    send(signed_in, BASKETS, **{kept.pk.hex: "raise"})

    assert Review.objects.get().baskets == {str(kept.pk): "raise"}


def test_entries_beyond_the_forty_that_are_shown_stay_in_their_baskets(signed_in, alice):
    old = EntryFactory(owner=alice, happened_at="2026-11-16T00:30Z")
    send(signed_in, BASKETS, **{old.pk.hex: "core"})
    newer = EntryFactory.create_batch(40, owner=alice, happened_at=NOON)

    send(signed_in, BASKETS, **{newer[0].pk.hex: "raise"})

    assert Review.objects.get().baskets == {str(old.pk): "core", str(newer[0].pk): "raise"}


@pytest.mark.parametrize(("times", "moved"), [(2, False), (3, True)])
def test_what_was_let_go_three_times_moves_to_the_second_basket(signed_in, alice, times, moved):
    for n in range(1, times + 1):
        moment = NOON - timedelta(weeks=n)
        before = EntryFactory(owner=alice, happened_at=moment, triggers=["housework-and-load"])
        week = MONDAY - timedelta(weeks=n)
        ReviewFactory(owner=alice, week=week, baskets={str(before.pk): "let-go"})
    now = EntryFactory(owner=alice, happened_at=NOON, triggers=["work", "housework-and-load"])

    page = open_page(signed_in, BASKETS)

    assert (page.typed.get(now.pk.hex) == ["raise"]) == moved
    assert ("Housework and load was let go 3 times before." in page.html) == moved


def test_basket_that_does_not_exist_is_refused(signed_in, alice):
    entry = EntryFactory(owner=alice, happened_at=NOON)

    page = send_back(signed_in, BASKETS, **{entry.pk.hex: "bin"})

    assert page.errors[entry.pk.hex] == [
        "Select a valid choice. bin is not one of the available choices."
    ]


def test_week_without_entries_says_what_baskets_are_for(signed_in):
    assert "can be sorted here" in open_page(signed_in, BASKETS).html
