"""Counts over entries: pure functions, words and numbers in, dataclasses out. Nothing here says why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Self

from journal.text import join, times

MAX_NAMED = 3
ALL, WARM = "all", "warm"  # beside families: every entry, and those with something close or calm
WARM_FAMILIES = {"close", "calm"}
PARTS = ("Night", "Morning", "Afternoon", "Evening")  # six hours each
Grid = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Count:
    """How often one thing was chosen."""

    label: str
    number: int
    family: str = ""

    @property
    def times(self) -> str:
        """Return the number in words."""
        return times(self.number)


def count(things: Iterable[tuple[str, str]]) -> list[Count]:
    """Count (label, family) pairs, the most frequent first; equal ones by their label."""
    counted = Counter(things)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [Count(label, number, family) for (label, family), number in ordered]


def most_often(counts: list[Count]) -> str:
    """Return a sentence's end such as "tired, twice", or "lonely and hurt, 3 times each"."""
    if not counts:
        return ""
    first = [count for count in counts if count.number == counts[0].number][:MAX_NAMED]
    suffix = " each" if len(first) > 1 else ""
    return f"{join([count.label for count in first])}, {first[0].times}{suffix}"


@dataclass(frozen=True)
class Moment:
    """An entry as it is counted: when it was, on the person's own clock, and what was chosen."""

    pk: str
    day: date
    hour: int
    felt: tuple[tuple[str, str, int], ...]  # family, slug or id, strength
    triggers: tuple[str, ...] = ()  # slugs or ids, as are needs
    needs: tuple[str, ...] = ()
    says_did: bool = False
    says_ended: bool = False

    @property
    def is_warm(self) -> bool:
        """Return whether something close or calm was felt."""
        return any(family in WARM_FAMILIES for family, _, _ in self.felt)


@dataclass(frozen=True)
class Turn:
    """A tick as it is counted."""

    goal: str
    day: date
    state: str


@dataclass
class Tally:
    """What some time comes to, in counts that add up; a feeling that nobody offers any more counts like any other."""

    entries: int = 0
    feelings: Grid = field(default_factory=dict)  # {family: {slug or id: how often}}
    strengths: dict[str, int] = field(default_factory=dict)  # {"1" to "5": how often}
    triggers: Grid = field(
        default_factory=dict
    )  # {slug or id: {ALL, WARM: entries; family: feelings}}
    needs: Grid = field(default_factory=dict)  # {slug: {ALL, WARM: entries}}
    times: Grid = field(default_factory=dict)  # {"weekday part": {ALL, WARM: entries}}
    says: dict[str, int] = field(default_factory=dict)  # {"did", "ended": entries}
    good_ends: dict[str, int] = field(default_factory=dict)  # {entry: 1}, the last of each week
    notes: dict[str, int] = field(default_factory=dict)  # {state: how many}
    ticks: dict[str, int] = field(default_factory=dict)  # {state: how many}
    turns: Grid = field(default_factory=dict)  # {goal: {weekday: how often}}

    def add(self, other: Self) -> None:
        """Add another tally to this one."""
        self.entries += other.entries
        mine, theirs = vars(self), vars(other)
        for name in FLAT:
            add_counts(mine[name], theirs[name])
        for name in GRIDS:
            grid = mine[name]
            for key, inner in theirs[name].items():
                if key in grid:
                    add_counts(grid[key], inner)
                else:
                    grid[key] = inner.copy()

    @property
    def felt(self) -> int:
        """Return how many feelings were chosen."""
        return sum(self.strengths.values())


GRIDS = ("feelings", "triggers", "needs", "times", "turns")
FLAT = tuple(field.name for field in fields(Tally) if field.name not in {*GRIDS, "entries"})
DONE = {"done", "partly"}


def add_counts(mine: dict[str, int], other: dict[str, int]) -> None:
    """Add the counts of another to these."""
    for key, number in other.items():
        # Not by get(): a look at many weeks comes here some thousand times.
        if key in mine:
            mine[key] += number
        else:
            mine[key] = number


def tally_of(moments: Iterable[Moment], notes: Iterable[str], turns: Iterable[Turn]) -> Tally:
    """Count what was written: entries, the states of thank-yous, ticks."""
    tally = Tally()
    for moment in sorted(moments, key=lambda moment: (moment.day, moment.hour, moment.pk)):
        _count_moment(tally, moment)
    add_counts(tally.notes, Counter(notes))
    for turn in turns:
        add_counts(tally.ticks, {turn.state: 1})
        if turn.state in DONE:
            add_counts(tally.turns.setdefault(turn.goal, {}), {str(turn.day.weekday()): 1})
    return tally


def _count_moment(tally: Tally, moment: Moment) -> None:
    entry = {ALL: 1, WARM: 1} if moment.is_warm else {ALL: 1}
    families = Counter(family for family, _, _ in moment.felt)
    tally.entries += 1
    for family, word, strength in moment.felt:
        add_counts(tally.feelings.setdefault(family, {}), {word: 1})
        add_counts(tally.strengths, {str(strength): 1})
    for trigger in moment.triggers:
        add_counts(tally.triggers.setdefault(trigger, {}), entry | families)
    for need in moment.needs:
        add_counts(tally.needs.setdefault(need, {}), entry)
    part = moment.hour * len(PARTS) // 24
    add_counts(tally.times.setdefault(f"{moment.day.weekday()} {part}", {}), entry)
    add_counts(tally.says, {"did": moment.says_did, "ended": moment.says_ended})
    if moment.is_warm and moment.says_ended:
        tally.good_ends = {moment.pk: 1}


def total(tallies: Iterable[Tally]) -> Tally:
    """Return what some times come to together."""
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def packed(tally: Tally) -> dict[str, object]:
    """Return what is kept of a tally: only what was counted."""
    return {name: value for name, value in vars(tally).items() if value}
