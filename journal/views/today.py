"""One small thing now."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from guide import safety
from guide.marks import marks_of
from journal import weeks
from journal.closing import quiet_lines
from journal.models import Entry, Experiment, Goal
from journal.models.words import words_of
from journal.progress import next_to_come, progress_of
from journal.views.entries import taps
from journal.wording import say_date
from users.form_keys import FormKey
from users.http import UserRequest, require_safe
from users.models import User


def _goals_of(user: User) -> list[Goal]:
    """Return what is going on; in a hard season that is nothing."""
    if user.preferences.is_hard_season:
        return []
    return list(Goal.objects.for_user(user).active().in_order())


@require_safe
def today(request: UserRequest) -> HttpResponse:
    """Show the quick check-in, this week's seven days and the next turn of a goal."""
    user, day = request.user, request.user.clock.today()
    week = user.clock.week_of(day)
    week_url = reverse("journal:week_detail", args=[week.name])
    days, reviews = weeks.strip(user, week, week_url)
    goals = progress_of(user, _goals_of(user), marks=1, coming=1)
    context = {
        "date": say_date(day, today=day),
        "week_url": week_url,
        "days": days,
        "lines": quiet_lines(user.clock, week, days, reviews),
        "experiment": Experiment.objects.for_user(user).due(day).for_today().first(),
        "due": [goal for goal in goals if goal.is_due],
        "next": next_to_come(goals),
    }
    return render(request, "journal/today.html", context | _check_in(user) | _in_the_guide(user))


def _check_in(user: User) -> dict[str, Any]:
    """Return what the quick check-in is drawn from."""
    quick_url = reverse("journal:entry_quick")
    return taps(words_of(user.pk)) | {
        "form_key": FormKey.of(Entry(owner=user), quick_url).token,
        "quick_url": quick_url,
    }


def _in_the_guide(user: User) -> dict[str, Any]:
    done = marks_of(user).pages_done
    return {
        "words": user.preferences.partner_words,
        "go_on": safety.go_on(done, quiet=user.preferences.quiet),
    }
