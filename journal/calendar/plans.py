"""What of somebody's plans stands in a calendar: each with its days, under a title that says nothing unless they chose so."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from uuid import UUID, uuid5

from journal.models import Agreement, CalendarFeed, DateNight, Experiment, Goal
from journal.recurrence.repeat import Repeat
from users.models import User
from users.seasons import spans

EVENING, SMALL, WEEK, LOOK = "Evening plan", "Small plan", "Weekly notes", "Look back"
MAX_TITLE_LENGTH = 120
# "19:30", "19.30", "7 pm", "7.30pm"; a bare number may be anything.
HOUR = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m|p\.m)?\b", re.IGNORECASE)
EARLIEST_HOUR = 6
NOON = 12


@dataclass(frozen=True)
class Detail:
    """How one plan shows on one day."""

    title: str
    at: time | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """Something with days."""

    uid: UUID
    title: str
    repeat: Repeat
    sequence: int
    at: time | None = None
    since: date = date.min  # what ended before needs not be told any more
    details: Mapping[date, Detail] = field(default_factory=dict)


def plans_of(user: User, feed: CalendarFeed) -> list[Plan]:
    """Return what this user's calendar shows."""
    goals = list(Goal.objects.for_user(user))
    nights = DateNight.objects.for_user(user).since(feed.since)
    versions = DateNight.objects.for_user(user).versions()
    own = _Own(user, feed, list(nights), feed.since, versions)
    plans = [*own.goals(goals)]
    if feed.weeks:
        plans.append(own.week())
    if feed.looks:
        experiments = list(Experiment.objects.for_user(user).running())
        plans += own.looks(goals, experiments, list(Agreement.objects.for_user(user)))
    return sorted(plans, key=lambda plan: plan.uid)


def plan_of_day(user: User, feed: CalendarFeed, goal: Goal, day: date) -> Plan:
    """Return one turn of a goal, for a file of its own; its title is as discreet as the feed's."""
    nights = DateNight.objects.for_user(user).of_day(goal, day)
    return _Own(user, feed, list(nights)).turn(goal, day)


def time_in(text: str) -> time | None:
    """Return the time of day that somebody wrote, if it is plainly one and no night hour."""
    hours_written = [parts for parts in HOUR.findall(text) if parts[1] or parts[2]]
    if len(hours_written) != 1:
        return None
    ((hour, minute, half),) = hours_written
    hours = int(hour) % NOON + NOON * half.lower().startswith("p") if half else int(hour)
    if half and not 1 <= int(hour) <= NOON:
        return None
    try:
        at = time(hours, int(minute or 0))
    except ValueError:
        return None
    return at if at.hour >= EARLIEST_HOUR else None


@dataclass(frozen=True)
class _Own:
    """One person's plans, as they chose to show them."""

    user: User
    feed: CalendarFeed
    nights: list[DateNight]
    since: date = date.min
    versions: Mapping[UUID, int] = field(default_factory=dict)  # of all evenings, by goal

    def goals(self, goals: Iterable[Goal]) -> Iterator[Plan]:
        """Yield the goals that have days. One that does not open is left out rather than told wrongly."""
        for goal in goals:
            is_chosen = self.feed.dates if goal.date_night else self.feed.goals
            if not is_chosen:
                continue
            goal.rest_in(self._seasons)
            # Only what is told is opened, and what has been read says whether it did.
            title, repeat = self._title(goal), goal.repeat
            if goal.is_broken():
                continue
            nights = [night for night in self.nights if night.goal_id == goal.pk]
            if repeat.has_no_fixed_days:
                yield from self._evenings(goal, title, nights)
            else:
                version = goal.version + self.versions.get(goal.pk, 0)
                yield self._plan(goal.pk, title, repeat, version, nights)

    def _evenings(self, goal: Goal, title: str, nights: Iterable[DateNight]) -> Iterator[Plan]:
        """Yield what was planned of a goal without fixed days: only that has a day to stand on."""
        for night in nights:
            if night.readable() and goal.repeat.falls_on(night.day):
                uid, version = uuid5(goal.pk, f"{night.day}"), goal.version + night.version
                yield self._plan(uid, title, Repeat(night.day), version, [night])

    def turn(self, goal: Goal, day: date) -> Plan:
        """Return one turn of a goal."""
        uid = uuid5(goal.pk, f"{day}")
        version = goal.version + sum(night.version for night in self.nights)
        return self._plan(uid, self._title(goal), Repeat(day), version, self.nights)

    def week(self) -> Plan:
        """Return the look at the week, on its last day."""
        clock = self.user.clock
        first = clock.week_of(clock.day_of(self.feed.created_at)).last_day
        title = "Week review" if self.feed.own_words else WEEK
        return self._plan(self.feed.pk, title, self._rested(first, "FREQ=WEEKLY"))

    def looks(
        self, goals: Iterable[Goal], experiments: Iterable[Experiment], agreed: Iterable[Agreement]
    ) -> Iterator[Plan]:
        """Yield the days to look back on what is going on."""
        days = [
            *((goal, goal.review_day, goal.title) for goal in goals if goal.is_active),
            *((trial, trial.review_on, trial.trying) for trial in experiments),
            *((deal, deal.review_on, deal.wording) for deal in agreed if deal.is_on_trial),
        ]
        for row, day, words in days:
            if day:
                title = self._own_or(LOOK, f"{LOOK}: {words}" if words else "")
                yield self._plan(uuid5(row.pk, "look back"), title, self._rested(day), row.version)

    @cached_property
    def _seasons(self) -> tuple[tuple[date, date], ...]:
        return spans(self.user.preferences.seasons)

    def _rested(self, first: date, rule: str = "") -> Repeat:
        return Repeat(first, rule, rests=self._seasons)

    def _title(self, goal: Goal) -> str:
        return self._own_or(EVENING if goal.date_night else SMALL, goal.title)

    def _own_or(self, discreet: str, words: str) -> str:
        return (
            " ".join(words.split())[:MAX_TITLE_LENGTH]
            if self.feed.own_words and words
            else discreet
        )

    def _plan(
        self,
        row: UUID,
        title: str,
        repeat: Repeat,
        version: int = 0,
        nights: Iterable[DateNight] = (),
    ) -> Plan:
        # Whatever of these grows, the event says that it has changed. None of them ever falls.
        sequence = version + self.feed.version + self.user.preferences.version
        shown = nights if self.feed.own_words else ()
        details = {
            night.day: self._detail(night, title)
            for night in shown
            if night.readable() and repeat.falls_on(night.day)
        }
        uid = uuid5(row, "calendar")
        return Plan(uid, title, repeat, sequence, self.feed.time, self.since, details)

    def _detail(self, night: DateNight, title: str) -> Detail:
        at = time_in(night.time)
        note = "" if at or not night.time else night.time
        return Detail(night.what or title, at or self.feed.time, night.place, note)
