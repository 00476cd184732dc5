"""Goals as the board needs them, from one sealed digest each; what a write has taken away is made afresh and kept.

That this keeps something although a page is only read is no exception to "reading changes nothing", as with weeks
(journal.digests.weeks).
"""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import transaction

from journal.goals.progress import Ticks, ticks_since, windows_of
from journal.models import Goal, GoalDigest, WeekDigest
from journal.models.goals import RECKONED
from users.models import User
from vault.statements import ANYBODY, Statement

FORM = 1  # grows when a digest is to hold something else


@cache
def _goals() -> Statement[Goal]:
    return Statement(Goal.objects.for_user(ANYBODY).for_board().in_order())


def goals_of(user: User) -> list[Goal]:
    """Return somebody's goals, the newest first, with their last ticks."""
    goals = user.beside_preferences(_goals(), {ANYBODY.pk: user.pk})
    opened = _field().opener(user.pk)
    missing = []
    for goal in goals:
        shown = opened(goal.pk, goal.__dict__.pop("shown"))
        if shown and shown.get("form") == FORM:
            _show(goal, shown)
        else:
            missing.append(goal.pk)
    if not missing:
        return goals
    found = {goal.pk: goal for goal in goals} | dict.fromkeys(missing) | _made(user, missing)
    return [goal for goal in found.values() if goal]  # without what has been deleted meanwhile


def ticks(user: User, windows: dict[Goal, date]) -> dict[Goal, Ticks]:
    """Return what progress.ticks_since() does, of goals that goals_of() has brought along.

    A look further back than was kept, as after a change of somebody's weeks or seasons, makes the digest afresh.
    """
    short = [goal.pk for goal, since in windows.items() if since < goal.ticked_since]
    afresh = _made(user, short) if short else {}
    return {goal: afresh.get(goal.pk, goal).ticked for goal in windows}


def _field() -> Any:
    return GoalDigest._meta.get_field("shown")


def _show(goal: Goal, shown: dict[str, Any]) -> None:
    """Give a goal what its digest holds."""
    for name in RECKONED:
        setattr(goal, name, shown[name])
    goal.ticked_since = date.fromisoformat(shown["since"])
    goal.ticked = {date.fromisoformat(day): state for day, state in shown["ticks"].items()}


@transaction.atomic
def _made(user: User, pks: Collection[UUID]) -> dict[UUID, Goal]:
    """Read these goals and their last ticks, and keep what does open."""
    WeekDigest.objects.wait_for_writes(user)
    goals = list(Goal.objects.for_user(user).among(pks).for_list())
    windows = windows_of(user, goals)
    ticks = ticks_since(user, windows)
    for goal in goals:
        goal.ticked_since = windows.get(goal, date.max)
        goal.ticked = {
            day: state for day, state in ticks.get(goal, {}).items() if day >= goal.ticked_since
        }
    GoalDigest.objects.put([_digest(user, goal) for goal in goals if _opens(goal)])
    return {goal.pk: goal for goal in goals}


def _opens(goal: Goal) -> bool:
    return not goal.unreadable() and all(goal.ticked.values())


def _digest(user: User, goal: Goal) -> GoalDigest:
    shown = {name: getattr(goal, name) for name in RECKONED}
    days = {f"{day}": state for day, state in goal.ticked.items()}
    shown |= {"form": FORM, "since": f"{goal.ticked_since}", "ticks": days}
    return GoalDigest(pk=goal.pk, owner=user, shown=shown)
