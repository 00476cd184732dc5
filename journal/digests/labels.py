"""Counts under the labels that their ids have now."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from guide import banks
from journal.digests.columns import ChoiceCounts
from journal.digests.tally import Grid, Tally, add_counts
from journal.models.words import feeling_of, trigger_of


@dataclass(frozen=True)
class Labels:
    """What the slugs of the banks and the ids of a person's own words are called now."""

    owner: UUID

    def feeling(self, ref: str) -> str:
        """Return the word of a feeling; one that nobody offers any more is its own."""
        feeling = feeling_of(ref, self.owner)
        return feeling.word if feeling else ref

    def trigger(self, ref: str) -> str:
        """Return the label of a trigger."""
        trigger = trigger_of(ref, self.owner)
        return trigger.label if trigger else ref

    def need(self, slug: str) -> str:
        """Return the label of a need."""
        need = banks.need(slug)
        return need.label if need else slug

    def of_tally(self, tally: Tally) -> Tally:
        """Return a tally under labels; what has one label is one thing."""
        return replace(
            tally,
            feelings={
                family: _renamed_counts(counts, self.feeling)
                for family, counts in tally.feelings.items()
            },
            triggers=_renamed(tally.triggers, self.trigger),
            needs=_renamed(tally.needs, self.need),
        )

    def of_choices(self, choices: ChoiceCounts) -> ChoiceCounts:
        """Return the choices of a year under labels. Two names may be the same then: whoever adds them up adds them together."""
        return replace(choices, names=[self._choice(name) for name in choices.names])

    def _choice(self, name: str) -> str:
        grid, what, ref = name.split(" ", 2)
        label = {"triggers": self.trigger, "needs": self.need}.get(grid, str)
        return f"{grid} {what} {label(ref)}"


def _renamed(grid: Grid, label: Callable[[str], str]) -> Grid:
    renamed: Grid = {}
    for ref, counts in grid.items():
        add_counts(renamed.setdefault(label(ref), {}), counts)
    return renamed


def _renamed_counts(counts: dict[str, int], label: Callable[[str], str]) -> dict[str, int]:
    renamed: dict[str, int] = {}
    for ref, number in counts.items():
        add_counts(renamed, {label(ref): number})
    return renamed
