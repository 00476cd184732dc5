"""Looking back: what was written around this day, a month, a year, years ago. What was kind comes first."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from journal.digests.tally import WARM_FAMILIES
from journal.models import Entry, GratitudeNote
from journal.text import join
from journal.timeline.page import Day, by_day
from users.models import User

BESIDE = timedelta(days=3)  # a day alone is seldom written on
MAX_SHOWN = 6  # of each time
MAX_YEARS = 10


@dataclass(frozen=True)
class Then:
    """One time ago, with what was kept of it; `others` says how many entries wait until they are asked for."""

    name: str
    days: list[Day]
    others: int


def ago(today: date) -> Iterator[tuple[str, date]]:
    """Return the days to look back to, the nearest first."""
    last_month = today.replace(day=1) - timedelta(days=1)
    yield "A month ago", last_month.replace(day=min(today.day, last_month.day))
    for years in range(1, MAX_YEARS + 1):
        year = today.year - years
        day = min(today.day, monthrange(year, today.month)[1])
        yield (
            "A year ago" if years == 1 else f"{years} years ago",
            today.replace(year=year, day=day),
        )


def look_back(user: User, *, everything: bool) -> list[Then]:
    """Return the times in which something was written; entries without anything close or calm only when asked for."""
    times = list(ago(user.clock.today()))
    spans = [user.clock.span(day - BESIDE, day + BESIDE) for _, day in times]
    notes = list(GratitudeNote.objects.for_user(user).within_any(spans).for_list().newest_first())
    entries = list(Entry.objects.for_user(user).within_any(spans).for_list().newest_first())
    windows = []
    for (name, _), (start, end) in zip(times, spans, strict=True):
        thanks = [("note", row) for row in notes if start <= row.happened_at < end]
        felt = [("entry", row) for row in entries if start <= row.happened_at < end]
        kind = [pair for pair in felt if everything or is_kind(pair[1])]
        rows = sorted(
            (thanks + kind)[:MAX_SHOWN], key=lambda pair: pair[1].happened_at, reverse=True
        )
        if thanks or felt:
            windows.append(Then(name, by_day(rows, user.clock), len(felt) - len(kind)))
    return windows


def is_kind(entry: Entry) -> bool:
    """Return whether something close or calm was felt."""
    return any(felt.family in WARM_FAMILIES for felt in entry.felt)


def waiting(times: list[Then]) -> str:
    """Return how many entries wait, in words: "2 a month ago and 1 a year ago"."""
    parts = [
        f"{time.others} {time.name[:1].lower()}{time.name[1:]}" for time in times if time.others
    ]
    return join(parts)
