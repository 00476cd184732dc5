"""The guide's pages: Markdown files, loaded once into frozen dataclasses.

Texts of a page are HTML in which partner tokens such as {your_partner} still stand; the `fill_html` filter
replaces them for each reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import ClassVar

from django.urls import reverse

from guide import markup
from guide.manuscript import PAGE_FIELDS, PART_FIELDS, ContentError, Manuscript, read

CONTENT = Path(__file__).parent / "content"
PART_FILE = "_part.md"


@dataclass(frozen=True)
class Swap:
    """Something people say, and something to say in its place."""

    instead_of: str
    try_this: str


@dataclass(frozen=True)
class Exercise:
    """The one thing to try."""

    name: str
    text: str


@dataclass(frozen=True)
class Page:
    """One page of the guide; one whose exercise is not to be written down has no tool."""

    part_slug: str
    slug: str
    title: str
    tab: str
    order: int
    promise: str
    text: str
    swaps: tuple[Swap, ...]
    exercise: Exercise
    tool: str
    mode: str
    template: str
    then: tuple[str, ...]  # another tool for afterwards, and its mode if it has one
    goals: tuple[str, ...]
    related: tuple[str, ...]
    careful: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    minutes: int
    reviewed: date

    def get_absolute_url(self) -> str:
        """Return its address."""
        return reverse("guide:page", args=[self.part_slug, self.slug])


@dataclass(frozen=True)
class Part:
    """One of the parts, with its pages in order."""

    number: int
    slug: str
    title: str
    tab: str
    promise: str
    text: str
    pages: tuple[Page, ...]
    in_all: ClassVar[int] = 10

    def get_absolute_url(self) -> str:
        """Return its address."""
        return reverse("guide:part", args=[self.slug])


def folders(root: Path) -> list[Path]:
    """Return the folders of the parts, in order."""
    return sorted(file.parent for file in root.glob(f"*/{PART_FILE}"))


def page_files(folder: Path) -> list[Path]:
    """Return the files of a part's pages."""
    return sorted(file for file in folder.glob("*.md") if file.name != PART_FILE)


def part_slug(folder: Path) -> str:
    """Return "talk-and-listen" for the folder "03-talk-and-listen"."""
    return folder.name.partition("-")[2]


def addresses(root: Path) -> dict[str, str]:
    """Return the address of each page by its slug; Markdown links name a page by its slug alone."""
    known: dict[str, str] = {}
    for folder in folders(root):
        for file in page_files(folder):
            if file.stem in known:
                raise ContentError(file, 1, f"another part has a page '{file.stem}' too")
            known[file.stem] = reverse("guide:page", args=[part_slug(folder), file.stem])
    return known


def load(root: Path) -> tuple[Part, ...]:
    """Read every part and page under a folder."""
    links = addresses(root)
    return tuple(_part(folder, links) for folder in folders(root))


def _part(folder: Path, links: Mapping[str, str]) -> Part:
    head = read(folder / PART_FILE, PART_FIELDS)
    pages = [_page(read(file, PAGE_FIELDS), links) for file in page_files(folder)]
    return Part(
        number=int(folder.name.partition("-")[0]),
        slug=part_slug(folder),
        title=markup.line(head.meta["title"]),
        tab=head.meta.get("tab", head.meta["title"]),
        promise=markup.line(head.meta["promise"]),
        text=markup.page(head.body.text, links),
        pages=tuple(sorted(pages, key=lambda page: page.order)),
    )


def _page(file: Manuscript, links: Mapping[str, str]) -> Page:
    meta, sections = file.meta, file.sections
    return Page(
        part_slug=part_slug(file.path.parent),
        slug=file.slug,
        title=markup.line(meta["title"]),
        tab=meta.get("tab", meta["title"]),
        order=meta["order"],
        promise=markup.line(meta["promise"]),
        text=markup.page(sections["text"].text, links),
        swaps=tuple(Swap(markup.line(a.text), markup.line(b.text)) for a, b in file.swaps),
        exercise=Exercise(
            markup.line(sections["name"].text), markup.page(sections["exercise"].text, links)
        ),
        tool=meta["tool"],
        mode=meta.get("mode", ""),
        template=meta.get("template", ""),
        then=tuple(meta.get("then", ())),
        goals=tuple(meta["goals"]),
        related=tuple(meta["related"]),
        careful=meta["careful"],
        notes=tuple(meta["notes"]),
        sources=tuple(meta["sources"]),
        minutes=meta["minutes"],
        reviewed=meta["reviewed"],
    )


@cache
def parts() -> tuple[Part, ...]:
    """Return the parts that are here to be read."""
    return load(CONTENT)


@cache
def _parts_by_slug() -> dict[str, Part]:
    return {part.slug: part for part in parts()}


@cache
def _pages_by_slug() -> dict[str, Page]:
    return {page.slug: page for part in parts() for page in part.pages}


def part(slug: str) -> Part | None:
    """Return the part with this slug."""
    return _parts_by_slug().get(slug)


def part_of(page: Page) -> Part:
    """Return the part that a page belongs to."""
    return _parts_by_slug()[page.part_slug]


def page(slug: str) -> Page | None:
    """Return the page with this slug; slugs are unique over all parts."""
    return _pages_by_slug().get(slug)
