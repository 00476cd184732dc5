"""What `manage.py check` holds the guide against; each finding names the file and the line."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from django.core.checks import CheckMessage, Error, register
from django.urls import Resolver404, resolve

from guide import banks, library, modes, prose, tools
from guide.manuscript import PAGE_FIELDS, PART_FIELDS, ContentError, Manuscript, Passage, read
from guide.parsing import FAST, parse
from users.partner import PartnerWords

CAREFUL = ("keep", "note", "hide")
TOKEN = re.compile(r"\{([^}\n]*)\}?")
MAX_SENTENCE_WORDS = 35
HIGHEST_GRADE = 9
SWAPS = range(2, 4)

Findings = Iterator[CheckMessage]


@register()
def guide_is_in_order(**_: object) -> list[CheckMessage]:
    """Check every bank; once they are in order, every page as well."""
    return [*check_banks(banks.BANKS)] or [*check_content(library.CONTENT)]


def check_content(root: Path) -> Findings:
    """Check the pages under a folder."""
    try:
        links = library.addresses(root)
    except ContentError as error:
        yield _finding("E001", error.path, error.line, error.reason)
        return
    for folder in library.folders(root):
        yield from _check_file(folder / library.PART_FILE, PART_FIELDS, links)
        for file in library.page_files(folder):
            yield from _check_file(file, PAGE_FIELDS, links)


def check_banks(folder: Path) -> Findings:
    """Check that every bank can be read and holds only tokens that can be filled."""
    for path in sorted(folder.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        try:
            parse(text)
            for passage in _scalars(text):
                yield from _check_tokens(path, passage.text, passage.line)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            yield _finding("E001", path, line, str(error.problem))


def _scalars(text: str) -> Iterator[Passage]:
    """Yield what is written in a bank as it stands in its file: the braces between are YAML's own."""
    for token in yaml.scan(text, Loader=FAST):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark, token.end_mark
            yield Passage(text[start.index : end.index], start.line + 1)


def _check_file(path: Path, fields: Mapping[str, type], links: Mapping[str, str]) -> Findings:
    try:
        file = read(path, fields)
        yield from _check_names(file)
        yield from _check_tokens(path, file.raw)
        yield from _check_links(file, links)
        if fields is PAGE_FIELDS:
            yield from _check_codes(file, links)
            if len(file.swaps) not in SWAPS:
                line = file.sections["swaps"].line
                yield _finding("E001", path, line, "a page has two or three swaps")
        yield from _check_prose(file, own_voice(file))
    except ContentError as error:
        yield _finding("E001", error.path, error.line, error.reason)


def own_voice(file: Manuscript) -> list[Passage]:
    """Return what the guide itself says: all but what a swap advises against."""
    passages = [Passage(file.meta[name], file.line_of(name)) for name in ("title", "promise")]
    if file.path.name == library.PART_FILE:
        passages.append(file.body)
    else:
        passages += [file.sections[name] for name in ("text", "name", "exercise")]
        passages += [try_this for _, try_this in file.swaps]
    return [Passage(_filled(passage.text), passage.line) for passage in passages]


def sentences_in(passages: list[Passage]) -> list[prose.Sentence]:
    """Return the sentences of some passages."""
    return [
        sentence
        for passage in passages
        for block in prose.blocks(passage)
        for sentence in prose.sentences(block)
    ]


def _check_names(file: Manuscript) -> Findings:
    """Check what a browser shows and keeps: the address and the tab."""
    is_part = file.path.name == library.PART_FILE
    slug = library.part_slug(file.path.parent) if is_part else file.slug
    for word in prose.found_words(slug, banks.words("telling")):
        yield _finding("E002", file.path, 1, f"the address '{slug}' tells too much: '{word}'")
    field = "tab" if "tab" in file.meta else "title"
    tab = file.meta[field]
    for word in prose.found_words(tab, banks.words("telling")) + TOKEN.findall(tab):
        reason = f"the browser tab '{tab}' tells too much: '{word}'; set another one in 'tab'"
        yield _finding("E002", file.path, file.line_of(field), reason)


def _check_codes(file: Manuscript, links: Mapping[str, str]) -> Findings:
    """Check that everything a page names exists."""
    meta, goals = file.meta, [template.code for template in banks.goal_templates()]
    then, *ways = meta.get("then", ()) or [""]
    named = [
        ("tool", [meta["tool"]], ["", *tools.tools()]),
        ("mode", [meta.get("mode", "")], ["", *_modes(meta["tool"])]),
        ("template", [meta.get("template", "")], ["", *goals]),
        ("then", [then], ["", *tools.tools()]),
        ("then", ways, _modes(then)),
        ("goals", meta["goals"], goals),
        ("related", meta["related"], links),
        ("careful", [meta["careful"]], CAREFUL),
        ("notes", meta["notes"], banks.notes()),
        ("sources", meta["sources"], banks.sources()),
    ]
    for field, codes, known in named:
        for code in codes:
            if code not in known:
                reason = f"'{field}' names '{code}', which is not there"
                yield _finding("E003", file.path, file.line_of(field), reason)


def _modes(tool: str) -> list[str]:
    if tool == modes.TOOL:
        return list(modes.modes())
    known_tool = tools.tools().get(tool)
    return [*(mode.slug for mode in known_tool.modes), *known_tool.asks] if known_tool else []


def _check_links(file: Manuscript, links: Mapping[str, str]) -> Findings:
    for link in prose.links(file.body):
        try:
            if link.text not in links:
                resolve(link.text)
        except Resolver404:
            yield _finding("E004", file.path, link.line, f"the link '{link.text}' leads nowhere")


def _check_tokens(path: Path, text: str, first_line: int = 1) -> Findings:
    known = _default_tokens()
    for token in TOKEN.finditer(text):
        if token[1] not in known or not token[0].endswith("}"):
            line = first_line + text.count("\n", 0, token.start())
            yield _finding("E005", path, line, f"unknown token '{token[0]}'")


def _check_prose(file: Manuscript, passages: list[Passage]) -> Findings:
    """Check the sentences, the words and the reading level of what we say ourselves."""
    sentences = sentences_in(passages)
    for sentence in sentences:
        length = len(sentence.words)
        if length > MAX_SENTENCE_WORDS:
            reason = f"a sentence of {length} words: '{' '.join(sentence.words[:6])} …'"
            yield _finding("E006", file.path, sentence.line, reason)
        for word in prose.found_words(sentence.text, banks.words("avoid")):
            yield _finding("E007", file.path, sentence.line, f"the guide does without '{word}'")
    grade = prose.grade(sentences)
    if grade > HIGHEST_GRADE:
        reason = f"reads at grade {grade:.1f}, above {HIGHEST_GRADE}: shorter words and sentences"
        yield _finding("E008", file.path, file.body.line, reason)


def _filled(text: str) -> str:
    known = _default_tokens()
    return TOKEN.sub(lambda match: known.get(match[1], match[0]), text)


@cache
def _default_tokens() -> Mapping[str, str]:
    return PartnerWords.default().tokens


def _finding(code: str, path: Path, line: int, reason: str) -> CheckMessage:
    return Error(reason, obj=f"{path}:{line}", id=f"guide.{code}")
