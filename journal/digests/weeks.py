"""Weekly digests, read: weeks that a write has emptied are counted afresh and kept, so that no count is ever stale.

That this keeps something although a page is only read is no exception to "reading changes nothing": a digest
says nothing that the rows it comes from do not say, and comes out the same whenever it is made.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.db import transaction

from guide import banks, modes, tools
from journal.digests.columns import ChoiceCounts, WeeklySeries, count_choices, series_of
from journal.digests.tally import Moment, Tally, Turn, packed, tally_of
from journal.models import Entry, GratitudeNote, Tick, WeekDigest, Worksheet, YearDigest
from journal.models.base import MomentModel, MomentQuerySet
from journal.models.digests import WeekDigestQuerySet
from journal.models.words import words_of as own_words
from users.clock import DAY, MONDAY, WEEK, Clock, Week
from users.models import User
from vault.models import OwnedModel

BATCH_SIZE = 26  # weeks
FORMAT_VERSION = 3  # grows when a digest is to hold something else
RECORD, FIELD = "\x1e", "\x1f"
CURLED, STRAIGHT = "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "''"
SAME = str.maketrans(f"{CURLED}{RECORD}{FIELD}", f"{STRAIGHT}  ")


def tallies(
    user: User, since: Week | None = None, of_years: list[int] | None = None
) -> dict[Week, Tally]:
    """Return what each week comes to, oldest first; weeks in which nothing was written are left out."""
    rows = WeekDigest.objects.for_user(user)
    if since:
        rows = rows.since(since.monday)
    if of_years is not None:
        rows = rows.of_years(of_years)
    counts_by_monday = _read(user, rows)
    starts_on = user.clock.week_starts_on
    return {
        Week.holding(monday, starts_on=starts_on): Tally(**counts["tally"])
        for monday, counts in sorted(counts_by_monday.items())
        if counts["tally"]
    }


@dataclass(frozen=True)
class Year:
    """The weeks of a year, one after the other; a week lies where its Monday does."""

    series: WeeklySeries
    choices: ChoiceCounts


def year_of(number: int, weeks: dict[Week, Tally], starts_on: int) -> Year:
    """Return what a year comes to."""
    days = [date(number, 1, 1) + n * DAY for n in range(366)]
    mondays = [day for day in days if day.weekday() == MONDAY and day.year == number]
    in_order = [Week.holding(monday, starts_on=starts_on) for monday in mondays]
    tallies = [weeks.get(week, Tally()) for week in in_order]
    return Year(series_of(in_order[0].first_day, tallies), count_choices(tallies))


def years(user: User, numbers: list[int] | None = None) -> dict[int, Year]:
    """Return what these years come to, or all, the earliest first; years in which nothing was written are left out."""
    if numbers is None:
        numbers = WeekDigest.objects.for_user(user).years()
    since = date(min(numbers, default=1), 1, 1)
    fingerprint = digest_fingerprint(user)
    by_year: dict[int, Year] = {}
    rows = YearDigest.objects.for_user(user).since(since)
    for first_day, counts in rows.opened("counts", "first_day"):
        if is_current(counts, fingerprint):
            first = date.fromisoformat(counts["first"])
            series = WeeklySeries(first, **counts["course"])
            by_year[first_day.year] = Year(series, ChoiceCounts(**counts["choices"]))
    missing = [year for year in numbers if year not in by_year]
    if missing:
        by_year |= _build_years(user, missing)
    return {year: by_year[year] for year in sorted(by_year) if by_year[year].series.last >= 0}


@transaction.atomic
def _build_years(user: User, missing: list[int]) -> dict[int, Year]:
    """Lay the weeks of these years out, and keep that; years before the first word are none."""
    WeekDigest.objects.wait_for_writes(user)
    fingerprint, starts_on = digest_fingerprint(user), user.clock.week_starts_on
    weeks = tallies(user, of_years=missing)
    written = {week.monday.year for week in weeks}
    empty = WeekDigest.objects.for_user(user).of_years({*missing} - written).years()
    by_year = {year: year_of(year, weeks, starts_on) for year in (*written, *empty)}
    YearDigest.objects.replace(
        [
            YearDigest(owner=user, first_day=date(number, 1, 1), counts=_packed(year, fingerprint))
            for number, year in by_year.items()
        ]
    )
    return by_year


def _packed(year: Year, fingerprint: str) -> dict[str, object]:
    series = vars(year.series).copy()
    first = series.pop("first").isoformat()
    return {"stamp": fingerprint, "first": first, "course": series, "choices": vars(year.choices)}


def words(user: User) -> Iterator[str]:
    """Yield the folded words of each week with anything in it; see words_of(). None is kept: ten years are long."""
    fingerprint, missing = digest_fingerprint(user), []
    rows = WeekDigest.objects.for_user(user)
    for monday, folded in rows.opened("words", "monday"):
        if is_current(folded, fingerprint):
            yield folded
        else:
            missing.append(monday)
    for digest in _built(user, missing):
        yield digest.words


def build_missing(user: User) -> int:
    """Count the weeks that have no digest, and add the years up; return how many weeks there were."""
    rows = WeekDigest.objects.for_user(user).only("owner", "monday", "counts")
    missing = [row.monday for row in rows if not is_current(row.counts, digest_fingerprint(user))]
    for _ in _built(user, missing):
        pass
    years(user)
    return len(missing)


def _read(user: User, rows: WeekDigestQuerySet) -> dict[date, Any]:
    """Return the counts of these weeks."""
    fingerprint = digest_fingerprint(user)
    current, missing = {}, []
    # Without a model for each row: there may be five hundred of them.
    for monday, counts in rows.opened("counts", "monday"):
        if is_current(counts, fingerprint):
            current[monday] = counts
        else:
            missing.append(monday)
    return current | {digest.monday: digest.counts for digest in _built(user, missing)}


def is_current(value: Any, fingerprint: str) -> bool:
    """Return whether this was counted by today's rules, on the clock that is theirs now."""
    return (
        value.startswith(fingerprint)
        if isinstance(value, str)
        else value.get("stamp") == fingerprint
    )


def digest_fingerprint(user: User) -> str:
    """Return what every digest of this person's depends on beside what was written."""
    clock, words = user.clock, user.preferences.partner_words.my_partner
    parts = (FORMAT_VERSION, _banks(), clock.zone_name, clock.day_ends, clock.week_starts_on, words)
    return json.dumps([*parts, own_words(user.pk).fingerprint], ensure_ascii=False)


@cache
def _banks() -> str:
    content = repr(
        (
            banks.families(),
            banks.triggers(),
            banks.needs(),
            banks.strengths(),
            tools.tools(),
            modes.modes(),
        )
    )
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _built(user: User, mondays: list[date]) -> Iterator[WeekDigest]:
    """Count these weeks afresh, some at a time: what was written in ten years is never in memory at once."""
    for start in range(0, len(mondays), BATCH_SIZE):
        yield from _build(user, sorted(mondays)[start : start + BATCH_SIZE])


@transaction.atomic
def _build(user: User, mondays: list[date]) -> list[WeekDigest]:
    """Count these weeks afresh and keep what they come to."""
    WeekDigest.objects.wait_for_writes(user)
    # Only now: a row may have been made anew while this waited.
    digests = list(WeekDigest.objects.for_user(user).of_weeks(mondays).defer("counts", "words"))
    clock, fingerprint = user.clock, digest_fingerprint(user)
    weeks = [Week.holding(row.monday, starts_on=clock.week_starts_on) for row in digests]
    written = _written(user, weeks)
    for digest, week in zip(digests, weeks, strict=True):
        rows = written.get(week, [])
        tally = _tally(rows, clock)
        digest.counts = {"stamp": fingerprint, "tally": packed(tally)}
        digest.words = fingerprint + "".join(words_of(row, row.happened_at) for row in rows)
        digest.version += 1
    WeekDigest.objects.replace(digests)
    return digests


def _written(user: User, weeks: Iterable[Week]) -> dict[Week, list[MomentModel]]:
    """Return everything that was written in these weeks, in the order in which it happened."""
    spans = list(_runs(sorted(weeks, key=lambda week: week.first_day), user.clock))
    by_week: dict[Week, list[MomentModel]] = defaultdict(list)
    kinds: tuple[MomentQuerySet[Any], ...] = (
        Entry.objects.for_user(user),
        GratitudeNote.objects.for_user(user),
        Worksheet.objects.for_user(user),
        Tick.objects.for_user(user),
    )
    for rows in kinds:
        for row in rows.within_any(spans).newest_first():
            row.owner = user  # whose preferences are here already
            by_week[user.clock.week_of(user.clock.day_of(row.happened_at))].append(row)
    return by_week


def _runs(weeks: list[Week], clock: Clock) -> Iterator[tuple[datetime, datetime]]:
    """Return the spans that these weeks cover, weeks in a row as one."""
    first = last = None
    for week in weeks:
        if last and week.first_day == last.first_day + WEEK:
            last = week
            continue
        if first and last:
            yield clock.span(first.first_day, last.last_day)
        first = last = week
    if first and last:
        yield clock.span(first.first_day, last.last_day)


def _tally(rows: list[MomentModel], clock: Clock) -> Tally:
    return tally_of(
        [moment_of(row, clock) for row in rows if isinstance(row, Entry)],
        [row.state for row in rows if isinstance(row, GratitudeNote)],
        [
            Turn(row.goal_id.hex, clock.day_of(row.happened_at), row.state)
            for row in rows
            if isinstance(row, Tick)
        ],
    )


def moment_of(entry: Entry, clock: Clock) -> Moment:
    """Return an entry as it is counted."""
    return Moment(
        pk=entry.pk.hex,
        day=clock.day_of(entry.happened_at),
        hour=clock.local(entry.happened_at).hour,
        felt=tuple((felt.family, felt.word, felt.strength) for felt in entry.felt),
        triggers=tuple(entry.trigger_labels),
        needs=tuple(entry.need_labels),
        says_did=bool(entry.did),
        says_ended=bool(entry.ended),
    )


def words_of(row: OwnedModel, moment: datetime | None) -> str:
    """Return everything that was written on a row as one record: its kind, its id, when it was, its words, folded for the search."""
    text = "\n".join(text for _, text in row.searched())
    if not text:
        return ""
    when = moment.astimezone(UTC).isoformat() if moment else ""
    return f"{RECORD}{row._meta.model_name}{FIELD}{row.pk.hex}{FIELD}{when}{FIELD}{fold(text)}"


def fold(text: str) -> str:
    """Return a text as it is compared: case and kind of quotation mark do not matter."""
    return text.translate(SAME).casefold()
