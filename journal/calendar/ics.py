"""Plans as a calendar file (RFC 5545): plans in, bytes out.

Days of a rule are one event with RRULE and EXDATE; a turn that was moved or planned is an exception to it
(RECURRENCE-ID). icalendar takes eight megabytes: views import this module when somebody asks for a file.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.prop import vRecur

from journal.calendar.plans import Detail, Plan
from journal.calendar.series import Series, series_of
from journal.calendar.zones import zone_of

NAME = "Notes"
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
# How far back and ahead a file says when clocks change; past that, calendar apps go by the zone's name.
EARLIEST_ZONE, YEARS_AHEAD = 1970, 12
REFRESH = "PT6H"


def file_of(plans: Iterable[Plan], zone: ZoneInfo, stamp: datetime) -> bytes:
    """Return these plans as a calendar, which says of itself no more than "Notes"."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{NAME}//{NAME}//EN")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, NAME)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    events = [event for plan in plans for event in _events(plan, zone, stamp)]
    starts = [event.DTSTART for event in events]
    timed = [start for start in starts if isinstance(start, datetime)]
    if timed:
        first = date(max(min(timed).year, EARLIEST_ZONE), 1, 1) - A_DAY
        calendar.add_component(zone_of(zone, first, date(stamp.year + YEARS_AHEAD, 1, 1)))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _events(plan: Plan, zone: ZoneInfo, stamp: datetime) -> Iterator[Event]:
    """Return a plan as events: the series, and what is different on single days."""
    series = series_of(plan.repeat)
    if series.ended_before(plan.since):
        return
    usual = Detail(plan.title, plan.at)
    if series.first and not series.rule:
        yield _event(plan, plan.details.get(series.first, usual), series.first, zone, stamp)
    elif series.first:
        yield _series(plan, series, usual, zone, stamp)
        yield from _exceptions(plan, series, usual, zone, stamp)
    for day in series.alone:
        event = _event(plan, plan.details.get(day, usual), day, zone, stamp)
        event["uid"] = f"{event['uid']}-{day}"
        yield event


def _series(plan: Plan, series: Series, usual: Detail, zone: ZoneInfo, stamp: datetime) -> Event:
    event = _event(plan, usual, series.first or date.min, zone, stamp)
    rule = vRecur.from_ical(series.rule)
    if series.until:
        end = _start(series.until, plan.at, zone)
        rule["UNTIL"] = [end.astimezone(UTC) if isinstance(end, datetime) else end]
    event.add("rrule", rule)
    if series.left_out:
        event.add("exdate", [_start(day, plan.at, zone) for day in series.left_out])
    return event


def _exceptions(
    plan: Plan, series: Series, usual: Detail, zone: ZoneInfo, stamp: datetime
) -> Iterator[Event]:
    """Return the turns that were moved, or planned in words of their own."""
    days = [*series.moved.items(), *((day, day) for day in _planned(plan, series))]
    for origin, day in sorted(days):
        event = _event(plan, plan.details.get(day, usual), day, zone, stamp)
        event.add("recurrence-id", _start(origin, plan.at, zone))
        yield event


def _planned(plan: Plan, series: Series) -> set[date]:
    """Return the turns on days of the rule that were planned."""
    return plan.details.keys() - {*series.moved.values(), *series.alone}


def _event(plan: Plan, detail: Detail, day: date, zone: ZoneInfo, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", str(plan.uid))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("sequence", plan.sequence)
    event.add("summary", detail.title)
    event.add("dtstart", _start(day, detail.at, zone))
    event.add("duration", AN_HOUR if detail.at else A_DAY)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if detail.at else "TRANSPARENT")
    for name, text in (("location", detail.place), ("description", detail.note)):
        if text:
            event.add(name, text)
    return event


def _start(day: date, at: time | None, zone: ZoneInfo) -> date | datetime:
    return datetime.combine(day, at, zone) if at else day
