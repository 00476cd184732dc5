"""One small thing now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from journal import weeks
from journal.models import Entry, Goal
from journal.models.words import words_of
from journal.progress import next_to_come, progress_of
from journal.views.entries import taps
from journal.wording import say_date
from users.form_keys import FormKey
from users.http import UserRequest, require_safe


@require_safe
def today(request: UserRequest) -> HttpResponse:
    """Show the quick check-in, this week's seven days and the next turn of a goal."""
    user = request.user
    day = user.clock.today()
    week = user.clock.week_of(day)
    week_url = reverse("journal:week_detail", args=[week.name])
    quick_url = reverse("journal:entry_quick")
    goals = progress_of(user, Goal.objects.for_user(user).in_order(), marks=1, coming=1)
    context = taps(words_of(user.pk)) | {
        "date": say_date(day, today=day),
        "form_key": FormKey.of(Entry(owner=user), quick_url).token,
        "quick_url": quick_url,
        "week_url": week_url,
        "days": weeks.strip(user, week, week_url),
        "due": [goal for goal in goals if goal.current and goal.current.is_today],
        "next": next_to_come(goals),
    }
    return render(request, "journal/today.html", context)
