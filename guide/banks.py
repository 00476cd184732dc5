"""The banks: short lists kept as YAML beside this file, loaded once into frozen dataclasses."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.utils.text import slugify

from guide.parsing import parse

BANKS = Path(__file__).parent / "banks"


@dataclass(frozen=True)
class Feeling:
    """One word for a feeling; `offer` is a quiet line, with a link to Support, shown when it is chosen."""

    slug: str
    word: str
    meaning: str
    family_slug: str
    offer: str = ""
    near: str = ""  # other words that lead to it in a search


@dataclass(frozen=True)
class Family:
    """Feelings that are close to each other, with one shape and one colour."""

    slug: str
    name: str
    feelings: tuple[Feeling, ...]


@dataclass(frozen=True)
class Trigger:
    """What it was about."""

    slug: str
    label: str


@dataclass(frozen=True)
class Need:
    """What a feeling may be asking for."""

    slug: str
    label: str


@dataclass(frozen=True)
class NeedGroup:
    """Needs that are close to each other."""

    slug: str
    name: str
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Strength:
    """How strong a feeling is."""

    level: int
    word: str


@dataclass(frozen=True)
class Prompt:
    """A way into a gratitude note; the text holds partner tokens."""

    code: str
    about: str
    text: str


@dataclass(frozen=True)
class GoalTemplate:
    """A goal that can be taken over; `careful` ones stay on offer under "Quiet suggestions", in steps for one."""

    code: str
    title: str
    steps: tuple[str, ...]
    repeat: str
    who: str
    why: str = ""
    careful: bool = False
    alone: tuple[str, ...] = ()
    times: int = 0  # in a week or a month, if it has no fixed days
    day: str = ""  # the weekday on which it is best begun, as RFC 5545 names it
    weeks: int = 0  # after which it ends
    review: int = 0  # weeks until a look back
    date_night: bool = False


@dataclass(frozen=True)
class Source:
    """A book or a study, and how far a page may go with it."""

    code: str
    short: str
    title: str
    lets_us_say: str


def read(name: str) -> Any:
    """Return what a bank's file holds; a mistake in it names the file and the line."""
    path = BANKS / f"{name}.yaml"
    return parse(path.read_text(encoding="utf-8"), name=path.name)


@cache
def families() -> tuple[Family, ...]:
    """Return the eight families of feelings."""
    return tuple(
        Family(row["slug"], row["name"], tuple(_feelings(row))) for row in read("feelings")
    )


def _feelings(row: dict[str, Any]) -> list[Feeling]:
    offers, near = row.get("offers", {}), read("near")
    return [
        Feeling(slug, word, meaning, row["slug"], offers.get(word, ""), near.get(slug, ""))
        for word, meaning in row["feelings"]
        for slug in [slugify(word)]
    ]


@cache
def _families_by_slug() -> dict[str, Family]:
    return {family.slug: family for family in families()}


@cache
def _feelings_by_slug() -> dict[str, Feeling]:
    return {feeling.slug: feeling for family in families() for feeling in family.feelings}


def family(slug: str) -> Family | None:
    """Return the family with this slug."""
    return _families_by_slug().get(slug)


def feeling(slug: str) -> Feeling | None:
    """Return the feeling with this slug."""
    return _feelings_by_slug().get(slug)


@cache
def triggers() -> tuple[Trigger, ...]:
    """Return what a feeling can be about."""
    return tuple(Trigger(slugify(label), label) for label in read("triggers"))


@cache
def _triggers_by_slug() -> dict[str, Trigger]:
    return {trigger.slug: trigger for trigger in triggers()}


def trigger(slug: str) -> Trigger | None:
    """Return the trigger with this slug."""
    return _triggers_by_slug().get(slug)


@cache
def needs() -> tuple[NeedGroup, ...]:
    """Return the needs in their groups."""
    return tuple(
        NeedGroup(
            row["slug"], row["name"], tuple(Need(slugify(label), label) for label in row["needs"])
        )
        for row in read("needs")
    )


@cache
def _needs_by_slug() -> dict[str, Need]:
    return {need.slug: need for group in needs() for need in group.needs}


def need(slug: str) -> Need | None:
    """Return the need with this slug."""
    return _needs_by_slug().get(slug)


@cache
def strengths() -> tuple[Strength, ...]:
    """Return the five strengths, weakest first."""
    return tuple(Strength(level, word) for level, word in enumerate(read("strengths"), 1))


@cache
def prompts() -> tuple[Prompt, ...]:
    """Return the ways into a gratitude note."""
    return tuple(
        Prompt(code, about, text)
        for about, texts in read("prompts").items()
        for code, text in texts.items()
    )


@cache
def moments() -> tuple[str, ...]:
    """Return moments in which a thank-you is easy to say."""
    return tuple(read("moments"))


@cache
def noticing() -> tuple[str, ...]:
    """Return what to notice on each of seven days."""
    return tuple(read("noticing"))


@cache
def goal_templates() -> tuple[GoalTemplate, ...]:
    """Return the goals that can be taken over."""
    return tuple(
        GoalTemplate(**row | {name: tuple(row.get(name, ())) for name in ("steps", "alone")})
        for row in read("goals")
    )


@cache
def _goal_templates_by_code() -> dict[str, GoalTemplate]:
    return {template.code: template for template in goal_templates()}


def goal_template(code: str) -> GoalTemplate | None:
    """Return the goal template with this code."""
    return _goal_templates_by_code().get(code)


@cache
def notes() -> Mapping[str, str]:
    """Return the safety notes by code; their texts hold partner tokens."""
    return MappingProxyType(read("notes"))


@cache
def sources() -> Mapping[str, Source]:
    """Return the sources by code, books first."""
    return MappingProxyType({row["code"]: Source(**row) for row in read("sources")})


def source_kinds() -> dict[str, list[Source]]:
    """Return the sources under "Books" and "Studies"."""
    kinds = {"B": "Books", "S": "Studies"}
    return {
        name: [source for source in sources().values() if source.code.startswith(letter)]
        for letter, name in kinds.items()
    }


@cache
def gentle() -> Mapping[str, Mapping[str, Any]]:
    """Return the gentle checks: for each its remark, and the words that call for it."""
    return MappingProxyType(read("gentle"))


@cache
def words(kind: str) -> tuple[str, ...]:
    """Return the words to "avoid" in a text, or the "telling" ones that an address never holds."""
    return tuple(read("words")[kind])
