import re

import pytest

from guide import library
from guide.manuscript import ContentError
from tests.guide.pages import BAD_GRAMMAR, PART, PRESETS, a_page
from users.partner import PartnerWords


def texts_of(page):
    yield from (page.title, page.promise, page.text, page.exercise.name, page.exercise.text)
    for swap in page.swaps:
        yield from (swap.instead_of, swap.try_this)


def slugs_after(page):
    """Return the pages that a page links to in its text or names under "Go next"."""
    yield from page.related
    yield from re.findall(r'href="/guide/[\w-]+/([\w-]+)/"', page.text + page.exercise.text)


def test_part_three_is_here_with_its_seven_pages_in_order():
    part = library.part("talk-and-listen")

    assert (part.number, part.in_all) == (3, 10)
    assert [page.slug for page in part.pages] == [
        "choose-the-moment",
        "ground-rules",
        "say-i-feel",
        "raise-it-gently",
        "really-listen",
        "say-it-back",
        "pause-and-return",
    ]


def test_unknown_slugs_find_nothing():
    assert library.part("nowhere") is None
    assert library.page("nowhere") is None


@pytest.mark.parametrize("preset", PRESETS, ids=str)
def test_every_text_reads_well_for_every_partner(preset):
    words = PartnerWords.from_choice(*preset)
    pages = [page for part in library.parts() for page in part.pages]

    filled = [words.fill_html(text) for page in pages for text in texts_of(page)]

    assert pages
    assert [text for text in filled if "{" in text or BAD_GRAMMAR.search(text)] == []


def test_pages_are_between_350_and_700_words():
    for page in (page for part in library.parts() for page in part.pages):
        text = re.sub(r"<[^>]+>", " ", " ".join(texts_of(page)))
        assert 350 <= len(text.split()) <= 700, page.slug


def test_every_page_is_found_from_another_part_and_leads_to_one():
    pages = [page for part in library.parts() for page in part.pages]
    led = {page: set(slugs_after(page)) - {page.slug} for page in pages}
    parts = {page.slug: page.part_slug for page in pages}

    leads_on = {page.slug for page in pages if {parts[s] for s in led[page]} - {page.part_slug}}
    found = {slug for page in pages for slug in led[page] if parts[slug] != page.part_slug}

    assert leads_on == set(parts)
    assert found == set(parts) - {"welcome"}


def test_guide_has_ten_parts():
    assert len(library.load(library.CONTENT)) == 10


def test_load_reads_a_folder_in_order(tmp_path):
    folder = tmp_path / "04-underneath"
    folder.mkdir()
    (folder / "_part.md").write_text(PART)
    (folder / "b-page.md").write_text(a_page(order=1, text="See [this](a-page)."))
    (folder / "a-page.md").write_text(a_page(order=2, tab="Other name"))

    (part,) = library.load(tmp_path)

    assert (part.number, part.slug, part.title) == (4, "underneath", "What is underneath")
    assert [page.slug for page in part.pages] == ["b-page", "a-page"]
    assert [page.tab for page in part.pages] == ["A title", "Other name"]
    assert 'href="/guide/underneath/a-page/"' in part.pages[0].text


def test_load_refuses_the_same_slug_in_two_parts(tmp_path):
    for name in ("01-one", "02-two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "_part.md").write_text(PART)
        (folder / "same.md").write_text(a_page())

    with pytest.raises(ContentError, match="another part has a page 'same' too"):
        library.load(tmp_path)
