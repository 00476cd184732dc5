"""When the clocks of a zone change, as a calendar file says it (VTIMEZONE).

Made from the zone's own transitions, because icalendar's generator puts the begin of summer time an hour late.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

SEARCH_STEP = timedelta(days=5)
A_SECOND = timedelta(seconds=1)


def zone_of(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return what a file needs to know about a zone between these days."""
    begin, end = (datetime.combine(day, time(), UTC) for day in (first, last))
    component = Timezone()
    component.add("tzid", zone.key)
    at_first = begin.astimezone(zone)
    changes: dict[tuple[object, ...], list[datetime]] = {}
    # What is in force at the beginning is told like a change that changes nothing.
    changes[at_first.utcoffset(), *_kind(at_first)] = [at_first.replace(tzinfo=None)]
    for moment in _changes(zone, begin, end):
        before = (moment - A_SECOND).astimezone(zone)
        onset = (moment + (before.utcoffset() or timedelta())).replace(tzinfo=None)
        kind = (before.utcoffset(), *_kind(moment.astimezone(zone)))
        changes.setdefault(kind, []).append(onset)
    for (before_it, after, name, is_summer), onsets in changes.items():
        part = TimezoneDaylight() if is_summer else TimezoneStandard()
        part.add("dtstart", onsets[0])
        part.add("tzoffsetfrom", before_it)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        if onsets[1:]:
            part.add("rdate", onsets[1:])
        component.add_component(part)
    return component


def _kind(moment: datetime) -> tuple[object, ...]:
    return moment.utcoffset(), moment.tzname(), bool(moment.dst())


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the moments at which the clocks change, to the second."""
    while begin < end:
        after = begin + SEARCH_STEP
        if begin.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield _change_between(zone, begin, after)
        begin = after


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    old = before.astimezone(zone).utcoffset()
    while after - before > A_SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
