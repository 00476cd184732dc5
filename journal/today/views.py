"""One small thing now."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from guide import safety
from journal.entries.views import taps
from journal.goals.progress import Progress, next_to_come, progress_of
from journal.models import Agreement, DateNight, Entry
from journal.models.reminders import Kind
from journal.models.words import Words
from journal.reminders.agenda import evenings_by_goal
from journal.reminders.schedule import Agenda, due_today
from journal.text import say_date
from journal.today.today import TodayContent, load_today
from journal.weeks.review_prefill import quiet_lines
from users.clock import Week
from users.form_keys import FormKey
from users.http import UserRequest, require_safe
from users.models import User


@require_safe
def today(request: UserRequest) -> HttpResponse:
    """Show the quick check-in, this week's seven days and the next turn of a goal; in a hard season nothing is asked."""
    user, day = request.user, request.user.clock.today()
    week = user.clock.week_of(day)
    week_url = reverse("journal:week_detail", args=[week.name])
    seen = load_today(user, week, day, week_url)
    rests = user.preferences.is_hard_season
    goals = progress_of(user, [] if rests else seen.goals, marks=1, coming=1)
    context = {
        **_check_in(user, seen.words),
        **_waiting(user, goals, seen, week),
        "date": say_date(day, today=day),
        "week_url": week_url,
        "days": seen.days,
        "due": [goal for goal in goals if goal.is_due],
        "next": next_to_come(goals),
        "words": user.preferences.partner_words,
        "go_on": safety.go_on(seen.marks.pages_done, quiet=user.preferences.quiet),
    }
    return render(request, "journal/today/today.html", context)


def _waiting(user: User, going: list[Progress], seen: TodayContent, week: Week) -> dict[str, Any]:
    """Return what waits, and what somebody wanted to be reminded of, from what the page has at hand."""
    rests = user.preferences.is_hard_season
    rest = {
        "experiment": None if rests else seen.experiment,
        "lines": None if rests else quiet_lines(user.clock, week, seen.days, seen.reviews),
        "thanks": seen.thanks,
    }
    return rest | {"reminders": seen.reminders, "said": _said(user, going, seen)}


def _said(user: User, going: list[Progress], seen: TodayContent) -> list[Kind]:
    """Return the kinds that somebody wanted to be reminded of by now, but for what is done already."""
    choices, now, rests = seen.reminders, timezone.now(), user.preferences.is_hard_season
    if choices is None or not choices.kinds or rests:
        return []
    goals = [one.goal for one in going]
    days = [goal.review_day for goal in goals if goal.review_day]
    days += [one.review_on for one in seen.experiments]
    if choices.reviews_at:
        agreements = Agreement.objects.for_user(user).looked_at_on(user.clock.local(now).date())
        days += [one.review_on for one in agreements if one.is_on_trial]
    nights = DateNight.objects.for_user(user).lately()
    evenings = evenings_by_goal(nights) if choices.dates_at else {}
    agenda, deeds = Agenda(goals, days, evenings=evenings), seen.deeds(going)
    found = due_today(choices, agenda, user.clock, now)
    return [
        one.kind
        for one in found
        if not deeds.settle(one.kind, one.day, choices, agenda, user.clock)
    ]


def _check_in(user: User, words: Words) -> dict[str, Any]:
    """Return what the quick check-in is drawn from."""
    quick_url = reverse("journal:entry_quick")
    return taps(words) | {
        "form_key": FormKey.of(Entry(owner=user), quick_url).token,
        "quick_url": quick_url,
    }
