"""The self-check: what it asks, and what it says. What is ticked never leaves the reader's page."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from guide import banks, library, markup


@dataclass(frozen=True)
class Group:
    """Some things to look at, and the ending for somebody whom one of them fits; texts hold partner tokens."""

    code: str
    told: int
    name: str
    asks: str
    items: tuple[str, ...]
    link: str
    title: str
    first: str
    urgent: bool
    quiet: bool
    text: str


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups in the order in which they are asked; the last one has only an ending."""
    links = library.addresses(library.CONTENT)
    return tuple(_group(row, links) for row in banks.read("check"))


def lists() -> tuple[Group, ...]:
    """Return the groups that have something to tick."""
    return tuple(group for group in groups() if group.items)


def endings() -> tuple[Group, ...]:
    """Return the groups in the order in which their endings are shown."""
    return tuple(sorted(groups(), key=lambda group: group.told))


def group(code: str) -> Group | None:
    """Return the group with this code."""
    return next((group for group in groups() if group.code == code), None)


def _group(row: dict[str, Any], links: dict[str, str]) -> Group:
    shaped = {"items": tuple(row["items"]), "text": markup.page(row["text"], links)}
    return Group(**row | shaped)
