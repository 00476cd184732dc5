"""Ways into the guide: where to start, what comes next, and the short answers of its last part."""

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.urls import reverse

from guide import banks, library, markup
from guide.library import Page, Part

ROAD = range(1, 8)
SHELF = 8
ANSWERS = "short-answers"


@dataclass(frozen=True)
class Start:
    """Something a reader may say, and the page to begin with."""

    says: str
    page: Page


@dataclass(frozen=True)
class Answer:
    """A question people ask; the answer is HTML in which partner tokens stand, as in a page."""

    code: str
    question: str
    text: str
    page: Page | None

    def get_absolute_url(self) -> str:
        """Return its address, which says nothing of what it is about."""
        return f"{reverse('guide:part', args=[ANSWERS])}#{self.code}"


@cache
def starts() -> tuple[Start, ...]:
    """Return the starting points whose page exists."""
    rows = [(row["says"], library.page(row["page"])) for row in banks.read("starts")]
    return tuple(Start(says, page) for says, page in rows if page)


@cache
def answers() -> tuple[Answer, ...]:
    """Return what people ask, in order."""
    return tuple(
        Answer(
            f"a{number:02}",
            markup.line(row["question"]),
            markup.page(row["answer"], {}),
            library.page(row["page"]),
        )
        for number, row in enumerate(banks.read("answers"), 1)
    )


@cache
def groups() -> Mapping[str, tuple[Part, ...]]:
    """Return the parts by how they are read: in order, from a shelf, or when they are wanted."""
    parts = library.parts()
    return MappingProxyType(
        {
            "road": tuple(part for part in parts if part.number in ROAD),
            "shelf": tuple(part for part in parts if part.number == SHELF),
            "beyond": tuple(part for part in parts if part.number > SHELF),
        }
    )


def neighbours(page: Page, *, without: Container[Page] = ()) -> tuple[Page | None, Page | None]:
    """Return the pages before and after this one: over the whole road, or within a part beside it."""
    pages = [other for other in _beside(page) if other == page or other not in without]
    at = pages.index(page)
    return (
        pages[at - 1] if at else None,
        pages[at + 1] if at + 1 < len(pages) else None,
    )


def go_on(done: Collection[str], *, without: Container[Page] = ()) -> Page | None:
    """Return the page to go on with: after the one that was tried last, else the first not yet tried.

    What was tried comes with the last one last. Somebody who has tried nothing yet, or everything, is not led anywhere.
    """
    pages = [page for part in groups()["road"] for page in part.pages if page not in without]
    if not done:
        return None
    *_, last = done
    at = next((n for n, page in enumerate(pages) if page.slug == last), -1)
    return next((page for page in pages[at + 1 :] + pages[: at + 1] if page.slug not in done), None)


def _beside(page: Page) -> tuple[Page, ...]:
    part = library.part_of(page)
    if part.number not in ROAD:
        return part.pages
    return tuple(page for part in groups()["road"] for page in part.pages)
