"""Pages of goals: of the person with ten years of entries, and of one who keeps forty goals and has ticked them for three years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret
from django.urls import reverse
from world import KEEPER, MANY_GOALS

from journal.models import Goal, Tick
from pages.asking import LIST, POST, Page, Request, form_headers, get, sessions
from users.models import User
from vault.row_security import acting_as


def read(cookie: str) -> list[Page]:
    """Return the pages on which somebody sees their goals."""
    return [get("goals", LIST, 3, reverse("journal:goal_list"), Cookie=cookie)]


def kept(today: date) -> list[Page]:
    """Return what somebody with many goals sees and sends."""
    keeper = User.objects.get(username=KEEPER)
    (cookie,) = sessions(keeper, 1)
    before = today - timedelta(days=MANY_GOALS.daily_ticks)
    with acting_as(keeper):
        goal = next(row for row in Goal.objects.for_user(keeper) if row.rule == "FREQ=DAILY")
    board = get("goals, forty", LIST, 3, reverse("journal:goal_list"), Cookie=cookie)
    ticking = Page(
        "tick",
        POST,
        2,
        partial(ticks, cookie, goal, before),
        HTTPStatus.SEE_OTHER,
        partial(forget_ticks, keeper, before),
    )
    return [replace(page, user=keeper) for page in (board, ticking)]


def ticks(cookie: str, goal: Goal, before: date, count: int) -> list[Request]:
    """Return ticks of one goal, each on another day on which nothing was ticked yet."""
    secret = _get_new_csrf_string()
    typed = {"csrfmiddlewaretoken": _mask_cipher_secret(secret), "state": "done", "back": "goals"}
    headers, body = form_headers(cookie, secret), urlencode(typed)
    days = [before - timedelta(days=number) for number in range(1, count + 1)]
    paths = [reverse("journal:goal_tick", args=[goal.pk, day]) for day in days]
    return [Request("POST", path, headers, body) for path in paths]


def forget_ticks(user: User, before: date) -> None:
    """Delete what was ticked, so that the next round can tick it again."""
    with acting_as(user):
        Tick.objects.for_user(user).filter(day__lt=before).delete()
