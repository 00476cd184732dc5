"""What was deleted in the last days, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from journal.text import say_day
from journal.trash import undo
from users.http import SeeOther, UserRequest, require_post, require_safe, see_other
from users.models import Draft, User
from vault.models import OwnedModel


@require_safe
def deleted_list(request: UserRequest) -> HttpResponse:
    """Show what can still be brought back."""
    clock = request.user.clock
    waiting = Draft.objects.for_user(request.user).at(request.path).deleted()
    rows = []
    for draft in waiting:
        day = say_day(clock.day_of(draft.updated_at), today=clock.today())
        rows.append((draft, *_told(draft, request.user), day))
    return render(request, "journal/trash/deleted_list.html", {"rows": rows})


def _told(draft: Draft, user: User) -> tuple[str, list[tuple[str, str]]]:
    """Return what kind of row waits, and what it says."""
    if not draft.data:
        return "something", []
    row = undo.row_in(draft)
    row.owner = user
    return str(row._meta.verbose_name), row.readable()


@require_post
def deleted_restore(request: UserRequest, pk: UUID) -> HttpResponse:
    """Bring one of them back."""
    waiting = Draft.objects.for_user(request.user).deleted().select_for_update()
    draft = get_object_or_404(waiting, pk=pk)
    if not draft.data:  # it does not open, as the list says
        raise Http404
    row = undo.bring_back(draft)
    messages.success(request, "It is back.")
    return see_other(row)


def delete(row: OwnedModel, *, to: str) -> HttpResponse:
    """Delete this row, and go on to a page that offers it back. The address names what waits, and nothing else."""
    draft = undo.put_aside(row)
    return SeeOther(f"{reverse(to)}?deleted={draft.pk}")
