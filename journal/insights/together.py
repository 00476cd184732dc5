"""What was good between two people: thanks, and evenings for two."""

from collections.abc import Callable
from datetime import date, timedelta

from journal import charts
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
from journal.patterns import ALL, WARM, Tally
from journal.spans import Span
from users.clock import Week

AFTER = (timedelta(days=1), timedelta(days=2))


def thanks(span: Span) -> Card:
    """Thank-yous that were kept, and those that were said."""
    slug, title, tally = "thanks", "Thanks", span.whole
    kept, said = _kept(tally), _said(tally)
    if kept < LEAST_THANKS:
        return missing(slug, title, LEAST_THANKS - kept, "thank-you", "thank-yous")
    rows: list[charts.Row] = [
        (f"Kept, {kept}", "", over_time(span, _kept, _written)),
        (f"Of them said, {said}", "", over_time(span, _said, _written)),
    ]
    description = f"A bar for each {span.unit}; the higher, the more."
    chart = charts.over_time(title, description, span.names, rows)
    table = time_table(span, [("", "Kept"), ("", "Said")], rows)
    best = best_week(span, _kept)
    well = best and Well(
        f"Most in the week of {week_days(span, best[0])}: {best[1]}.", week_link(best[0])
    )
    return Card(slug, title, f"{kept} kept, {said} of them said.", chart, table, well)


def _written(tally: Tally) -> int:
    return tally.entries + _kept(tally)


def _said(tally: Tally) -> int:
    return tally.notes.get("said", 0)


def _kept(tally: Tally) -> int:
    return sum(tally.notes.values())


def date_nights(span: Span, goals: set[str]) -> Card:
    """Evenings for two, and the two days after them."""
    slug, title = "dates", "Date nights, and the two days after"
    went = [day for week, tally in span.weeks.items() for day in _turns(week, tally, goals)]
    if len(went) < LEAST_DATES:
        return missing(slug, title, LEAST_DATES - len(went), "date night", "date nights")
    after = {day + beside for day in went for beside in AFTER}
    lanes = [
        ("The two days after", *_entries_on(span, lambda day: day in after)),
        ("All other days", *_entries_on(span, lambda day: day not in after)),
    ]
    rows = [(f"{label}: {warm} of {all_}", warm, all_) for label, warm, all_ in lanes]
    (_, warm, all_), (_, other_warm, other_all) = lanes
    sentence = (
        f"{things(len(went), 'date night', 'date nights')}. On the two days after,"
        f" {warm} of {things(all_, 'entry holds', 'entries hold')} something close or calm;"
        f" on all other days, {other_warm} of {other_all}."
    )
    description = "The line is all entries, the bar those with something close or calm."
    table = Table(
        "Entries",
        [("", "In all"), ("", "Close or calm")],
        [(label, (all_, warm)) for label, warm, all_ in lanes],
    )
    caution = "What comes after is not there because of it: a good week may have made room for the evening."
    chart = charts.parts(title, description, rows)
    return Card(slug, title, sentence, chart, table, _last_warm(span, after), caution)


def _turns(week: Week, tally: Tally, goals: set[str]) -> list[date]:
    weekdays = {int(day) for goal in goals for day in tally.turns.get(goal, {})}
    return [day for day in week.days if day.weekday() in weekdays]


def _entries_on(span: Span, wanted: Callable[[date], bool]) -> tuple[int, int]:
    """Return how many entries of these days hold something close or calm, and how many there are."""
    warm = number = 0
    for week, tally in span.weeks.items():
        weekdays = {day.weekday() for day in week.days if wanted(day)}
        for place, at in tally.times.items():
            if int(place[0]) in weekdays:
                warm += at.get(WARM, 0)
                number += at[ALL]
    return warm, number


def _last_warm(span: Span, after: set[date]) -> Well | None:
    """Return the last week in which something close or calm was felt on such a day."""
    for week, tally in reversed(span.weeks.items()):
        weekdays = {day.weekday() for day in week.days if day in after}
        if any(at.get(WARM) and int(place[0]) in weekdays for place, at in tally.times.items()):
            return Well(
                f"The last time it did: in the week of {week_days(span, week)}.", week_link(week)
            )
    return None
