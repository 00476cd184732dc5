"""When a goal comes round: a rule over days, by dateutil, with an end, moved days and times of rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from heapq import merge
from itertools import count as numbers
from itertools import islice, takewhile
from typing import cast

from dateutil.rrule import rrule, rrulestr

from journal.recurrence.rules import LOOSE, WEEKDAYS, Often, Rule, rule_for

# Days after which a rule without an interval begins anew; a month has no fixed number.
PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 0}
# Forms take days up to 2199. A rule of the 29th of February can then wait for decades, and none waits for ever.
END_OF_SEARCH = date(2399, 12, 31)
MAX_DAYS_IN_MONTH = 31
ONE_DAY = timedelta(days=1)
DateRange = tuple[date, date]


@dataclass(frozen=True)
class Repeat:
    """A first day and a rule; without a rule there is one day only."""

    first_day: date
    rule: str = ""
    last_day: date | None = None
    times: int = 0  # in a week or a month, on no fixed day; 0 is on the days of the rule
    moves: Mapping[date, date] = field(default_factory=dict)  # from the day of the rule to another
    rests: tuple[DateRange, ...] = ()  # in which nothing comes round, first and last day

    @property
    def has_no_fixed_days(self) -> bool:
        """Return whether it has no days of its own."""
        return bool(self.times)

    @property
    def unit(self) -> str:
        """Return the turn of a repeat that has no days of its own: "week" or "month"."""
        return self._rule.frequency.lower().removesuffix("ly")

    @cached_property
    def often(self) -> Often | None:
        """Return the choice that gives this rule, or None for a rule from elsewhere."""
        if self.has_no_fixed_days:
            return next((often for often, rule in LOOSE.items() if rule == self.rule), None)
        for every in (1, self._interval):
            for often in Often:
                if self._is_made_by(often, every):
                    return often
        return None

    def _is_made_by(self, often: Often, every: int) -> bool:
        if often in LOOSE:
            return False
        plain = self.rule.partition(";WKST=")[0]
        weekdays = self.weekdays if often == Often.CHOSEN_DAYS else ()
        return rule_for(often, self.first_day, every=every, weekdays=weekdays) == plain

    @property
    def every(self) -> int:
        """Return 3 for every third one; every second week has a choice of its own."""
        return 1 if self.often == Often.FORTNIGHTLY else self._interval

    @property
    def _interval(self) -> int:
        return self._rule.interval if self.rule else 1

    @property
    def weekdays(self) -> list[str]:
        """Return the weekdays that the rule names."""
        return [day for day in WEEKDAYS if self.rule and day in self._rule.days]

    def falls_on(self, day: date) -> bool:
        """Return whether it comes round on this day; if it has no fixed days, whether it could."""
        if self._rests_on(day):
            return False
        if self.has_no_fixed_days:
            return self.first_day <= day <= (self.last_day or date.max)
        return day in self._moved.values() or (self._is_turn(day) and day not in self._moved)

    def since(self, day: date) -> Iterator[date]:
        """Return the days from this one on, in order; the search ends with END_OF_SEARCH."""
        moved_here = sorted(to for to in self._moved.values() if to >= day)
        days = merge((turn for turn in self._turns(day) if turn not in self._moved), moved_here)
        return (turn for turn in days if not self._rests_on(turn))

    def last(self, count: int, *, until: date) -> list[date]:
        """Return the last days up to this one, oldest first; at most as many as asked for."""
        moved_here = [to for to in self._moved.values() if to <= until and not self._rests_on(to)]
        days: list[date] = []
        for first, last in self._open_ranges(until):
            if len(days) < count:
                turns = self._turns_back(count + len(self._moved), first, last)
                days = [turn for turn in turns if turn not in self._moved] + days
        return sorted([*days, *moved_here])[-count:]

    def next(self, count: int, *, since: date) -> list[date]:
        """Return the next days from this one on, at most as many as asked for."""
        return list(islice(self.since(since), count))

    def in_words(self) -> str:
        """Return the repeat as a person says it: "Every second Friday"."""
        return self._rule.in_words(self.first_day, self.times) if self.rule else "Once"

    @cached_property
    def _rule(self) -> Rule:
        return Rule.read(self.rule)

    @cached_property
    def _moved(self) -> dict[date, date]:
        """Return the moves of days on which the rule, as it is now, would come round."""
        return {day: to for day, to in self.moves.items() if self._is_turn(day)}

    def rests_through(self, first: date, last: date) -> bool:
        """Return whether all of these days lie in one rest."""
        return any(begin <= first and last <= end for begin, end in self.rests)

    def _rests_on(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.rests)

    def _open_ranges(self, until: date) -> Iterator[DateRange]:
        """Return the date ranges between the rests, the latest first."""
        end = min(until, self.last_day or until)
        for first, last in sorted(self.rests, reverse=True):
            if first > end:
                continue
            if last < end:
                yield last + ONE_DAY, end
            end = first - ONE_DAY
        yield date.min, end

    @property
    def _end(self) -> date:
        return min(self.last_day or END_OF_SEARCH, END_OF_SEARCH)

    def _is_turn(self, day: date) -> bool:
        """Return whether the rule itself comes round on this day."""
        return day <= self._end and self._turns_back(1, day, day) == [day]

    def _turns(self, day: date) -> Iterator[date]:
        """Return the days of the rule from this one on, up to a rest that lasts."""
        start = max(day, self.first_day)
        if not self.rule:
            return iter([self.first_day] if day <= self.first_day else [])
        ends = [first for first, last in self.rests if last == date.max]
        end = min([self._end, *ends])
        return takewhile(lambda turn: turn <= end, self._turns_between(start, end))

    def _turns_between(self, start: date, end: date) -> Iterator[date]:
        if start > end:
            return iter([])
        if self._step:
            first = start + (self.first_day - start) % self._step
            return (first + number * self._step for number in numbers())
        turns = self._rule_near(start, end).xafter(_midnight(start), inc=True)
        return (moment.date() for moment in turns)

    def _turns_back(self, count: int, since: date, until: date) -> list[date]:
        """Return the last days of the rule between these."""
        begin = max(self.first_day, since)
        if until < begin:
            return []
        if not self.rule:
            return [self.first_day] if since <= self.first_day else []
        if self._step:
            last = until - (until - self.first_day) % self._step
            most = (last - begin) // self._step + 1
            return [last - number * self._step for number in reversed(range(min(count, most)))]
        return self._searched_back(count, begin, until)

    def _searched_back(self, count: int, begin: date, until: date) -> list[date]:
        """Return the last days between these; a rule that leaves many of its periods out is searched ever further back."""
        wait = self._longest_wait * (count + 1)
        while True:
            start = max(begin, until - min(wait, until - begin))
            moments = self._rule_near(start, until).between(
                _midnight(start), _midnight(until), inc=True
            )
            if len(moments) >= count or start == begin:
                return [moment.date() for moment in moments[-count:]]
            wait *= 4

    @cached_property
    def _step(self) -> timedelta | None:
        """Return how far apart turns are, of a rule that needs no calendar: every few days, or weeks on the first day's weekday."""
        rule = self._rule
        if not rule.is_simple or rule.days not in {(), (WEEKDAYS[self.first_day.weekday()],)}:
            return None
        return timedelta(days=PERIODS[rule.frequency]) * rule.interval

    @cached_property
    def _longest_wait(self) -> timedelta:
        """Return how far apart two turns usually are at most: a day or a week if that is all that the rule says, else a month."""
        days = PERIODS[self._rule.frequency] if self._rule.is_simple else 0
        return timedelta(days=days or MAX_DAYS_IN_MONTH) * self._rule.interval

    def _rule_near(self, day: date, end: date) -> rrule:
        """Return the rule from a start close to this day: dateutil counts every turn from its start, and seeks none after its end."""
        period = PERIODS[self._rule.frequency] * self._rule.interval
        start = self.first_day
        if period:
            start += timedelta(days=(day - start).days // period * period)
        # What is to happen some times a month begins on its date; a month too short for it, on its last day.
        is_bare = self.rule == LOOSE[Often.TIMES_A_MONTH]
        rule = rule_for(Often.MONTHLY_DATE, self.first_day) if is_bare else self.rule
        recurrence = cast(
            "rrule", rrulestr(rule, dtstart=_midnight(start))
        )  # one rule is no set of rules
        return recurrence.replace(until=_midnight(end))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
