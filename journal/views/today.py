"""One small thing now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from guide import banks
from journal import weeks
from journal.models import Entry, Goal
from journal.progress import next_to_come, progress_of
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
    user = request.user
    day = user.clock.today()
    week = user.clock.week_of(day)
    week_url = reverse("journal:week_detail", args=[week.name])
    quick_url = reverse("journal:entry_quick")
    goals = progress_of(user, _goals_of(user), marks=1, coming=1)
    context = {
        "date": say_date(day, today=day),
        "form_key": FormKey.of(Entry(owner=user), quick_url).token,
        "quick_url": quick_url,
        "families": banks.families(),
        "strengths": banks.strengths(),
        "week_url": week_url,
        "days": weeks.strip(user, week, week_url),
        "due": [goal for goal in goals if goal.is_due],
        "next": next_to_come(goals),
    }
    return render(request, "journal/today.html", context)
