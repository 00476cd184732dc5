"""Nothing typed is lost: a form that cannot be saved now is kept as a sealed draft, and opened again from it.

The signed key in each form (see form_keys) lets a double click write one row, keeps a form that was open in
two tabs from overwriting silently, and keeps for its owner what is sent after a session has ended.
"""

from http import HTTPStatus
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, resolve_url

from users.form_keys import FormKey
from users.forms import OwnedForm
from users.http import SeeOther, UserRequest
from users.models import Draft, User
from users.models.drafts import keyless_id
from vault.models import OwnedModel
from vault.row_security import acting_as

FormType = TypeVar("FormType", bound=OwnedForm)
NOT_TYPED = {"csrfmiddlewaretoken", "draft_kept"}
ANSWERED = "form_is_answered"  # on a request: its words are saved, kept, or there are none


def open_form(
    form_class: type[FormType],
    request: UserRequest,
    instance: OwnedModel,
    *,
    place: str = "",
) -> FormType:
    """Return the form on this row: bound to what was sent, else to a kept draft, else fresh."""
    place = place or request.path
    instance.owner = request.user
    start = form_class.start_of(instance)
    if request.method == "POST":
        key = FormKey.read(request.POST.get("form_key"))
        if key is None or (key.owner, key.place) != (request.user.pk, place):
            opening = keyless_id(request.user, place)
            key = FormKey.for_row(instance, place, start, opening=opening)
        return form_class(request.POST, instance=_current(instance, key.row), key=key)
    waiting = Draft.objects.with_words(request.user, place)
    if not waiting or waiting[0].is_broken() or "fresh" in request.GET:
        return form_class(
            instance=instance, key=FormKey.for_row(instance, place, start), others=waiting
        )
    return _open_draft(form_class, instance, waiting, FormKey.for_row(instance, place, start))


def _open_draft(
    form_class: type[FormType], instance: OwnedModel, waiting: list[Draft], fresh: FormKey
) -> FormType:
    """Return the form on this row bound to the last of its drafts; the others can be taken instead."""
    draft, *others = waiting
    data = _as_querydict(draft.data)
    key = FormKey.read(data.get("form_key"))
    instance = _current(instance, key.row if key else instance.pk)
    if key and not instance._state.adding and key.version != instance.version:
        # Saved elsewhere since: whatever else is wrong, both versions must be seen before one goes.
        draft.reason = Draft.Reason.CONFLICT
    key = FormKey.for_row(instance, fresh.place, fresh.start, draft=draft)
    return form_class(data, instance=instance, key=key, draft=draft, others=others)


def answer(request: UserRequest, form: OwnedForm, *, to: str = "") -> HttpResponse:
    """Save the form and go on, to a page that says so; or keep what was typed, and show the form again.

    That it is saved stands in the address, not in the session: one write less, and true when it is read,
    because the answer leaves after the commit.
    """
    if not form.is_valid():
        return keep(request, form)
    row = form.save()
    mark_answered(request)
    return SeeOther(f"{resolve_url(to or row)}?saved=1")


def keep(request: UserRequest, form: OwnedForm) -> HttpResponse:
    """Keep what was typed into a form that did not pass, and send the browser back to it."""
    conflict = form.has_error("__all__", Draft.Reason.CONFLICT)
    reason = Draft.Reason.CONFLICT if conflict else Draft.Reason.INVALID
    Draft.objects.write(request.user, form.key.place, typed_in(request), reason, key=form.key)
    mark_answered(request)
    return SeeOther(form.key.place)


def mark_answered(request: HttpRequest) -> None:
    """Say that what this request carried is saved, kept, or not worth keeping."""
    setattr(request, ANSWERED, True)


def save_draft(request: UserRequest, *, reason: Draft.Reason) -> str:
    """Keep a form as it stands, unchecked; return its address, or "" if it is no form of theirs."""
    key = FormKey.read(request.POST.get("form_key"))
    if key is None or key.owner != request.user.pk:
        return ""
    Draft.objects.write(request.user, key.place, typed_in(request), reason, key=key)
    mark_answered(request)
    return key.place


def save_unanswered(request: HttpRequest, response: HttpResponse) -> str:
    """Keep what a POST carried and no view has saved or kept; return the address at which it waits, or "".

    For its key's owner alone: nobody can forge the key, and it opens nothing but a draft of its owner's.
    """
    is_answered = (
        getattr(request, ANSWERED, False) and response.status_code < HTTPStatus.BAD_REQUEST
    )
    key = None if is_answered else FormKey.read(request.POST.get("form_key"))
    if key is None or (request.user.is_authenticated and request.user.pk != key.owner):
        return ""
    owner = User.objects.filter(pk=key.owner).first()
    if owner is None:
        return ""
    place, reason = _where_it_waits(request, response, key)
    with acting_as(owner):
        owner.lock()
        draft = Draft.objects.write(owner, place, typed_in(request), reason, key=key)
    is_orphan = draft is not None and reason == Draft.Reason.ORPHANED
    return resolve_url("users:draft_detail", draft.pk) if draft and is_orphan else place


def _where_it_waits(
    request: HttpRequest, response: HttpResponse, key: FormKey
) -> tuple[str, Draft.Reason]:
    """Return the address of a form that opens with what was sent, and why it was not saved."""
    if not request.user.is_authenticated or response.status_code == HTTPStatus.FORBIDDEN:
        return key.place, Draft.Reason.PARKED
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return key.place, Draft.Reason.FAILED
    if key.start and key.start != request.get_full_path():
        return key.start, Draft.Reason.GONE
    return key.place, Draft.Reason.ORPHANED


def orphans_at(request: HttpRequest) -> list[Draft]:
    """Return what waits at this address although no form opens there."""
    # No form stands at an address with a NUL, and the database would not even look for one.
    if not request.user.is_authenticated or "\0" in request.path:
        return []
    with acting_as(request.user):
        return Draft.objects.with_words(request.user, request.path)


def restore_as_new(draft: Draft) -> str:
    """Let the words about a row that is gone open as a new one; return that form's address, or ""."""
    if draft.start:
        draft.place, draft.reason = draft.start, Draft.Reason.GONE
        draft.save(update_fields=["place", "reason", "updated_at"])
        return draft.place
    return ""


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """Return what a form sent, without what its page added."""
    return {name: values for name, values in request.POST.lists() if name not in NOT_TYPED}


def _as_querydict(data: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in data.items():
        query.setlist(name, values)
    return query


def _current(instance: OwnedModel, row: UUID) -> OwnedModel:
    """Return the row as it is now, locked; a new row gets the id that its form was given."""
    owner, rows = instance.owner, type(instance).rows_of(instance.owner)
    if instance._state.adding:
        instance.pk = row
        # A second click has waited until the first was committed (require_form_methods), and finds its row.
        current = rows.filter(pk=row).first() or instance
    else:
        current = get_object_or_404(rows.select_for_update(), pk=instance.pk)
    current.owner = owner
    return current
