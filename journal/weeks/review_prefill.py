"""When a week may be closed, and with what its review begins: the person's own words and counts, never a guess."""

from dataclasses import dataclass

from journal.digests.tally import Count, count, most_often
from journal.goals.periods import week_meant, week_to_close
from journal.models import Entry, GratitudeNote, Review, Worksheet
from journal.weeks.noticing import Prompt, prompt_on, starts_in
from journal.weeks.week import AddedSheet, WeekCounts, WeekDay, counts_of, summarize_sheets
from users.clock import Clock, Week
from users.models import User

MAX_THANKS = 3
GOOD = {"close", "calm"}
PARTS_OF_DAY = (
    (5, "at night"),
    (12, "in the morning"),
    (18, "in the afternoon"),
    (24, "in the evening"),
)


def week_to_review(clock: Clock) -> Week:
    """Return the week that somebody means who opens "my week" from a page of the guide."""
    return week_meant(clock.today(), clock)


@dataclass(frozen=True)
class TodayNotices:
    """What Today says besides: the prompt of the day, and that a week can be closed."""

    prompt: Prompt | None
    missed: bool  # whether one of the days of this week before today has no entry
    to_close: Week | None
    week: Week

    @property
    def which(self) -> str:
        """Return which week can be closed."""
        return "This week" if self.to_close == self.week else "Last week"


def today_notices(
    clock: Clock, week: Week, days: list[WeekDay], reviews: list[Review]
) -> TodayNotices:
    """Return what Today says besides, from the days of this week and the reviews near it."""
    day, starts = clock.today(), starts_in(reviews)
    missed = any(
        prompt_on(past.date, starts) and not past.entries for past in days if past.date < day
    )
    due = week_to_close(day, week)
    closed = {review.week for review in reviews if review.is_closed}
    to_close = due if due and due.monday not in closed else None
    return TodayNotices(prompt_on(day, starts), missed, to_close, week)


@dataclass(frozen=True)
class WeekMaterial:
    """What was written in a week, as far as its review needs it."""

    entries: list[Entry]
    notes: list[GratitudeNote]
    added: list[AddedSheet]
    clock: Clock

    @property
    def counts(self) -> WeekCounts:
        """Return how often each thing came up."""
        return counts_of(self.entries)

    @property
    def hours(self) -> list[Count]:
        """Return how often something was felt in each part of the day."""
        return count((part_of_day(self.clock, entry), "") for entry in self.entries)

    @property
    def better(self) -> list[Entry]:
        """Return the entries in which something close or calm was felt."""
        return [entry for entry in self.entries if GOOD & {felt.family for felt in entry.felt}]

    @property
    def hardest(self) -> Entry | None:
        """Return the entry with the strongest hard feeling; of two alike the one that says more."""
        good = {entry.pk for entry in self.better}
        hard = [entry for entry in self.entries if entry.pk not in good]
        return max(
            hard, key=lambda entry: (strength(entry), len(entry.what_happened)), default=None
        )

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Return what the counts say, as label and words."""
        counts = self.counts
        lines = [
            ("Most often felt", counts.feelings),
            ("Usually just before", counts.triggers),
            ("Time of day", self.hours),
            ("Most often needed", counts.needs),
        ]
        return [(label, most_often(counted)) for label, counted in lines if counted]


def load_week_material(user: User, week: Week) -> WeekMaterial:
    """Return what was written in a week, or added to it."""
    span = (week.first_day, week.last_day, user.clock)
    entries = Entry.objects.for_user(user).within(*span).newest_first()
    notes = GratitudeNote.objects.for_user(user).within(*span).for_list().newest_first()
    sheets = Worksheet.objects.for_user(user).added_to(week).for_list()
    return WeekMaterial(list(entries), list(notes), summarize_sheets(user, sheets), user.clock)


def part_of_day(clock: Clock, entry: Entry) -> str:
    """Return whether it was morning, afternoon, evening or night where the person lives."""
    hour = clock.local(entry.happened_at).hour
    return next(name for end, name in PARTS_OF_DAY if hour < end)


def strength(entry: Entry) -> int:
    """Return how strong the strongest feeling of an entry is."""
    return max((felt.strength for felt in entry.felt), default=0)


def begin(review: Review, material: WeekMaterial) -> None:
    """Fill a review in which nothing is written yet with the person's own words; all of it can be changed."""
    review.went_well = "\n".join(note.what_they_did for note in material.notes[:MAX_THANKS])
    review.differed = next((entry.did for entry in material.better if entry.did), "")
    review.insight = insight(material.counts)
    review.request = material.hardest.next_wish if material.hardest else ""
    dropped = [entry for entry in material.entries if review.baskets.get(str(entry.pk)) == "let-go"]
    review.let_go = next((entry.what_happened for entry in dropped if entry.what_happened), "")


def insight(counts: WeekCounts) -> str:
    """Return what came up most, as a sentence to go on from."""
    if not counts.feelings:
        return ""
    felt = f"This week I most often felt {most_often(counts.feelings)}."
    before = f" Usually just before: {most_often(counts.triggers)}." if counts.triggers else ""
    return felt + before
