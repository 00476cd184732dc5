"""What several weeks say."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from journal.digests.slices import StillCountingError
from journal.insights.page import page_of
from journal.insights.periods import DEFAULT_PERIOD, PERIODS
from users.http import UserRequest, require_safe

LABELS = {"4": "4 weeks", "12": "12 weeks", "52": "52 weeks", "all": "All"}


@require_safe
def insights(request: UserRequest) -> HttpResponse:
    """Show what comes back, in counts, over so many weeks."""
    period = request.GET.get("weeks", DEFAULT_PERIOD)
    if period not in PERIODS:
        raise Http404
    try:
        page = page_of(request.user, period)
    except StillCountingError as error:
        response = render(request, "journal/insights/counting.html", {"left": error.left})
        response["Refresh"] = "1"
        return response
    context = {"page": page, "period": period, "periods": LABELS.items()}
    return render(request, "journal/insights/insights.html", context)
