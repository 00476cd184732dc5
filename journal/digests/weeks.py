"""Weekly digests, read: weeks that a write has emptied are counted afresh and kept, so that no count is ever stale.

That this keeps something although a page is only read is no exception to "reading changes nothing": a digest
says nothing that the rows it comes from do not say, and comes out the same whenever it is made.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction

from journal.digests import current
from journal.digests.columns import ChoiceCounts, WeeklySeries, count_choices, series_of
from journal.digests.current import FIELD, RECORD
from journal.digests.labels import Labels
from journal.digests.slices import first_slice, in_one_go
from journal.digests.tally import Moment, Tally, Turn, packed, tally_of
from journal.models import Entry, GratitudeNote, Tick, WeekDigest, Worksheet, YearDigest
from journal.models.base import MomentModel, MomentQuerySet
from journal.models.digests import WeekDigestQuerySet
from users.clock import DAY, MONDAY, WEEK, Clock, Week
from users.models import User
from vault.models import OwnedModel

BATCH_SIZE = 26  # weeks
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
    labels = Labels(user.pk)
    return {week: labels.of_tally(tally) for week, tally in _tallies(user, rows).items()}


def _tallies(user: User, rows: WeekDigestQuerySet) -> dict[Week, Tally]:
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
    fingerprint = current.counts_fingerprint(user)
    by_year: dict[int, Year] = {}
    rows = YearDigest.objects.for_user(user).since(since)
    for first_day, counts in rows.opened("counts", "first_day"):
        if current.are_counts_current(counts, fingerprint, user):
            first = date.fromisoformat(counts["first"])
            series = WeeklySeries(first, **counts["course"])
            by_year[first_day.year] = Year(series, ChoiceCounts(**counts["choices"]))
    missing = [year for year in numbers if year not in by_year]
    if missing:
        _read(
            user, WeekDigest.objects.for_user(user).of_years(missing)
        )  # in slices, if there is much
        by_year |= _build_years(user, missing)
    labels = Labels(user.pk)
    return {
        number: replace(year, choices=labels.of_choices(year.choices))
        for number, year in sorted(by_year.items())
        if year.series.last >= 0
    }


@transaction.atomic
def _build_years(user: User, missing: list[int]) -> dict[int, Year]:
    """Lay the weeks of these years out, and keep that; years before the first word are none."""
    WeekDigest.objects.wait_for_writes(user)
    starts_on = user.clock.week_starts_on
    weeks = _tallies(user, WeekDigest.objects.for_user(user).of_years(missing))
    written = {week.monday.year for week in weeks}
    empty = WeekDigest.objects.for_user(user).of_years({*missing} - written).years()
    by_year = {year: year_of(year, weeks, starts_on) for year in (*written, *empty)}
    YearDigest.objects.replace(
        [
            YearDigest(
                owner=user,
                first_day=date(number, 1, 1),
                counts=_stamp(user, [weeks[week] for week in weeks if week.monday.year == number])
                | _packed(year),
            )
            for number, year in by_year.items()
        ]
    )
    return by_year


def _packed(year: Year) -> dict[str, object]:
    series = vars(year.series).copy()
    first = series.pop("first").isoformat()
    return {"first": first, "course": series, "choices": vars(year.choices)}


def _stamp(user: User, tallies: list[Tally]) -> dict[str, object]:
    """Return what counts of these weeks depend on beside their rows."""
    own = current.own_families(tallies)
    return {"stamp": current.counts_fingerprint(user)} | ({"own": own} if own else {})


def words(user: User) -> Iterator[str]:
    """Yield the folded words of each week with anything in it; see words_of(). None is kept: ten years are long."""
    missing = []
    rows = WeekDigest.objects.for_user(user)
    for monday, folded in rows.opened("words", "monday"):
        if current.is_text_current(folded, user):
            yield folded
        else:
            missing.append(monday)
    for digest in _built(user, missing):
        yield digest.words


def build_missing(user: User) -> int:
    """Count the weeks that have no digest, and add the years up; return how many weeks there were."""
    rows, fingerprint = WeekDigest.objects.for_user(user), current.counts_fingerprint(user)
    missing = [
        monday
        for monday, counts in rows.opened("counts", "monday")
        if not current.are_counts_current(counts, fingerprint, user)
    ]
    with in_one_go():
        years(user)
        for _ in words(user):
            pass
    return len(missing)


def _read(user: User, rows: WeekDigestQuerySet) -> dict[date, Any]:
    """Return the counts of these weeks."""
    fingerprint = current.counts_fingerprint(user)
    by_monday, missing = {}, []
    # Without a model for each row: there may be five hundred of them.
    for monday, counts in rows.opened("counts", "monday"):
        if current.are_counts_current(counts, fingerprint, user):
            by_monday[monday] = counts
        else:
            missing.append(monday)
    return by_monday | {digest.monday: digest.counts for digest in _built(user, missing)}


def _built(user: User, mondays: list[date]) -> Iterator[WeekDigest]:
    """Count these weeks afresh, some at a time: what was written in ten years is never in memory at once."""
    with first_slice(user, sorted(mondays)) as now:
        for start in range(0, len(now), BATCH_SIZE):
            yield from _build(user, now[start : start + BATCH_SIZE])


@transaction.atomic
def _build(user: User, mondays: Sequence[date]) -> list[WeekDigest]:
    """Count these weeks afresh and keep what they come to."""
    WeekDigest.objects.wait_for_writes(user)
    # Only now: a row may have been made anew while this waited.
    digests = list(WeekDigest.objects.for_user(user).of_weeks(mondays).defer("counts", "words"))
    clock = user.clock
    weeks = [Week.holding(row.monday, starts_on=clock.week_starts_on) for row in digests]
    written = _written(user, weeks)
    by_week = _grouped(written, lambda row: clock.week_of(clock.day_of(row.happened_at)).monday)
    # Words lie in the weeks of UTC: a change of the zone leaves them where they are.
    by_utc_week = _grouped(written, lambda row: _utc_monday(row.happened_at))
    for digest in digests:
        tally = _tally(by_week[digest.monday], clock)
        digest.counts = _stamp(user, [tally]) | {"tally": packed(tally)}
        rows = by_utc_week[digest.monday]
        texts = (words_of(row, row.happened_at) for row in rows)
        digest.words = current.text_head(user, rows) + "".join(texts)
        digest.version += 1
    WeekDigest.objects.replace(digests)
    return digests


def _written(user: User, weeks: Iterable[Week]) -> list[MomentModel]:
    """Return everything that was written in these weeks, on the person's clock or in UTC, the newest of each kind first."""
    spans = list(_runs(sorted(weeks, key=lambda week: week.first_day), user.clock))
    kinds: tuple[MomentQuerySet[Any], ...] = (
        Entry.objects.for_user(user),
        GratitudeNote.objects.for_user(user),
        Worksheet.objects.for_user(user),
        Tick.objects.for_user(user),
    )
    written = [row for rows in kinds for row in rows.within_any(spans).newest_first()]
    for row in written:
        row.owner = user  # whose preferences are here already
    return written


def _grouped(
    rows: Iterable[MomentModel], monday_of: Callable[[MomentModel], date]
) -> dict[date, list[MomentModel]]:
    by_monday: dict[date, list[MomentModel]] = defaultdict(list)
    for row in rows:
        by_monday[monday_of(row)].append(row)
    return by_monday


def _utc_monday(moment: datetime) -> date:
    day = moment.astimezone(UTC).date()
    return day - day.weekday() * DAY


def _runs(weeks: list[Week], clock: Clock) -> Iterator[tuple[datetime, datetime]]:
    """Return the spans that these weeks cover, on the person's clock and in UTC, weeks in a row as one."""
    first = last = None
    for week in weeks:
        if last and week.first_day == last.first_day + WEEK:
            last = week
            continue
        if first and last:
            yield _span(first, last, clock)
        first = last = week
    if first and last:
        yield _span(first, last, clock)


def _span(first: Week, last: Week, clock: Clock) -> tuple[datetime, datetime]:
    start, end = clock.span(first.first_day, last.last_day)
    utc_start, utc_end = (datetime.combine(week.monday, time(), UTC) for week in (first, last.next))
    return min(start, utc_start), max(end, utc_end)


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
        felt=tuple(
            (felt.family, feeling["feeling"], felt.strength)
            for felt, feeling in zip(entry.felt, entry.feelings, strict=True)
        ),
        triggers=tuple(entry.triggers),
        needs=tuple(entry.needs),
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
