import pytest

from guide import prose
from guide.manuscript import Passage


def told_in(text):
    for block in prose.blocks(Passage(text, 1)):
        yield from prose.sentences(block)


def test_blocks_are_paragraphs_headings_and_list_items_with_their_lines():
    blocks = list(prose.blocks(Passage("## Head\n\nOne *two*\nthree.\n\n- [four](x)\n", 10)))

    assert blocks == [Passage("Head", 10), Passage("One two\nthree.", 12), Passage("four", 15)]


def test_sentences_know_the_line_they_begin_on():
    block = Passage('One.\n"Two?" Three\nfour!', 5)

    told = [(sentence.text, sentence.line) for sentence in prose.sentences(block)]

    assert told == [("One.", 5), ('"Two?"', 6), ("Three four!", 6)]


def test_links_are_found_with_their_line():
    assert list(prose.links(Passage("One\n\n[a](b) c\n", 3))) == [Passage("b", 5)]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("the", 1), ("made", 1), ("walked", 1), ("thing", 1)),
        *(("wanted", 2), ("table", 2), ("being", 2), ("quiet", 2), ("understanding", 4)),
    ],
)
def test_syllables_are_near_enough(word, count):
    assert prose.syllables(word) == count


def test_grade_follows_the_formula():
    sentences = list(prose.sentences(Passage("The cat sat on the mat.", 1)))

    assert prose.grade(sentences) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)


@pytest.mark.parametrize(
    "line", ["## The dull work", "- hit, shoved or held me down,", "1. I felt\u2026", '- "Not now"']
)
def test_grade_leaves_out_lines_that_end_like_no_sentence(line):
    text = "She listened to everything. He understood."

    told = [list(told_in(text)), list(told_in(f"{text}\n\n{line}\n"))]

    assert len(told[1]) == len(told[0]) + 1
    assert prose.grade(told[0]) == prose.grade(told[1])


@pytest.mark.parametrize("line", ["- Do I matter?", '- "Not now."', "## Leave it (for now)."])
def test_grade_counts_a_line_that_ends_like_a_sentence(line):
    (sentence,) = told_in(line)

    assert sentence.is_whole
    assert prose.grade([sentence]) != 0.0


def test_grade_of_nothing_is_zero():
    assert prose.grade([]) == 0.0


def test_found_words_are_whole_words_in_any_case():
    words = ("win", "don't give up", "victim-player")

    assert prose.found_words("Window, winner", words) == []
    assert prose.found_words("WIN. Don\u2019t give up, victim player", words) == list(words)
