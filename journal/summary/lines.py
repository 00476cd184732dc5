"""What a summary is made of: lines under headings, each of which can be left out."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

BLANK = "[…]"
HEADING_LENGTH, LINE_LENGTH = 130, 25  # signs
MATCHES_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class Line:
    """One line. An unusual one waits to be ticked; the others wait to be left out."""

    label: str
    text: str
    usual: bool = True

    @property
    def lead(self) -> str:
        """Return the label as it stands before the text: a question needs no colon."""
        return self.label if self.label.endswith("?") else f"{self.label}:" if self.label else ""

    @property
    def mark(self) -> str:
        """Return what it is known by: a line that says something else is another line."""
        return sha256(f"{self.label}\x1f{self.text}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Section:
    """Lines under one heading; a remark says what is not among them."""

    title: str
    lines: tuple[Line, ...]
    remark: str = ""

    @property
    def length(self) -> int:
        """Return about how many signs long it is on paper, where each line ends half empty."""
        return HEADING_LENGTH + sum(
            len(line.label) + len(line.text) + LINE_LENGTH for line in self.lines
        )

    @property
    def marks(self) -> list[tuple[Line, str]]:
        """Return each line with its mark in this section; the same words twice are one line."""
        by_mark = {f"{_short(self.title)}{line.mark}": line for line in self.lines}
        return [(line, mark) for mark, line in by_mark.items()]


def shown(sections: Iterable[Section], kept: Collection[str], without: str) -> list[Section]:
    """Return the sections with the lines that were kept, and with blanks for the words that were left out."""
    blank = blank_of(without)
    sections_left = [
        Section(
            blanked(section.title, blank),
            tuple(blanked_line(line, blank) for line, mark in section.marks if mark in kept),
        )
        for section in sections
    ]
    return [section for section in sections_left if section.lines]


def blank_of(without: str) -> re.Pattern[str]:
    """Return what finds these words, one to a line or between commas, wherever they stand on their own."""
    words = {_plain(word).strip() for word in re.split(r"[,;\n]", without)} - {""}
    if not words:
        return MATCHES_NOTHING
    either = "|".join(map(_either, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def blanked(text: str, blank: re.Pattern[str]) -> str:
    """Return the text with a blank for each word that was left out."""
    return blank.sub(BLANK, _plain(text))


def blanked_line(line: Line, blank: re.Pattern[str]) -> Line:
    """Return the line with a blank for each word that was left out."""
    return replace(line, label=blanked(line.label, blank), text=blanked(line.text, blank))


def _either(word: str) -> str:
    """Return a word as a pattern: a phone types another apostrophe, and a line may break between two words."""
    spaced = r"\s+".join(map(re.escape, word.split()))
    return re.sub(
        "['\N{RIGHT SINGLE QUOTATION MARK}]", "['\N{RIGHT SINGLE QUOTATION MARK}]", spaced
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _short(title: str) -> str:
    return sha256(title.encode()).hexdigest()[:4]
