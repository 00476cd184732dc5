"""Days and counts as the pages say them. Numbers and dates in, words out."""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def say_date(day: date, *, today: date) -> str:
    """Return "Monday 16 November", with the year if it is another one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%A} {day.day} {day:%B}{year}"


def say_short(day: date, *, today: date) -> str:
    """Return "16 November", with the year if it is another one."""
    return say_date(day, today=today).partition(" ")[2]


def say_day(day: date, *, today: date) -> str:
    """Return "Today", "Yesterday", "Tomorrow", or the date."""
    near = {today: "Today", today - ONE_DAY: "Yesterday", today + ONE_DAY: "Tomorrow"}
    return near.get(day) or say_date(day, today=today)


def say_near(day: date, *, today: date) -> str:
    """Return "today", "tomorrow", "Friday" within a week, else "27 Nov", with the year if it is another one."""
    if today <= day < today + timedelta(days=7):
        return ["today", "tomorrow"][(day - today).days] if day <= today + ONE_DAY else f"{day:%A}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"


def say_span(first: date, last: date, *, today: date) -> str:
    """Return "16 to 22 November", "30 November to 6 December", with the year if it is another one."""
    year = "" if first.year == last.year == today.year else f" {last.year}"
    month = "" if first.month == last.month else f" {first:%B}"
    if first.year != last.year:
        month += f" {first.year}"
    return f"{first.day}{month} to {last.day} {last:%B}{year}"


def upper(label: str) -> str:
    """Return the label with a capital."""
    return f"{label[:1].upper()}{label[1:]}"


def times(number: int) -> str:
    """Return "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def join(words: list[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(words) < 2:  # noqa: PLR2004 - "and" needs two
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def say_full_span(first: date, last: date) -> str:
    """Return "2 September to 24 November 2026": for paper, on which a year is never left out."""
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%B}{year} to {last.day} {last:%B} {last.year}"
