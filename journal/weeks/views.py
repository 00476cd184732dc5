"""The week."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from journal.digests.tally import most_often
from journal.models import Review
from journal.text import say_span
from journal.weeks.chart import chart_of
from journal.weeks.noticing import starts_in, with_prompts
from journal.weeks.week import WeekDay, in_short, load_week, notes_of, summarize_sheets, ticked
from journal.weeks.week import counts as counts_of_days
from users.clock import Clock, Week
from users.http import UserRequest, require_safe
from users.models import User

IN_REACH = range(1900, 2200)


@require_safe
def week_now(request: UserRequest) -> HttpResponse:
    """Go to the week it is now."""
    clock = request.user.clock
    return redirect("journal:week_detail", clock.week_of(clock.today()).name)


def week_or_404(clock: Clock, name: str) -> Week:
    """Return the week of this name, if it is one in which anything can be written."""
    try:
        week = clock.week_named(name)
        in_reach = week.last_day.year in IN_REACH
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    if not in_reach:
        raise Http404
    return week


@require_safe
def week_detail(request: UserRequest, name: str) -> HttpResponse:
    """Show seven days, and what they come to."""
    week = week_or_404(request.user.clock, name)
    content = load_week(request.user, week, request.path)
    days = with_prompts(content.days, starts_in(content.reviews))
    today = request.user.clock.today()
    context = {
        "week": week,
        "review": _review_in(content.reviews, week, request.user),
        "title": say_span(week.first_day, week.last_day, today=today),
        "days": days,
        "pages": content.pages,
        "added": summarize_sheets(request.user, content.added),
        "short": in_short(days),
        "chart": chart_of(days),
        "has_previous": week.previous.last_day.year in IN_REACH,
        "has_next": week.last_day < today,
        **_gathered(request.user, days),
    }
    return render(request, "journal/weeks/week_detail.html", context)


def _review_in(reviews: list[Review], week: Week, user: User) -> Review | None:
    """Return the review of this week, if there is one."""
    review = next((review for review in reviews if review.week == week.monday), None)
    if review:
        review.owner = user
    return review


def _gathered(user: User, days: list[WeekDay]) -> dict[str, Any]:
    """Return what the days come to, each thing under its own heading."""
    counts = counts_of_days(days)
    return {
        "words": user.preferences.partner_words,
        "quiet": user.preferences.quiet,
        "counts": counts,
        "most": {
            name: most_often(getattr(counts, name)) for name in ("feelings", "triggers", "needs")
        },
        "thanks": notes_of(days),
        "ticked": ticked(days),
    }
