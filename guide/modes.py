"""The ways to write an entry other than the whole form, described in data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from urllib.parse import urlencode

from django.urls import reverse

from guide import banks
from guide.tools import Field, read_field

TOOL = "emotion-entry"


@dataclass(frozen=True)
class EntryMode:
    """One way to write an entry. Its texts hold partner tokens."""

    slug: str
    name: str
    promise: str
    fields: tuple[Field, ...]
    intro: str = ""
    notes: tuple[str, ...] = ()
    minutes: int = 0  # of the quiet timer
    drawing: str = ""  # "slices": the parts drawn as a circle
    tears: bool = False  # whether its words can be torn up

    def url(self) -> str:
        """Return the address of a new one."""
        return f"{reverse('journal:entry_create')}?{urlencode({'mode': self.slug})}"


@cache
def modes() -> Mapping[str, EntryMode]:
    """Return the modes by slug, in the order of their list."""
    problems = [
        EntryMode(
            fields=tuple(read_field(dict(field)) for field in row.pop("fields")),
            notes=tuple(row.pop("notes")),
            **row,
        )
        for row in banks.read("modes")
    ]
    return MappingProxyType({mode.slug: mode for mode in problems})


def mode(slug: str) -> EntryMode | None:
    """Return the mode with this slug."""
    return modes().get(slug)
