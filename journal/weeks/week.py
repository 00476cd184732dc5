"""One week, laid out: seven days with what was written on them, and what it comes to in counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - a day has a date of its own

from guide.library import Page
from guide.marks import marks_of
from journal.digests.tally import Count, count
from journal.models import Entry, Goal, GratitudeNote, Review, Tick, Worksheet
from journal.models.base import MomentQuerySet
from journal.text import join, say_date, times
from journal.timeline.page import Item, by_day
from journal.timeline.rows import TimelineRow, row_for
from users.clock import Week
from users.models import User

MAX_SHAPES = 4


@dataclass(frozen=True)
class WeekDay:
    """One of seven days."""

    date: Date
    today: Date
    url: str = ""
    items: list[Item] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    notice: str = ""  # what to notice, on one of seven days

    @property
    def rows(self) -> list[TimelineRow]:
        """Return the rows as they stand in a list."""
        day = say_date(self.date, today=self.today)
        return [row_for(item.kind, item.row, day, item.time) for item in self.items]

    @property
    def letter(self) -> str:
        """Return the first letter of the weekday."""
        return f"{self.date:%A}"[0]

    @property
    def weekday(self) -> str:
        """Return the weekday's name."""
        return f"{self.date:%A}"

    @property
    def iso(self) -> str:
        """Return the date as it stands in an address."""
        return self.date.isoformat()

    @property
    def date_label(self) -> str:
        """Return day and month."""
        return f"{self.date.day} {self.date:%B}"

    @property
    def is_today(self) -> bool:
        """Return whether this is today."""
        return self.date == self.today

    @property
    def is_future(self) -> bool:
        """Return whether this day is still to come."""
        return self.date > self.today

    @property
    def shapes(self) -> list[tuple[str, int]]:
        """Return the day's first feelings as they are drawn: the family's shape, as large as it was strong."""
        felt = [felt for entry in self.entries for felt in entry.felt]
        return [(feeling.family, feeling.strength) for feeling in felt[:MAX_SHAPES]]

    @property
    def more(self) -> int:
        """Return how many feelings the drawings leave out."""
        return max(0, sum(len(entry.felt) for entry in self.entries) - MAX_SHAPES)

    @property
    def label(self) -> str:
        """Return the day in words."""
        return say_date(self.date, today=self.today)

    @property
    def in_words(self) -> str:
        """Return the day and its feelings in words."""
        words = [f"{felt.word} {felt.strength}" for entry in self.entries for felt in entry.felt]
        nothing = "still to come" if self.is_future else "nothing written"
        return f"{self.label}: {', '.join(words) or nothing}"


@dataclass(frozen=True)
class WeekCounts:
    """How often each thing came up."""

    feelings: list[Count]
    triggers: list[Count]
    needs: list[Count]


def strip(user: User, week: Week, felt: Iterable[Entry], url: str) -> list[WeekDay]:
    """Return the seven days with these entries' feelings only, for the strip on Today."""
    return _days(user, week, [("entry", row) for row in felt], url)


@dataclass(frozen=True)
class WeekContent:
    """What was written in a week, and near it."""

    days: list[WeekDay]
    reviews: list[Review]  # of this week and the one before
    added: list[Worksheet]  # whenever they were written
    pages: list[Page]  # of the guide, that were tried


def load_week(user: User, week: Week, url: str) -> WeekContent:
    """Return the seven days with everything that was written."""
    span = (week.first_day, week.last_day, user.clock)
    sources: dict[str, MomentQuerySet] = {
        "entry": Entry.objects.for_user(user).within(*span).for_counts(),
        "note": GratitudeNote.objects.for_user(user).within(*span).for_list(),
        "worksheet": Worksheet.objects.for_user(user).within(*span).for_list(),
        "tick": Tick.objects.for_user(user).within(*span).with_titles(),
    }
    rows = [(kind, row) for kind, source in sources.items() for row in source]
    return WeekContent(
        days=_days(user, week, rows, url),
        reviews=list(Review.objects.for_user(user).of_weeks(week, week.previous)),
        added=list(Worksheet.objects.for_user(user).added_to(week).for_list()),
        pages=marks_of(user).pages_within(week.first_day, week.last_day),
    )


def _days(user: User, week: Week, rows: list, url: str) -> list[WeekDay]:
    today = user.clock.today()
    rows.sort(key=lambda pair: (pair[1].happened_at, pair[1].pk))
    written = {day.date: day.items for day in by_day(rows, user.clock)}
    return [
        WeekDay(
            date=day,
            today=today,
            url=f"{url}#{day.isoformat()}" if url else "",
            items=written.get(day, []),
            entries=[item.row for item in written.get(day, []) if isinstance(item.row, Entry)],
        )
        for day in week.days
    ]


def counts(days: Iterable[WeekDay]) -> WeekCounts:
    """Count what was felt, what set it off, what was needed."""
    return counts_of([entry for day in days for entry in day.entries])


def counts_of(rows: list[Entry]) -> WeekCounts:
    """Count what was felt, what set it off, what was needed in these entries."""
    return WeekCounts(
        feelings=count((felt.word, felt.family) for entry in rows for felt in entry.felt),
        triggers=count((label, "") for entry in rows for label in entry.trigger_labels),
        needs=count((label, "") for entry in rows for label in entry.need_labels),
    )


def notes_of(days: Iterable[WeekDay]) -> list[GratitudeNote]:
    """Return the thank-yous of these days, in order."""
    return [item.row for day in days for item in day.items if isinstance(item.row, GratitudeNote)]


@dataclass(frozen=True)
class TickedGoal:
    """A goal, and what became of it in one week."""

    goal: Goal
    summary: str


def ticked(days: Iterable[WeekDay]) -> list[TickedGoal]:
    """Return the goals that were ticked, each with its marks in words: "done twice, skipped once"."""
    marks: dict[Goal, Counter[str]] = {}
    rows = [item.row for day in days for item in day.items]
    for tick in (row for row in rows if isinstance(row, Tick)):
        marks.setdefault(tick.titled_goal, Counter())[tick.state_label.lower()] += 1
    return [
        TickedGoal(goal, ", ".join(f"{state} {times(number)}" for state, number in states.items()))
        for goal, states in marks.items()
    ]


@dataclass(frozen=True)
class AddedSheet:
    """A worksheet that was taken along into a week, and what it comes to."""

    sheet: Worksheet
    summary: str


def load_added_sheets(user: User, week: Week) -> list[AddedSheet]:
    """Return what was taken along into a week; one query."""
    return summarize_sheets(user, Worksheet.objects.for_user(user).added_to(week).for_list())


def summarize_sheets(user: User, sheets: Iterable[Worksheet]) -> list[AddedSheet]:
    """Return worksheets with what each comes to, the oldest first."""
    words = user.preferences.partner_words
    return [
        AddedSheet(sheet, sheet.in_one_line(words))
        for sheet in sorted(sheets, key=lambda sheet: sheet.happened_at)
    ]


NAMES = {
    "entry": ("entry", "entries"),
    "note": ("thank-you", "thank-yous"),
    "worksheet": ("worksheet", "worksheets"),
    "tick": ("tick", "ticks"),
}


def in_short(days: Iterable[WeekDay]) -> str:
    """Return how much was written, in one sentence."""
    numbers = Counter(item.kind for day in days for item in day.items)
    amounts = [
        f"{numbers[kind]} {singular if numbers[kind] == 1 else plural}"
        for kind, (singular, plural) in NAMES.items()
        if numbers[kind]
    ]
    return f"{join(amounts)}." if amounts else ""
