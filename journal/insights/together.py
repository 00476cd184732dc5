"""What was good between two people: thanks, and evenings for two."""

from datetime import date, timedelta

from journal.digests.tally import WARM, Tally
from journal.insights import charts
from journal.insights.parts import (
    LEAST_DATES,
    LEAST_THANKS,
    Card,
    Table,
    Well,
    best_week,
    missing,
    over_time,
    things,
    time_table,
    week_days,
    week_link,
)
from journal.insights.periods import Span

AFTER = (timedelta(days=1), timedelta(days=2))


def thanks(span: Span) -> Card:
    """Thank-yous that were kept, and those that were said."""
    slug, title, tally = "thanks", "Thanks", span.whole
    kept, planned, said = _kept(tally), _planned(tally), _said(tally)
    if kept < LEAST_THANKS:
        return missing(slug, title, LEAST_THANKS - kept, "thank-you", "thank-yous")
    rows: list[charts.Row] = [
        (f"Kept, {kept}", "", over_time(span, _kept, _written)),
        (f"Of them said, {said}", "", over_time(span, _said, _written)),
    ]
    columns = [("", "Kept"), ("", "Said")]
    told = f"{said} of them said"
    if planned:
        rows.insert(1, (f"Of them planned, {planned}", "", over_time(span, _planned, _written)))
        columns.insert(1, ("", "Planned"))
        told = f"{planned} of them planned, {told}"
    description = f"A bar for each {span.unit}; the higher, the more."
    chart = charts.over_time(title, description, span.names, rows)
    table = time_table(span, columns, rows)
    best = best_week(span, span.series.kept)
    well = best and Well(
        f"Most in the week of {week_days(span, best[0])}: {best[1]}.", week_link(best[0])
    )
    return Card(slug, title, f"{kept} kept, {told}.", chart, table, well)


def _written(tally: Tally) -> int:
    return tally.entries + _kept(tally)


def _said(tally: Tally) -> int:
    return tally.notes.get("said", 0)


def _planned(tally: Tally) -> int:
    return tally.notes.get("planned", 0)


def _kept(tally: Tally) -> int:
    return sum(tally.notes.values())


def date_nights(span: Span, goals: set[str]) -> Card:
    """Evenings for two, and the two days after them."""
    slug, title = "dates", "Date nights, and the two days after"
    went = span.series.turns_of(goals)
    if len(went) < LEAST_DATES:
        return missing(slug, title, LEAST_DATES - len(went), "date night", "date nights")
    after = {day + beside for day in went for beside in AFTER}
    told = {day: span.series.on(day) for day in after}
    warm, held = (sum(pair[n] for pair in told.values()) for n in (0, 1))
    all_warm = sum(at.get(WARM, 0) for at in span.whole.times.values())
    lanes = [
        ("The two days after", warm, held),
        ("All other days", all_warm - warm, span.whole.entries - held),
    ]
    rows = [(f"{label}: {part} of {whole}", part, whole) for label, part, whole in lanes]
    sentence = (
        f"{things(len(went), 'date night', 'date nights')}. On the two days after,"
        f" {warm} of {things(held, 'entry holds', 'entries hold')} something close or calm;"
        f" on all other days, {all_warm - warm} of {span.whole.entries - held}."
    )
    description = "The line is all entries, the bar those with something close or calm."
    table = Table(
        "Entries",
        [("", "In all"), ("", "Close or calm")],
        [(label, (whole, part)) for label, part, whole in lanes],
    )
    caution = "What comes after is not there because of it: a good week may have made room for the evening."
    chart = charts.parts(title, description, rows)
    return Card(slug, title, sentence, chart, table, _last_warm(span, told), caution)


def _last_warm(span: Span, told: dict[date, tuple[int, int]]) -> Well | None:
    """Return the last week in which something close or calm was felt on such a day."""
    day = max((day for day, (warm, _) in told.items() if warm), default=None)
    if day is None:
        return None
    week = span.series.week(span.series.place_of(day))
    return Well(f"The last time it did: in the week of {week_days(span, week)}.", week_link(week))
