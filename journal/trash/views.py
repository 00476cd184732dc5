"""What was deleted in the last days, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url

from journal.text import say_day
from journal.trash import undo
from users.http import SeeOther, UserRequest, require_post, require_safe, see_other
from users.models import Draft, User
from vault.models import OwnedModel

CANNOT_RESTORE = (
    "It cannot be brought back: what it belonged to is gone, or something else stands in its place."
    " What it says is still here."
)


@require_safe
def deleted_list(request: UserRequest) -> HttpResponse:
    """Show what can still be brought back."""
    clock = request.user.clock
    drafts = Draft.objects.for_user(request.user)
    waiting = drafts.at(request.path).deleted()
    rows = []
    for draft in waiting:
        day = say_day(clock.day_of(draft.updated_at), today=clock.today())
        rows.append((draft, *_kind_and_texts(draft, request.user), day))
    return render(
        request, "journal/trash/deleted_list.html", {"rows": rows, "orphans": drafts.orphaned()}
    )


def _kind_and_texts(package: Draft, user: User) -> tuple[str, list[tuple[str, str]]]:
    """Return what kind of row waits, and what it and its children say; of a locked one nothing."""
    if not package.data:
        return "something", []
    row, *others = undo.rows_in(package)
    texts = []
    for each in [] if getattr(row, "locked", False) else [row, *others]:
        each.owner = user
        texts += each.readable()
    return str(row._meta.verbose_name), texts


@require_post
def deleted_restore(request: UserRequest, pk: UUID) -> HttpResponse:
    """Bring one of them back."""
    waiting = Draft.objects.for_user(request.user).deleted().select_for_update()
    package = get_object_or_404(waiting, pk=pk)
    if not package.data:  # it does not open, as the list says
        raise Http404
    try:
        with transaction.atomic():
            row = undo.restore(package)
    except (IntegrityError, undo.CannotRestoreError):
        messages.error(request, CANNOT_RESTORE)
        return see_other("journal:deleted_list")
    messages.success(request, "It is back.")
    return see_other(row)


def delete(row: OwnedModel, *, to: Model | str) -> HttpResponse:
    """Delete this row, and go on to a page that offers it back. The address names what waits, and nothing else."""
    package = undo.delete(row)
    return SeeOther(f"{resolve_url(to)}?deleted={package.pk}")
