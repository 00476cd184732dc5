"""Plans in a calendar app: what it may show, the address at which it asks, one turn as a file."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe as django_require_safe

from journal.calendar.forms import CalendarFeedForm
from journal.calendar.plans import plan_of_day, plans_of
from journal.goals.occurrence_views import address_of_day
from journal.models import CalendarFeed, Goal
from users import drafts
from users.http import UserRequest, require_form_methods, require_safe, see_other
from users.models import User
from vault.row_security import acting_as, system_access

CONTENT_TYPE = "text/calendar; charset=utf-8"


@login_not_required
@transaction.non_atomic_requests  # each of its two looks at the database has its own, and its own identity
@django_require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar app the plans of whoever's token this is. 256 random bits need no limit on guesses."""
    with system_access("a calendar app asks by its token"):
        known = CalendarFeed.objects.by_token(token)
    if known is None:
        raise Http404
    response = get_conditional_response(request, etag=known.tag) or _whole(known)
    response.headers.setdefault("ETag", known.tag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _whole(known: CalendarFeed) -> HttpResponse:
    """Return the file that was kept, or build it and keep it."""
    user = User(pk=known.owner_id)
    with acting_as(user):
        feed = get_object_or_404(CalendarFeed.objects.for_user(user))
        file = feed.file or _built(user, feed)
    return HttpResponse(file, content_type=CONTENT_TYPE, headers={"ETag": feed.tag})


def _built(user: User, feed: CalendarFeed) -> str:
    from journal.calendar import ics  # noqa: PLC0415 - eight megabytes that most processes never need

    file = ics.file_of(plans_of(user, feed), user.clock.zone, feed.changed_at).decode()
    CalendarFeed.objects.for_user(user).keep(feed, file)
    return file


@require_form_methods
def calendar_update(request: UserRequest) -> HttpResponse:
    """Choose what a calendar app may show; with the first choice there is an address to ask at."""
    feed = CalendarFeed.objects.get_or_new(request.user)
    form = drafts.open_form(CalendarFeedForm, request, feed)
    if request.method == "POST":
        return drafts.answer(request, form)
    address = "" if feed._state.adding or not feed.token else f"{settings.PUBLIC_URL}{feed.path}"
    context = {"form": form, "is_on": not feed._state.adding, "address": address}
    return render(request, "journal/calendar/calendar_form.html", context)


@require_form_methods
def calendar_renew(request: UserRequest) -> HttpResponse:
    """Ask once, then give the calendar another address; the old one ends with the same act."""
    feed = get_object_or_404(CalendarFeed.objects.for_user(request.user))
    if request.method == "POST":
        feed.renew()
        messages.success(request, "The calendar has a new address. The old one leads nowhere now.")
        return see_other(feed)
    return render(request, "journal/calendar/calendar_renew.html", {"feed": feed})


@require_form_methods
def calendar_stop(request: UserRequest) -> HttpResponse:
    """Ask once, then end the calendar and its address."""
    feed = get_object_or_404(CalendarFeed.objects.for_user(request.user))
    if request.method == "POST":
        feed.delete()
        messages.success(request, "The calendar is off. Its address leads nowhere now.")
        return see_other(feed)
    return render(request, "journal/calendar/calendar_stop.html", {"feed": feed})


@require_safe
def occurrence_file(request: UserRequest, pk: UUID, day: date) -> HttpResponse:
    """Give one turn of a goal as a file for a calendar; where there is no turn, show that."""
    user = request.user
    goal = get_object_or_404(Goal.objects.for_user(user), pk=pk)
    if not goal.repeat.falls_on(day):
        return see_other(address_of_day(goal, day))
    from journal.calendar import ics  # noqa: PLC0415 - as above

    plan = plan_of_day(user, CalendarFeed.objects.get_or_new(user), goal, day)
    response = HttpResponse(
        ics.file_of([plan], user.clock.zone, timezone.now()), content_type=CONTENT_TYPE
    )
    response.headers["Content-Disposition"] = 'attachment; filename="note.ics"'
    return response
