"""The timeline of everything written."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from journal.timeline.page import TIMELINE_KINDS, Cursor, page_of
from users.http import UserRequest, require_safe

FILTERS = (
    ("", "All"),
    ("entry", "Feelings"),
    ("note", "Thanks"),
    ("worksheet", "Worksheets"),
    ("tick", "Goals"),
)


@require_safe
def timeline(request: UserRequest) -> HttpResponse:
    """Show everything, newest first, or one kind of it."""
    kind = request.GET.get("kind", "")
    if kind not in dict(FILTERS):
        raise Http404
    cursor = Cursor.read(request.GET.get("before", ""))
    page = page_of(request.user, (kind,) if kind else TIMELINE_KINDS, cursor)
    context = {"page": page, "kind": kind, "filters": FILTERS, "is_first": cursor is None}
    return render(request, "journal/timeline/timeline.html", context)
