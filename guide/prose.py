"""How a text reads: its sentences, its words and its reading level."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from guide.manuscript import Passage
from guide.markup import MARKDOWN

APOSTROPHE = "\u2019"
SENTENCE = re.compile(r"[^.!?…]*[^.!?…\s][^.!?…]*(?:[.!?…]+[\"\u201d\u2019)]*|\Z)")
ENDS = re.compile(r"[.!?][\"\u201d\u2019)]*\Z")
WORD = re.compile(r"[^\W\d_][\w'\u2019]*(?:-\w+)*")
VOWELS = re.compile(r"[aeiouy]+")
TWO_IN_ONE = re.compile(r"[aeiouy]ing|iet")
SILENT_ENDINGS = re.compile(r"(?:[^laeiouy]es|[^aeiouydt]ed|[^laeiouy]e)$")


@dataclass(frozen=True)
class Sentence:
    """One sentence and the line on which it begins."""

    text: str
    line: int

    @property
    def words(self) -> list[str]:
        """Return its words."""
        return WORD.findall(self.text)

    @property
    def is_whole(self) -> bool:
        """Return whether it ends like a sentence; most headings, many list items and lines to finish do not."""
        return bool(ENDS.search(self.text))


def blocks(passage: Passage) -> Iterator[Passage]:
    """Yield the plain text of each paragraph, heading and list item."""
    for token in MARKDOWN.parse(passage.text):
        if token.type == "inline" and token.map:
            words = "".join(
                "\n" if c.type == "softbreak" else c.content for c in token.children or ()
            )
            yield Passage(words, passage.line + token.map[0])


def links(passage: Passage) -> Iterator[Passage]:
    """Yield where each Markdown link leads."""
    for token in MARKDOWN.parse(passage.text):
        for child in token.children or ():
            if child.type == "link_open" and token.map:
                yield Passage(str(child.attrs["href"]), passage.line + token.map[0])


def sentences(block: Passage) -> Iterator[Sentence]:
    """Yield the sentences of a block, the last one also where no full stop ends it."""
    for match in SENTENCE.finditer(block.text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield Sentence(" ".join(match[0].split()), block.line + block.text.count("\n", 0, start))


def syllables(word: str) -> int:
    """Count the vowel groups of a word, without a silent ending; near enough for an average."""
    pronounced = SILENT_ENDINGS.sub("", word.lower())
    return max(1, len(VOWELS.findall(pronounced)) + len(TWO_IN_ONE.findall(pronounced)))


def grade(sentences: list[Sentence]) -> float:
    """Return the Flesch-Kincaid grade of the whole sentences: short lines of a list would make a text look easy.

    The formula is that of Kincaid, Fishburne, Rogers & Chissom 1975, Navy report 8-75.
    """
    spoken = [sentence.words for sentence in sentences if sentence.is_whole and sentence.words]
    words = [word for sentence in spoken for word in sentence]
    if not words:
        return 0.0
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(spoken) + 11.8 * per_word - 15.59


def found_words(text: str, words: Iterable[str]) -> list[str]:
    """Return which of the words stand in a text, whole; a hyphen counts as a space."""
    plain = text.lower().replace(APOSTROPHE, "'").replace("-", " ")
    return [word for word in words if _whole(word).search(plain)]


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word.replace('-', ' '))}\b")
