"""On this day."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from journal.timeline.look_back import look_back as times_of
from journal.timeline.look_back import waiting
from users.http import UserRequest, require_safe


@require_safe
def look_back(request: UserRequest) -> HttpResponse:
    """Show what was kind around this day in other months and years; all of it only when it is asked for."""
    shown = request.GET.get("show", "")
    if shown not in {"", "all"}:
        raise Http404
    times = times_of(request.user, everything=shown == "all")
    context = {"times": times, "waiting": waiting(times), "everything": shown == "all"}
    return render(request, "journal/timeline/look_back.html", context)
