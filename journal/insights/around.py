"""What stood around it: what set it off, what was needed, what was done and how it ended."""

from journal.digests.tally import ALL, WARM
from journal.insights import charts
from journal.insights.parts import (
    LEAST,
    Card,
    Ending,
    Table,
    Well,
    family_names,
    lower,
    missing,
    most_chosen,
    most_with_warmth,
)
from journal.insights.periods import InsightPeriod
from journal.text import join, times


def triggers(period: InsightPeriod) -> Card:
    """What set it off, and what was felt with it."""
    slug, title, tally = "triggers", "What set it off", period.whole
    named = sum(counts[ALL] for counts in tally.triggers.values())
    if named < LEAST:
        return missing(
            slug, title, LEAST - named, "choice of what set it off", "choices of what set it off"
        )
    lanes = most_chosen(tally.triggers)
    families = family_names(tally)
    rows: list[charts.Row] = [
        (f"{label}, {counts[ALL]}", "", [counts.get(family, 0) for family, _ in families])
        for label, counts in lanes
    ]
    label, first = lanes[0]
    felt = max(families, key=lambda lane: first.get(lane[0], 0))
    sentence = (
        f"Most often: {lower(label)}, {times(first[ALL])};"
        f" with it most often {felt[1].lower()}, {times(first.get(felt[0], 0))}."
    )
    description = "A dot for each family that came with it; the larger, the more often."
    shapes = [family for family, _ in families]
    chart = charts.grid(title, description, rows, families=shapes)
    table = Table("Entries and feelings", families, [(name, cells) for name, _, cells in rows])
    return Card(slug, title, sentence, chart, table, most_with_warmth(tally.triggers))


def needs(period: InsightPeriod) -> Card:
    """What was needed."""
    slug, title, tally = "needs", "What I needed", period.whole
    named = sum(counts[ALL] for counts in tally.needs.values())
    if named < LEAST:
        return missing(slug, title, LEAST - named, "named need", "named needs")
    lanes = most_chosen(tally.needs)
    rows = [(f"{label}, {counts[ALL]}", counts[ALL], tally.entries) for label, counts in lanes]
    sentence = f"Most often: {join([lower(label) for label, _ in lanes[:3]])}."
    description = "A bar for each need, of all entries."
    table = Table(
        "Entries",
        [("", "In all"), ("", "With close or calm")],
        [(label, (counts[ALL], counts.get(WARM, 0))) for label, counts in lanes],
    )
    chart = charts.parts(title, description, rows)
    return Card(slug, title, sentence, chart, table, most_with_warmth(tally.needs))


def endings(period: InsightPeriod, ending: Ending | None) -> Card:
    """What I did, and how it ended."""
    slug, title, tally = "endings", "What I did, and how it ended", period.whole
    did, ended = (tally.says.get(field, 0) for field in ("did", "ended"))
    if ended < LEAST:
        say = ("entry that says how it ended", "entries that say how it ended")
        return missing(slug, title, LEAST - ended, *say)
    lanes = [("What I did", did), ("How it ended", ended)]
    rows = [(f"{label}, {number}", number, tally.entries) for label, number in lanes]
    sentence = f"Of {tally.entries} entries, {did} {'says' if did == 1 else 'say'} what you did and {ended} how it ended."
    chart = charts.parts(title, "A bar for each, of all entries.", rows)
    table = Table("Entries that say", [("", "How many")], [(label, (n,)) for label, n in lanes])
    text = "The last one with something close or calm in it ended like this:"
    well = Well(text, ending.url, ending.text) if ending else None
    return Card(slug, title, sentence, chart, table, well)
