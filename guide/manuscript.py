"""A content file as its editor sees it: front matter, Markdown, and the line on which each thing stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from guide.parsing import parse

FRONT_MATTER = re.compile(r"\A---\n(?P<meta>.*?)^---\n(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
PARTS_OF_A_PAGE = re.compile(
    r"\A(?P<text>.*?)^## Swaps\n(?P<swaps>.*?)^## Try it now: (?P<name>[^\n]+)\n(?P<exercise>.*)\Z",
    re.DOTALL | re.MULTILINE,
)
SWAP = re.compile(r"\AInstead of: (?P<instead_of>.+?)\nTry: (?P<try_this>.+)\Z", re.DOTALL)
PAGE_FIELDS = {
    "title": str,
    "order": int,
    "promise": str,
    "tool": str,
    "goals": list,
    "related": list,
    "careful": str,
    "notes": list,
    "sources": list,
    "minutes": int,
    "reviewed": date,
}
PART_FIELDS = {"title": str, "promise": str}
OPTIONAL_FIELDS = {"tab": str, "template": str, "mode": str, "then": list}


class ContentError(Exception):
    """A file that cannot be read as a page; says where and why."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path}:{line}: {reason}")


@dataclass(frozen=True)
class Passage:
    """Some Markdown and the line of the file on which it begins."""

    text: str
    line: int


@dataclass(frozen=True)
class Manuscript:
    """One file, read but not yet rendered."""

    path: Path
    raw: str
    meta: dict[str, Any]
    body: Passage

    @property
    def slug(self) -> str:
        """Return the last part of its address: the name of the file."""
        return self.path.stem

    def line_of(self, field: str) -> int:
        """Return the line of a front matter field, or 1."""
        match = re.search(rf"^{field}:", self.raw, re.MULTILINE)
        return self.raw.count("\n", 0, match.start()) + 1 if match else 1

    @cached_property
    def sections(self) -> dict[str, Passage]:
        """Return text, swaps, name and exercise of a page."""
        match = PARTS_OF_A_PAGE.match(self.body.text)
        if match is None:
            reason = "a page needs '## Swaps' and after it '## Try it now: <name>'"
            raise ContentError(self.path, self.body.line, reason)
        return {
            name: Passage(text, self._line_at(match.start(name)))
            for name, text in match.groupdict().items()
        }

    @cached_property
    def swaps(self) -> list[tuple[Passage, Passage]]:
        """Return its pairs of "Instead of:" and "Try:"."""
        section = self.sections["swaps"]
        pairs = []
        for block in re.finditer(r"[^\n].*?(?=\n\n|\n?\Z)", section.text, re.DOTALL):
            line = section.line + section.text.count("\n", 0, block.start())
            pair = SWAP.match(block[0])
            if pair is None:
                raise ContentError(self.path, line, "a swap is 'Instead of: …', next line 'Try: …'")
            offset = block[0].count("\n", 0, pair.start("try_this"))
            pairs.append((Passage(pair[1], line), Passage(pair[2], line + offset)))
        return pairs

    def _line_at(self, position: int) -> int:
        return self.body.line + self.body.text.count("\n", 0, position)


def read(path: Path, fields: Mapping[str, type]) -> Manuscript:
    """Read a file and hold its front matter against the fields it must have."""
    raw = path.read_text(encoding="utf-8")
    match = FRONT_MATTER.match(raw)
    if match is None:
        raise ContentError(path, 1, "the file must begin with front matter between two '---' lines")
    body = Passage(match["body"], raw.count("\n", 0, match.start("body")) + 1)
    manuscript = Manuscript(path, raw, _meta(path, match["meta"]), body)
    optional = {name: kind for name, kind in OPTIONAL_FIELDS.items() if name in manuscript.meta}
    for field, kind in {**fields, **optional}.items():
        if not isinstance(manuscript.meta.get(field), kind):
            reason = f"front matter needs '{field}', a {kind.__name__}"
            raise ContentError(path, manuscript.line_of(field), reason)
    for field in manuscript.meta.keys() - fields.keys() - OPTIONAL_FIELDS.keys():
        raise ContentError(path, manuscript.line_of(field), f"front matter has no field '{field}'")
    return manuscript


def _meta(path: Path, text: str) -> dict[str, Any]:
    try:
        meta = parse(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ContentError(path, line, f"front matter: {error.problem}") from error
    if not isinstance(meta, dict):
        raise ContentError(path, 2, "front matter is a list of 'field: value' lines")
    return meta
