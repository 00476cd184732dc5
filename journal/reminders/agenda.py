"""What the days of some people hold, fetched together: the worker looks at many, a page at one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from journal.models import Agreement, DateNight, Experiment, Goal
from journal.reminders.schedule import Agenda
from users.models import Preferences, User
from vault.models import OwnedQuerySet
from vault.sealing import CannotOpenError


def agenda_for(user: User) -> Agenda:
    """Return what this user's days hold."""
    return _agenda(
        user.preferences,
        list(Goal.objects.for_user(user).active().in_order()),
        list(Experiment.objects.for_user(user).running()),
        list(Agreement.objects.for_user(user)),
        list(DateNight.objects.for_user(user).lately()),
    )


def agendas_for(people: Collection[Preferences]) -> dict[UUID, Agenda]:
    """Return what the days of these people hold; their rows must be in sight. Whoever's rows do not open is left out."""
    owners = [preferences.owner_id for preferences in people]
    goals = _by_owner(Goal.objects.active(), owners)
    experiments = _by_owner(Experiment.objects.running(), owners)
    agreements = _by_owner(Agreement.objects.all(), owners)
    nights = _by_owner(DateNight.objects.lately(), owners)
    agendas = {}
    for preferences in people:
        owner = preferences.owner_id
        with suppress(CannotOpenError):
            agendas[owner] = _agenda(
                preferences, goals[owner], experiments[owner], agreements[owner], nights[owner]
            )
    return agendas


def _by_owner(rows: OwnedQuerySet[Any], owners: Collection[UUID]) -> dict[UUID, list[Any]]:
    by_owner: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows.for_owners(owners):
        by_owner[row.owner_id].append(row)
    return by_owner


def _agenda(
    preferences: Preferences,
    goals: list[Goal],
    experiments: list[Experiment],
    agreements: list[Agreement],
    nights: list[DateNight],
) -> Agenda:
    review_days: list[date] = [goal.review_day for goal in goals if goal.review_day]
    review_days += [experiment.review_on for experiment in experiments]
    review_days += [agreement.review_on for agreement in agreements if agreement.is_on_trial]
    return Agenda(goals, review_days, preferences.is_hard_season, evenings_by_goal(nights))


def evenings_by_goal(nights: Iterable[DateNight]) -> dict[UUID, list[date]]:
    """Return the days that were planned, by goal."""
    evenings: dict[UUID, list[date]] = defaultdict(list)
    for night in nights:
        evenings[night.goal_id].append(night.day)
    return evenings
