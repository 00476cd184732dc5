import re
from collections import Counter

import pytest
from django.test import Client

from guide import decks

TOUCH = ["d03", "d08", "d24"]


@pytest.fixture
def visitor():
    """Somebody without a cookie. These tests do not ask for the database, so any query is refused."""
    return Client()


def text_of(visitor, address):
    response = visitor.get(address)
    assert response.status_code == 200
    return response.content.decode()


def card_in(html):
    return re.search(r'<h2 id="card">(.*?)</h2>', html)[1]


def shown_in(html):
    return set(re.findall(r"idea=(d\d\d)\"", html))


def test_questions_have_ten_sets_and_run_on():
    sets = decks.question_sets()

    assert "".join(one.letter for one in sets) == "abcdefghij"
    codes = [card.code for one in sets for card in one.questions]
    assert codes == [f"q{n:02}" for n in range(1, 81)]
    assert [one.letter for one in sets if one.chosen] == ["i", "j"]
    assert [one.letter for one in sets if one.who == "me"] == ["j"]


def test_mixed_deck_takes_one_of_each_set_and_none_of_those_to_be_chosen():
    deck = decks.deck("")

    assert "".join(card.letter for card in deck[:9]) == "abcdefgha"
    assert len(set(deck)) == len(deck) == 66


def test_ideas_have_codes_in_order_and_known_tags():
    ideas = decks.ideas()

    assert [one.code for one in ideas] == [f"d{n:02}" for n in range(1, 69)]
    assert {one.place for one in ideas} == decks.PLACES.keys()
    assert {one.cost for one in ideas} == decks.COSTS.keys()
    assert {one.length for one in ideas} == decks.LENGTHS.keys()
    assert {kind for one in ideas for kind in one.kinds} == decks.IDEA_KINDS.keys()
    assert [one.code for one in ideas if one.touch] == TOUCH
    assert Counter(one.length for one in ideas)["short"] == 16


def test_lookups_answer_none_for_a_stranger():
    assert decks.idea("d99") is None
    assert decks.question("q99") is None


def test_skipping_goes_through_the_whole_deck_and_round(visitor):
    address, seen = "/guide/questions/", []

    for _ in decks.deck(""):
        html = text_of(visitor, address)
        seen.append(card_in(html))
        address = "/guide/questions/" + re.search(r'href="(\?card=q\d\d)"', html)[1]

    assert len(set(seen)) == 66
    assert card_in(text_of(visitor, address)) == seen[0]


def test_chosen_set_stays_while_skipping(visitor):
    html = text_of(visitor, "/guide/questions/?set=b")

    assert "What has been sitting heaviest on you?" in card_in(html)
    assert 'href="?set=b&amp;card=q11"' in html
    assert '<a href="?set=b" aria-current="true">' in html


def test_card_of_a_set_to_be_chosen_brings_its_note_and_its_deck(visitor):
    html = text_of(visitor, "/guide/questions/?card=q67")

    assert html.index("Touch and sex need a free yes") < html.index('id="card"')
    assert 'href="?set=i&amp;card=q68"' in html


def test_visitor_is_offered_another_question_and_nothing_that_needs_an_account(visitor):
    html = text_of(visitor, "/guide/questions/")

    assert "Another question" in html
    assert "Ask tonight" not in html
    assert "/journal/" not in html


@pytest.mark.parametrize(("card", "asks"), [("q17", True), ("q74", False)])
def test_reader_can_answer_and_ask_what_is_for_asking(client, alice, card, asks):
    client.force_login(alice)

    html = text_of(client, f"/guide/questions/?card={card}")

    assert f'href="/journal/feelings/new/?question={card}"' in html
    assert (f'href="/goals/new/?question={card}"' in html) == asks
    assert len(re.findall(r'class="button"', html)) == 1


def test_reader_gets_own_words_on_a_card(client, alice):
    alice.preferences.partner_kind, alice.preferences.partner_name = "name", "Sam"
    alice.preferences.save()
    client.force_login(alice)

    assert "What has Sam done lately" in text_of(client, "/guide/questions/?card=q80")


def test_cards_are_kept_apart_in_memory(visitor):
    first, second = (text_of(visitor, f"/guide/questions/?card={card}") for card in ("q01", "q02"))

    assert card_in(first) != card_in(second)
    assert text_of(visitor, "/guide/questions/?card=q01") == first


def test_all_ideas_are_shown_but_those_that_begin_with_touch(visitor):
    assert shown_in(text_of(visitor, "/guide/dates/")) == {
        one.code for one in decks.ideas() if not one.touch
    }


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("place=home&length=short&kind=body", {"d16"}),
        ("place=home&length=short&kind=body&warm=on", {"d03", "d08", "d16"}),
        ("length=day&cost=cheap&kind=body", {"d54", "d63"}),
        ("place=home&cost=cheap&length=day", set()),
    ],
)
def test_wishes_leave_what_suits(visitor, wish, expected):
    html = text_of(visitor, f"/guide/dates/?{wish}")

    assert shown_in(html) == expected
    assert ("Let one wish go" in html) == (not expected)
    assert '<details class="more" open>' in html


def test_wishes_stay_while_looking_at_an_idea(visitor):
    html = text_of(visitor, "/guide/dates/?place=home&warm=on")

    assert "?place=home&amp;warm=on&amp;idea=d01" in html


def test_an_idea_can_be_planned_or_kept_as_a_thank_you(visitor):
    html = text_of(visitor, "/guide/dates/?idea=d17")

    assert '<a class="button" href="/goals/new/?idea=d17">Plan it</a>' in html
    assert 'href="/journal/thanks/new/?idea=d17"' in html
    assert "Touch and sex need" not in html


def test_an_idea_that_begins_with_touch_has_its_note_above(visitor):
    html = text_of(visitor, "/guide/dates/?idea=d08")

    assert html.index("Touch and sex need a free yes") < html.index("Shoulder rubs")


def test_surprise_draws_another_of_those_that_suit(visitor):
    wish = "place=home&length=short&kind=body&warm=on"

    drawn = {visitor.get(f"/guide/dates/?{wish}&idea=d16&pick=on").url[-3:] for _ in range(30)}

    assert drawn <= {"d03", "d08"}
    assert drawn


def test_surprise_from_a_single_idea_draws_it_and_from_none_draws_nothing(visitor):
    single = visitor.get("/guide/dates/?place=home&length=short&kind=body&idea=d16&pick=on")
    none = visitor.get("/guide/dates/?place=home&cost=cheap&length=day&pick=on")

    assert single.status_code == none.status_code == 303
    assert single.url.endswith("&idea=d16")
    assert none.url == "/guide/dates/?place=home&cost=cheap&length=day"
    assert "no-store" in single["Cache-Control"]
    assert not single.cookies


@pytest.mark.parametrize(
    "address",
    [
        *("dates/?place=moon", "dates/?idea=d99", "dates/?idea=what+we+said"),
        *("questions/?set=z", "questions/?card=q99", "questions/?card=what+we+said"),
    ],
)
def test_what_is_not_a_code_is_404(visitor, address):
    assert visitor.get(f"/guide/{address}").status_code == 404
