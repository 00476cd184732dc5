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
from journal.models.reminders import ReminderKind
from journal.models.words import Words
from journal.reminders.agenda import evenings_by_goal
from journal.reminders.schedule import Agenda, due_today
from journal.text import say_date
from journal.today.today import TodayContent, load_today
from journal.weeks.review_prefill import today_notices
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
    content = load_today(user, week, day, week_url)
    rests = user.preferences.is_hard_season
    goals = progress_of(user, [] if rests else content.goals, marks=1, coming=1)
    context = {
        **_check_in(user, content.words),
        **_waiting(user, goals, content, week),
        "date": say_date(day, today=day),
        "week_url": week_url,
        "days": content.days,
        "due": [goal for goal in goals if goal.is_due],
        "next": next_to_come(goals),
        "words": user.preferences.partner_words,
        "go_on": safety.go_on(content.marks.pages_done, quiet=user.preferences.quiet),
    }
    return render(request, "journal/today/today.html", context)


def _waiting(
    user: User, going: list[Progress], content: TodayContent, week: Week
) -> dict[str, Any]:
    """Return what waits, and what somebody wanted to be reminded of, from what the page has at hand."""
    rests = user.preferences.is_hard_season
    rest = {
        "experiment": None if rests else content.experiment,
        "lines": None if rests else today_notices(user.clock, week, content.days, content.reviews),
        "thanks": content.thanks,
    }
    return rest | {"reminders": content.reminders, "said": _due_reminders(user, going, content)}


def _due_reminders(user: User, going: list[Progress], content: TodayContent) -> list[ReminderKind]:
    """Return the kinds that somebody wanted to be reminded of by now, but for what is done already."""
    choices, now, rests = content.reminders, timezone.now(), user.preferences.is_hard_season
    if choices is None or not choices.kinds or rests:
        return []
    goals = [progress.goal for progress in going]
    days = [goal.review_day for goal in goals if goal.review_day]
    days += [experiment.review_on for experiment in content.experiments]
    if choices.reviews_at:
        agreements = Agreement.objects.for_user(user).looked_at_on(user.clock.local(now).date())
        days += [agreement.review_on for agreement in agreements if agreement.is_on_trial]
    nights = DateNight.objects.for_user(user).lately()
    evenings = evenings_by_goal(nights) if choices.dates_at else {}
    agenda, completed = Agenda(goals, days, evenings=evenings), content.completed(going)
    due = due_today(choices, agenda, user.clock, now)
    return [
        reminder.kind
        for reminder in due
        if not completed.covers(reminder.kind, reminder.day, choices, agenda, user.clock)
    ]


def _check_in(user: User, words: Words) -> dict[str, Any]:
    """Return what the quick check-in is drawn from."""
    quick_url = reverse("journal:entry_quick")
    return taps(words) | {
        "form_key": FormKey.for_row(Entry(owner=user), quick_url).token,
        "quick_url": quick_url,
    }
