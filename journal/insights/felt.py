"""What was felt: families, strength, when."""

from collections.abc import Callable

from guide import banks
from journal.digests.tally import ALL, PARTS, WARM, Tally
from journal.insights import charts
from journal.insights.parts import (
    LEAST,
    LEAST_THANKS,
    Card,
    Table,
    Well,
    best_week,
    family_names,
    missing,
    of_family,
    over_time,
    things,
    time_table,
    warm_feelings,
    week_days,
    week_link,
)
from journal.insights.periods import InsightPeriod
from journal.text import times

STRONG = ("4", "5")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def feelings(period: InsightPeriod) -> Card:
    """Families over time."""
    slug, title, tally = "feelings", "What I felt", period.whole
    if tally.entries < LEAST:
        return missing(slug, title, LEAST - tally.entries, "entry", "entries")
    names = family_names(tally)
    rows: list[charts.Row] = [
        (f"{name}, {of_family(tally, family)}", family, over_time(period, _counter(family)))
        for family, name in names
    ]
    often = max(names, key=lambda family: of_family(tally, family[0]))
    sentence = (
        f"{things(tally.entries, 'entry', 'entries')} with {things(tally.felt, 'feeling', 'feelings')}."
        f" Most often: {often[1].lower()}, {times(of_family(tally, often[0]))}."
    )
    description = f"A bar for each {period.unit} in each family; the higher, the more often."
    chart = charts.over_time(title, description, period.names, rows)
    best = best_week(period, period.series.warm)
    well = best and Well(
        f"Close or calm came {times(warm_feelings(tally))}; most in the week of {week_days(period, best[0])}, {times(best[1])}.",
        week_link(best[0]),
    )
    return Card(slug, title, sentence, chart, time_table(period, names, rows), well)


def _counter(family: str) -> Callable[[Tally], int]:
    return lambda tally: of_family(tally, family)


def strength(period: InsightPeriod) -> Card:
    """How strong it was."""
    slug, title, tally = "strength", "How strong it was", period.whole
    if tally.entries < LEAST:
        return missing(slug, title, LEAST - tally.entries, "entry", "entries")
    levels = [
        (str(strength.level), f"{strength.level}, {strength.word}")
        for strength in reversed(banks.strengths())
    ]
    rows: list[charts.Row] = [
        (f"{word}: {tally.strengths.get(level, 0)}", "", over_time(period, _at_strength(level)))
        for level, word in levels
    ]
    strong = sum(tally.strengths.get(level, 0) for level in STRONG)
    felt = things(tally.felt, "feeling", "feelings")
    sentence = (
        f"{strong or 'None'} of {felt} {'was' if strong == 1 else 'were'} strong or flooding."
    )
    description = f"A bar for each {period.unit} in each strength; the higher, the more often."
    chart = charts.over_time(title, description, period.names, rows)
    heads = [("", level) for level, _ in levels]
    return Card(slug, title, sentence, chart, time_table(period, heads, rows), _lightest(period))


def _at_strength(level: str) -> Callable[[Tally], int]:
    return lambda tally: tally.strengths.get(level, 0)


def _lightest(period: InsightPeriod) -> Well | None:
    """Return the last week with a few feelings of which none was strong."""
    series = period.series
    felt = series.together(series.strengths, series.strengths)
    strong = series.together(series.strengths, STRONG)
    for place in reversed(range(len(series))):
        if felt[place] >= LEAST_THANKS and not strong[place]:
            week = series.week(place)
            text = f"In the week of {week_days(period, week)}, none of {felt[place]} feelings was stronger than clear."
            return Well(text, week_link(week))
    return None


def times_of_day(period: InsightPeriod) -> Card:
    """On which day, at which time of it."""
    slug, title, tally = "times", "When it was", period.whole
    if tally.entries < 2 * LEAST:
        return missing(slug, title, 2 * LEAST - tally.entries, "entry", "entries")
    starts_on = period.series.first.weekday()
    days = [(starts_on + n) % 7 for n in range(7)]
    rows: list[charts.Row] = [
        (name, "", [tally.times.get(f"{day} {part}", {}).get(ALL, 0) for day in days])
        for part, name in enumerate(PARTS)
    ]
    words = [WEEKDAYS[day][:2] for day in days]
    description = "A dot for each day and time; the larger, the more entries."
    chart = charts.grid(title, description, rows, words=words)
    heads = [("", word) for word in words]
    table = Table("Entries", heads, [(name, cells) for name, _, cells in rows])
    sentence = f"Most entries: {_when(tally, ALL)} of {tally.entries}."
    well = (
        Well(f"Close or calm most often: {_when(tally, WARM)}.") if warm_feelings(tally) else None
    )
    return Card(slug, title, sentence, chart, table, well)


def _when(tally: Tally, what: str) -> str:
    place, number = max(
        ((place, at.get(what, 0)) for place, at in sorted(tally.times.items())),
        key=lambda pair: pair[1],
    )
    day, part = map(int, place.split())
    return f"{WEEKDAYS[day]} {PARTS[part].lower()}, {number}"
