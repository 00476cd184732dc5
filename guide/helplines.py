"""Somebody to talk to, by country."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from guide import banks

DIALLED = {"Call": "tel:", "TTY": "tel:", "Text": "sms:", "Text START to": "sms:"}
WEB = ("Chat", "Look")


@dataclass(frozen=True)
class Way:
    """One way to reach a helpline; `href` is empty where a link would not help."""

    how: str
    number: str
    href: str

    @classmethod
    def read(cls, text: str) -> "Way":
        """Read "Call: 1522" or "Chat: thehotline.org"."""
        how, _, number = text.partition(": ")
        if how in WEB:
            return cls(how, number, f"https://{number}/")
        digits = "".join(character for character in number if character.isdigit())
        return cls(how, number, DIALLED[how] + digits if how in DIALLED else "")


@dataclass(frozen=True)
class Helpline:
    """A service; `verified` says that its number was read on an official page."""

    country: str
    name: str
    for_whom: str
    hours: str
    numbers: tuple[str, ...]
    source: str
    read_on: date
    verified: bool

    @property
    def ways(self) -> tuple[Way, ...]:
        """Return its numbers as links."""
        return tuple(Way.read(number) for number in self.numbers)


@dataclass(frozen=True)
class Country:
    """A country's emergency number and helplines."""

    name: str
    emergency: str
    note: str
    helplines: tuple[Helpline, ...]


@cache
def countries() -> tuple[Country, ...]:
    """Return every country that we know help in, in the order of the page."""
    return tuple(_country(row) for row in banks.read("helplines"))


def _country(row: dict[str, Any]) -> Country:
    lines = tuple(
        Helpline(row["country"], numbers=tuple(line.pop("ways")), **line) for line in row["lines"]
    )
    return Country(row["country"], row["emergency"], row.get("emergency_note", ""), lines)
