"""Evenings for two that have been, as an album: what was planned, and what was ticked without a plan."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from journal.models import DateNight, Goal, Tick
from users.models import User

Place = tuple[date, UUID]  # a day, and the goal that came round on it: where a line stands
RowT = TypeVar("RowT", bound=Model)
LEFT_OUT = {Tick.State.SKIPPED, Tick.State.NOT_APPLICABLE}


def evenings(
    user: User, until: date, after: Place | None, count: int
) -> tuple[list[DateNight], Place | None]:
    """Return up to so many evenings up to this day, the newest first, and after which the next page begins.

    One that was left out has no line, though it was planned; one that was ticked has a line, though it was not.
    """
    goals = {
        goal.pk for goal in Goal.objects.for_user(user).whether_date_nights() if goal.date_night
    }
    lines: list[DateNight] = []
    going = True
    while going and len(lines) <= count:  # one more than is shown tells that there is an older page
        places, last = _places(user, goals, until, after, count)
        lines += places
        going, after = last is not None, last
    more = lines[count - 1] if len(lines) > count else None
    return lines[:count], (more.day, more.goal_id) if more else None


def _places(
    user: User, goals: set[UUID], until: date, after: Place | None, count: int
) -> tuple[list[DateNight], Place | None]:
    """Return the lines of the next places, fewer than there are places if some were left out, and the last place."""
    nights = _page(DateNight.objects.for_user(user), until, after, count)
    planned = {(night.day, night.goal_id): night for night in nights}
    rows = Tick.objects.for_user(user)
    # What was planned may have been left out, though its goal is no date night any more.
    of_plans = rows.of_goals({pk for _, pk in planned}).filter(day__in={day for day, _ in planned})
    ticks = _page(rows.of_goals(goals) | of_plans, until, after, count)
    ticked = {(tick.day, tick.goal_id): tick.state for tick in ticks}
    places = sorted(planned.keys() | ticked.keys(), reverse=True)[: count + 1]
    lines = [
        planned.get(place) or DateNight(owner=user, day=place[0], goal_id=place[1])
        for place in places
        if ticked.get(place) not in LEFT_OUT and (place in planned or place[1] in goals)
    ]
    return lines, places[-1] if len(places) > count else None


def _page(rows: QuerySet[RowT], until: date, after: Place | None, count: int) -> list[RowT]:
    """Return one row more than a page shows, the newest first."""
    rows = rows.filter(day__lte=until).order_by("-day", "-goal_id")
    if after:
        rows = rows.filter(Q(day__lt=after[0]) | Q(day=after[0], goal_id__lt=after[1]))
    return list(rows[: count + 1])
