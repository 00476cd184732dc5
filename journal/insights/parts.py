"""What the cards are made of: their parts, and the words and numbers that several of them need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from guide import banks
from journal.digests.tally import ALL, WARM, WARM_FAMILIES, Grid, Tally
from journal.insights import charts
from journal.insights.charts import Chart
from journal.insights.periods import InsightPeriod
from journal.text import say_span
from users.clock import Week

LEAST, LEAST_THANKS, LEAST_DATES = 5, 3, 3
MAX_LANES = 6
Heads = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """The same numbers as its chart's. A head is a family and a word: the family may be ""."""

    corner: str
    heads: Heads
    rows: Sequence[tuple[str, Sequence[int | None]]]


@dataclass(frozen=True)
class Well:
    """When it went well: a sentence, and where to read on."""

    text: str
    url: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Card:
    """One question: what the counts say, drawn and in a table; or how much is missing until they say something."""

    slug: str
    title: str
    sentence: str = ""
    chart: Chart | None = None
    table: Table | None = None
    well: Well | None = None
    caution: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Ending:
    """How an entry with something close or calm in it ended, in the person's own words."""

    text: str
    url: str


def missing(slug: str, title: str, number: int, one: str, many: str) -> Card:
    more = things(number, f"more {one}", f"more {many}")
    return Card(slug, title, missing=f"{more} and this says something.")


def things(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def best_week(period: InsightPeriod, numbers: Sequence[int]) -> tuple[Week, int] | None:
    """Return the week with most of something, the last of equal ones; None if there is none."""
    number = max(numbers)
    last = len(numbers) - 1 - numbers[::-1].index(number)
    return (period.series.week(last), number) if number else None


def week_link(week: Week) -> str:
    return reverse("journal:week_detail", args=[week.name])


def week_days(period: InsightPeriod, week: Week) -> str:
    return say_span(week.first_day, week.last_day, today=period.today)


def family_names(tally: Tally) -> list[tuple[str, str]]:
    """Return the families that were felt, in the order of the bank; words of no family come last."""
    known = {family.slug: family.name for family in banks.families()}
    other = [("", "Other words")] if tally.feelings.keys() - known.keys() else []
    return [item for item in known.items() if item[0] in tally.feelings] + other


def of_family(tally: Tally, slug: str) -> int:
    """Return how often feelings of a family were chosen; "" stands for those of no family."""
    return sum(tally.feelings.get(slug, {}).values())


def warm_feelings(tally: Tally) -> int:
    return sum(of_family(tally, family) for family in WARM_FAMILIES)


def entries_of(tally: Tally) -> int:
    """Return how many entries there are."""
    return tally.entries


def over_time(
    period: InsightPeriod, of: Callable[[Tally], int], told_by: Callable[[Tally], int] = entries_of
) -> list[int | None]:
    """Return a number for each bucket; None where nothing was written that could tell."""
    return [of(bucket.tally) if told_by(bucket.tally) else None for bucket in period.buckets]


def time_table(period: InsightPeriod, heads: Heads, rows: Sequence[charts.Row]) -> Table:
    """Return a row for each bucket, a column for each lane of the chart."""
    cells = list(zip(*(numbers for *_, numbers in rows), strict=True))
    return Table(f"By {period.unit}", heads, list(zip(period.names, cells, strict=True)))


def most_chosen(grid: Grid) -> list[tuple[str, dict[str, int]]]:
    """Return what was chosen in most entries, the most frequent first."""
    return sorted(grid.items(), key=lambda item: (-item[1][ALL], item[0]))[:MAX_LANES]


def most_with_warmth(grid: Grid) -> Well | None:
    """Return which of these came most often with something close or calm."""
    label, counts = max(grid.items(), key=lambda pair: (pair[1].get(WARM, 0), pair[0]))
    if not counts.get(WARM):
        return None
    text = f"{label[:1].upper()}{label[1:]}: {counts[WARM]} of {things(counts[ALL], 'entry holds', 'entries hold')} something close or calm."
    return Well(text)


def lower(label: str) -> str:
    return label[:1].lower() + label[1:]
