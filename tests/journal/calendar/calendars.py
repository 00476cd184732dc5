"""Reads calendar files with another library than the one that wrote them, and expands them by plain dateutil."""

from datetime import date, datetime, time

import vobject


def events_in(file):
    """Return the events of a file, by uid: each with its series first, then what is different on single days."""
    # It remembers zones by name, and would read the next file by the zone of the last.
    vars(vobject.icalendar)["__tzidMap"].clear()
    calendar = vobject.readOne(file if isinstance(file, str) else file.decode())
    found = {}
    for event in calendar.contents.get("vevent", []):
        found.setdefault(event.uid.value, []).append(event)
    return [
        sorted(events, key=lambda event: hasattr(event, "recurrence_id"))
        for events in found.values()
    ]


def starts_of(events, first, last):
    """Return when the turns of one uid begin that lie between these days."""
    series = next((event for event in events if not hasattr(event, "recurrence_id")), None)
    exceptions = [event for event in events if event is not series]
    starts = [event.dtstart.value for event in exceptions]
    if series is not None and hasattr(series, "rrule"):
        gone = {event.recurrence_id.value for event in exceptions}
        starts += [start for start in _expanded(series, first, last) if start not in gone]
    elif series is not None:
        starts.append(series.dtstart.value)
    return sorted(start for start in starts if first <= day_of(start) <= last)


def _expanded(series, first, last):
    begin = series.dtstart.value
    zone = begin.tzinfo if isinstance(begin, datetime) else None
    span = (datetime.combine(day, at, zone) for day, at in ((first, time.min), (last, time.max)))
    found = series.getrruleset(addRDate=True).between(*span, inc=True)
    return found if isinstance(begin, datetime) else [moment.date() for moment in found]


def day_of(start):
    """Return the day of a start."""
    return start.date() if isinstance(start, datetime) else start


def days_in(file, first, last):
    """Return the days of all turns in a file between these days, in order."""
    return sorted(
        day_of(start) for events in events_in(file) for start in starts_of(events, first, last)
    )


def titles_in(file):
    """Return the titles that stand in a file."""
    return {event.summary.value for events in events_in(file) for event in events}


YEAR = (date(2026, 11, 18), date(2027, 11, 18))
