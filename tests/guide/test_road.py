import re

import pytest
from django.test import Client

from guide import banks, checks, library, prose, road
from guide.manuscript import Passage
from tests.guide.pages import BAD_GRAMMAR, PRESETS
from users.partner import PartnerWords


def test_road_goes_over_the_parts_in_order_and_ends_with_the_seventh():
    pages = [page for part in library.parts() if part.number < 8 for page in part.pages]

    assert road.neighbours(pages[0]) == (None, pages[1])
    assert road.neighbours(pages[-1]) == (pages[-2], None)
    for before, page, after in zip(pages, pages[1:], pages[2:], strict=False):
        assert road.neighbours(page) == (before, after)


def test_page_beside_the_road_has_neighbours_in_its_own_part(monkeypatch):
    part = library.part("talk-and-listen")
    monkeypatch.setattr(road, "ROAD", range(1, 3))

    assert road.neighbours(part.pages[0]) == (None, part.pages[1])
    assert road.neighbours(part.pages[-1])[1] is None


def test_every_part_stands_in_one_group():
    groups = road.groups()

    assert [*groups["road"], *groups["shelf"], *groups["beyond"]] == list(library.parts())
    assert groups["beyond"][-1].number == 10


def test_starting_points_begin_with_safety_and_lead_to_their_pages():
    led = [start.page.slug for start in road.starts()]

    assert led == [
        "before-you-begin",
        "round-and-round",
        "seven-days",
        "really-listen",
        "quiet-answers",
        "far-away",
        "money",
        "household",
        "outside-pressure",
        "first-days",
        "two-addresses",
        "the-fear-underneath",
        "working-alone",
        "own-your-part",
        "weekly-check-in",
    ]


def test_first_page_has_every_starting_point_too():
    text = library.page("welcome").text

    links = [f'<a href="{one.page.get_absolute_url()}">{one.says}.</a>' for one in road.starts()]
    assert [link for link in links if link not in text] == []


def test_starting_point_whose_page_is_missing_is_not_shown(monkeypatch):
    rows = [{"says": "a", "page": "say-i-feel"}, {"says": "b", "page": "nowhere"}]
    monkeypatch.setattr(banks, "read", lambda _: rows)

    assert [start.says for start in road.starts.__wrapped__()] == ["a"]


def test_contents_show_starts_road_and_answers():
    html = Client().get("/guide/").content.decode()

    places = [html.index(f'id="{name}"') for name in ("start", "road", "beyond")]
    assert places == sorted(places)
    assert "I am not sure I am safe" in html
    assert 'href="/guide/short-answers/"' in html


def test_answers_are_twenty_eight_each_with_a_code_and_a_place():
    answers = road.answers()

    assert [answer.code for answer in answers] == [f"a{n:02}" for n in range(1, 29)]
    assert answers[16].get_absolute_url() == "/guide/short-answers/#a17"


def test_answers_are_all_on_their_page_and_lead_on():
    html = Client().get("/guide/short-answers/").content.decode()

    assert [html.count(f'id="{answer.code}"') for answer in road.answers()] == [1] * 28
    assert all(answer.page.get_absolute_url() in html for answer in road.answers() if answer.page)


@pytest.mark.parametrize("preset", PRESETS, ids=str)
def test_answers_and_starts_read_well_for_every_partner(preset):
    words = PartnerWords.from_choice(*preset)
    rows = [*banks.read("answers"), *banks.read("starts")]

    filled = [words.fill(text) for row in rows for text in row.values()]

    assert [text for text in filled if BAD_GRAMMAR.search(text)] == []


@pytest.mark.parametrize("row", banks.read("answers"), ids=lambda row: row["page"])
def test_answer_is_short_and_plain(row):
    text = PartnerWords.default().fill(row["answer"])
    sentences = checks.sentences_in([Passage(text, 1)])

    assert len(re.findall(r"\w+", text)) < 75
    assert max(len(sentence.words) for sentence in sentences) <= 25
    assert prose.grade(sentences) <= 9
    assert prose.found_words(text, banks.words("avoid")) == []
