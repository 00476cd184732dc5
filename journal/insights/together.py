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
from journal.insights.periods import InsightPeriod

AFTER = (timedelta(days=1), timedelta(days=2))


def thanks(period: InsightPeriod) -> Card:
    """Thank-yous that were kept, and those that were said."""
    slug, title, tally = "thanks", "Thanks", period.whole
    kept_count, planned, said_count = _kept(tally), _planned(tally), _said(tally)
    if kept_count < LEAST_THANKS:
        return missing(slug, title, LEAST_THANKS - kept_count, "thank-you", "thank-yous")
    rows: list[charts.Row] = [
        (f"Kept, {kept_count}", "", over_time(period, _kept, _written)),
        (f"Of them said, {said_count}", "", over_time(period, _said, _written)),
    ]
    columns = [("", "Kept"), ("", "Said")]
    sentence = f"{said_count} of them said"
    if planned:
        rows.insert(1, (f"Of them planned, {planned}", "", over_time(period, _planned, _written)))
        columns.insert(1, ("", "Planned"))
        sentence = f"{planned} of them planned, {sentence}"
    description = f"A bar for each {period.unit}; the higher, the more."
    chart = charts.over_time(title, description, period.names, rows)
    table = time_table(period, columns, rows)
    best = best_week(period, period.series.thanks_kept)
    well = best and Well(
        f"Most in the week of {week_days(period, best[0])}: {best[1]}.", week_link(best[0])
    )
    return Card(slug, title, f"{kept_count} kept, {sentence}.", chart, table, well)


def _written(tally: Tally) -> int:
    return tally.entries + _kept(tally)


def _said(tally: Tally) -> int:
    return tally.notes.get("said", 0)


def _planned(tally: Tally) -> int:
    return tally.notes.get("planned", 0)


def _kept(tally: Tally) -> int:
    return sum(tally.notes.values())


def date_nights(period: InsightPeriod, goals: set[str]) -> Card:
    """Evenings for two, and the two days after them."""
    slug, title = "dates", "Date nights, and the two days after"
    went = period.series.turns_of(goals)
    if len(went) < LEAST_DATES:
        return missing(slug, title, LEAST_DATES - len(went), "date night", "date nights")
    after = {day + beside for day in went for beside in AFTER}
    pairs = {day: period.series.on(day) for day in after}
    warm, total = (sum(pair[n] for pair in pairs.values()) for n in (0, 1))
    all_warm = sum(at.get(WARM, 0) for at in period.whole.times.values())
    lanes = [
        ("The two days after", warm, total),
        ("All other days", all_warm - warm, period.whole.entries - total),
    ]
    rows = [(f"{label}: {part} of {whole}", part, whole) for label, part, whole in lanes]
    sentence = (
        f"{things(len(went), 'date night', 'date nights')}. On the two days after,"
        f" {warm} of {things(total, 'entry holds', 'entries hold')} something close or calm;"
        f" on all other days, {all_warm - warm} of {period.whole.entries - total}."
    )
    description = "The line is all entries, the bar those with something close or calm."
    table = Table(
        "Entries",
        [("", "In all"), ("", "Close or calm")],
        [(label, (whole, part)) for label, part, whole in lanes],
    )
    caution = "What comes after is not there because of it: a good week may have made room for the evening."
    chart = charts.parts(title, description, rows)
    return Card(slug, title, sentence, chart, table, _last_warm(period, pairs), caution)


def _last_warm(period: InsightPeriod, pairs: dict[date, tuple[int, int]]) -> Well | None:
    """Return the last week in which something close or calm was felt on such a day."""
    day = max((day for day, (warm, _) in pairs.items() if warm), default=None)
    if day is None:
        return None
    week = period.series.week(period.series.place_of(day))
    return Well(f"The last time it did: in the week of {week_days(period, week)}.", week_link(week))
