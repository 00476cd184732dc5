"""The tools that a page may open: worksheets described in data, and the few that are forms of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import slugify

from guide import banks

CREATE = "journal:worksheet_create"
FIELD_KINDS = ("text", "long", "choice", "choices", "scale", "table")


@dataclass(frozen=True)
class Option:
    """Something to choose; `after` is what is said once it is chosen, `support` adds the way to Support."""

    slug: str
    label: str
    after: str = ""
    support: bool = False


@dataclass(frozen=True)
class Group:
    """Options that belong together."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Column:
    """What is asked in each row of a table: a number, a text, or one of a few words."""

    slug: str
    label: str
    kind: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of a table; one that is `kept` is shown even if nothing is written in it."""

    slug: str
    label: str
    group: str
    kept: bool = False


@dataclass(frozen=True)
class Field:
    """One thing that a worksheet asks. Nothing is required; the labels hold partner tokens."""

    slug: str
    label: str
    kind: str
    help: str = ""
    checks: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()  # the fields that hold what was heard, to compare the length with
    suggest: str = ""
    most: int = 0
    note: str = ""  # a safety note that is shown at once if anything is chosen here
    groups: tuple[Group, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    own: int = 0  # how many rows of one's own
    careful: str = "keep"  # "hide" if it is for two: then it is not asked under "Quiet suggestions"

    @property
    def options(self) -> dict[str, Option]:
        """Return the options by slug."""
        return {option.slug: option for group in self.groups for option in group.options}

    @property
    def suggestions(self) -> list[str]:
        """Return the words of a bank that may help to begin."""
        if self.suggest == "feelings":
            return [feeling.word for family in banks.families() for feeling in family.feelings]
        return [need.label for group in banks.needs() for need in group.needs]


@dataclass(frozen=True)
class Step:
    """One step of an agenda."""

    name: str
    minutes: int
    text: str


@dataclass(frozen=True)
class Mode:
    """One way to use a tool. In `sentence` and `goal`, [when] stands for the answer to the field "when"."""

    tool_slug: str
    slug: str
    name: str
    promise: str
    fields: tuple[Field, ...]
    intro: str = ""
    outro: str = ""
    sentence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    goal: str = ""
    template: str = ""
    agenda: tuple[Step, ...] = ()
    drawing: str = ""  # what is drawn beside the answers (journal/worksheets/drawings.py)
    careful: str = (
        "keep"  # "hide" if it takes two: then it is not offered under "Quiet suggestions"
    )
    locked: bool = False  # whether opening what was written asks for the password again
    opens: str = ""  # the URL name of a form of its own, which has no fields here
    next: tuple[str, ...] = ()  # the URL name of a page that goes with it, and what that is for

    def url(self, page: str = "") -> str:
        """Return the address of a new one, opened from this page of the guide if there is one."""
        if self.opens:
            return reverse(self.opens)
        query = {"mode": self.slug} | ({"page": page} if page else {})
        return f"{reverse(CREATE, args=[self.tool_slug])}?{urlencode(query)}"


@dataclass(frozen=True)
class Tool:
    """What a guide page may open."""

    slug: str
    name: str
    opens: str
    action: str
    promise: str = ""
    order: int = 0
    modes: tuple[Mode, ...] = ()
    asked: str = ""  # the name under which its address is asked for one of `asks`
    asks: tuple[str, ...] = ()
    careful: str = "keep"

    @property
    def is_open(self) -> bool:
        """Return whether it can be used without an account."""
        return self.opens.startswith("guide:")

    @property
    def locked(self) -> bool:
        """Return whether opening what was written with it asks for the password again."""
        return any(mode.locked for mode in self.modes)

    @property
    def sheets(self) -> tuple[Mode, ...]:
        """Return the modes that are worksheets."""
        return tuple(mode for mode in self.modes if not mode.opens)

    def mode(self, slug: str) -> Mode | None:
        """Return the mode with this slug; the first one if none is named."""
        return next((mode for mode in self.modes if slug in {"", mode.slug}), None)

    def url(self, template: str = "", mode: str = "", page: str = "") -> str:
        """Return its address: in this mode if it has modes, with a goal template chosen if there is one."""
        chosen = self.mode(mode)
        if chosen:
            return chosen.url(page)
        query = {self.asked: mode} if mode else {"template": template} if template else {}
        return reverse(self.opens) + (f"?{urlencode(query)}" if query else "")


@cache
def tools() -> Mapping[str, Tool]:
    """Return what a page may open, by slug; the worksheets in the order of their list."""
    forms = [Tool(**row | {"asks": tuple(row.get("asks", ()))}) for row in banks.read("tools")]
    files = (banks.BANKS / "tools").glob("*.yaml")
    sheets = [read_tool(path.stem, banks.read(f"tools/{path.stem}")) for path in files]
    in_order = [*forms, *sorted(sheets, key=lambda tool: tool.order)]
    return MappingProxyType({tool.slug: tool for tool in in_order})


def worksheets() -> list[Tool]:
    """Return the tools that are worksheets."""
    return [tool for tool in tools().values() if tool.modes]


def mode(tool: str, slug: str) -> Mode | None:
    """Return a mode of a tool, or None if there is no such tool or mode."""
    known_tool = tools().get(tool)
    return known_tool.mode(slug) if known_tool else None


def read_tool(slug: str, row: dict[str, Any]) -> Tool:
    """Return a worksheet from its file."""
    notes = row.pop("notes", [])
    shared = {name: row.pop(name) for name in ("careful", "locked") if name in row}
    modes = tuple(_mode(slug, notes, shared | mode) for mode in row.pop("modes"))
    return Tool(slug=slug, opens=CREATE, modes=modes, **row)


def _mode(tool: str, notes: list[str], row: dict[str, Any]) -> Mode:
    return Mode(
        tool_slug=tool,
        fields=tuple(read_field(field) for field in row.pop("fields", ())),
        notes=tuple(dict.fromkeys([*notes, *row.pop("notes", [])])),
        agenda=tuple(Step(*step) for step in row.pop("agenda", ())),
        sentence=tuple(row.pop("sentence", ())),
        next=tuple(row.pop("next", ())),
        **row,
    )


def read_field(row: dict[str, Any]) -> Field:
    """Return a field from its row in a file."""
    checks, heard = (tuple(row.pop(name, ())) for name in ("checks", "heard"))
    bank = row.pop("bank", "")
    groups = BANKS[bank]() if bank else _groups(row.pop("options", []))
    columns = tuple(_column(column) for column in row.pop("columns", ()))
    rows = _rows(row.pop("rows", {}))
    return Field(checks=checks, heard=heard, groups=groups, columns=columns, rows=rows, **row)


def _column(row: dict[str, Any]) -> Column:
    groups = _groups(row.pop("options", []))
    return Column(options=groups[0].options, **row)


def _groups(options: list[Any] | dict[str, list[Any]]) -> tuple[Group, ...]:
    """Read a list of options, or lists under their headings."""
    named = options if isinstance(options, dict) else {"": options}
    return tuple(Group(name, tuple(map(_option, rows))) for name, rows in named.items())


def _option(row: Any) -> Option:
    return Option(**row) if isinstance(row, dict) else Option(slugify(row), row)


def _rows(named: dict[str, list[Any]]) -> tuple[Row, ...]:
    return tuple(
        Row(group=group, **(row if isinstance(row, dict) else {"slug": slugify(row), "label": row}))
        for group, rows in named.items()
        for row in rows
    )


def _strengths() -> tuple[Group, ...]:
    steps = [
        Option(str(strength.level), f"{strength.level}, {strength.word}")
        for strength in banks.strengths()
    ]
    return (Group("", tuple(steps)),)


def _lines() -> tuple[Group, ...]:
    return tuple(
        Group(name, tuple(Option(code, text) for code, text in texts.items()))
        for name, texts in banks.read("lines").items()
    )


BANKS = {"strengths": _strengths, "lines": _lines}
