"""Nothing typed is lost: a form that cannot be saved now is kept as a sealed draft, and opened again from it.

The signed key in each form (see form_keys) lets a double click write one row, keeps a form that was open in
two tabs from overwriting silently, and keeps for its owner what is sent after a session has ended.
"""

from functools import cache
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, resolve_url

from users.form_keys import FormKey
from users.forms import OwnedForm
from users.http import SeeOther, UserRequest
from users.models import Draft, User
from users.models.drafts import unnamed
from vault.models import OwnedModel, UserKey, take_keys
from vault.row_security import acting_as
from vault.statements import ANYBODY, Statement, stand_in

FormType = TypeVar("FormType", bound=OwnedForm)
ROW = stand_in(UUID("c0c0d000-0000-4000-8000-000000000000"))
NOT_TYPED = {"csrfmiddlewaretoken", "draft_kept"}


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
            opening = unnamed(request.user, place)
            key = FormKey.of(instance, place, start, opening=opening)
        return form_class(request.POST, instance=_current(instance, key.row), key=key)
    kept = Draft.objects.kept(request.user, place)
    if not kept or kept[0].is_broken() or "fresh" in request.GET:
        return form_class(instance=instance, key=FormKey.of(instance, place, start), others=kept)
    return _open_draft(form_class, instance, kept, FormKey.of(instance, place, start))


def _open_draft(
    form_class: type[FormType], instance: OwnedModel, kept: list[Draft], fresh: FormKey
) -> FormType:
    """Return the form on this row bound to the last of its drafts; the others can be taken instead."""
    draft, *others = kept
    data = _as_querydict(draft.data)
    key = FormKey.read(data.get("form_key"))
    instance = _current(instance, key.row if key else instance.pk)
    if key and not instance._state.adding and key.version != instance.version:
        # Saved elsewhere since: whatever else is wrong, both versions must be seen before one goes.
        draft.reason = Draft.Reason.CONFLICT
    key = FormKey.of(instance, fresh.place, fresh.start, draft=draft)
    return form_class(data, instance=instance, key=key, draft=draft, others=others)


def answer(request: UserRequest, form: OwnedForm, *, to: str = "") -> HttpResponse:
    """Save the form and go on, to a page that says so; or keep what was typed, and show the form again.

    That it is saved stands in the address, not in the session: one write less, and true when it is read,
    because the answer leaves after the commit.
    """
    if not form.is_valid():
        return keep(request, form)
    row = form.save()
    return SeeOther(f"{resolve_url(to or row)}?saved=1")


def keep(request: UserRequest, form: OwnedForm) -> HttpResponse:
    """Keep what was typed into a form that did not pass, and send the browser back to it."""
    conflict = form.has_error("__all__", Draft.Reason.CONFLICT)
    reason = Draft.Reason.CONFLICT if conflict else Draft.Reason.INVALID
    Draft.objects.put(request.user, form.key.place, _typed(request), reason, key=form.key)
    return SeeOther(form.key.place)


def set_aside(request: UserRequest) -> str:
    """Keep a form as it stands, unchecked; return its address, or "" if it is no form of theirs."""
    return _keep_unchecked(request, Draft.Reason.ASIDE)


def keep_typed(request: UserRequest) -> str:
    """Keep what stands in a form while somebody writes; return its address, or "" if it is no form of theirs."""
    return _keep_unchecked(request, Draft.Reason.TYPED)


def _keep_unchecked(request: UserRequest, reason: Draft.Reason) -> str:
    key = FormKey.read(request.POST.get("form_key"))
    if key is None or key.owner != request.user.pk:
        return ""
    Draft.objects.put(request.user, key.place, _typed(request), reason, key=key)
    return key.place


def park(request: HttpRequest) -> str:
    """Keep what a POST carries for the owner of its form key; return the form's address, or "" if there is no key.

    For what arrives after the session has ended, or with a stale CSRF token: nobody can forge the key, and
    it opens nothing but a draft of its owner's.
    """
    key = FormKey.read(request.POST.get("form_key"))
    if key is None or (request.user.is_authenticated and request.user.pk != key.owner):
        return ""
    return _park(request, key, key.place, Draft.Reason.PARKED)


def rescue(request: HttpRequest) -> str:
    """Keep what was typed about a row that is gone, as a new one; return the new form's address, or ""."""
    key = FormKey.read(request.POST.get("form_key"))
    if key is None or not key.start or request.user.pk != key.owner or key.place == key.start:
        return ""
    return _park(request, key, key.start, Draft.Reason.GONE)


def stranded(request: HttpRequest) -> Draft | None:
    """Return the words that wait at this address although their row is gone, if they can become a new one."""
    # No form stands at an address with a NUL, and the database would not even look for one.
    if not request.user.is_authenticated or "\0" in request.path:
        return None
    with acting_as(request.user):
        waiting = Draft.objects.for_user(request.user).at(request.path)
        return next((draft for draft in waiting if start_of(draft)), None)


def renew(draft: Draft) -> str:
    """Let the words about a row that is gone open as a new one; return that form's address, or ""."""
    place = start_of(draft)
    if place:
        draft.place, draft.reason = place, Draft.Reason.GONE
        draft.save(update_fields=["place", "reason", "updated_at"])
    return place


def start_of(draft: Draft) -> str:
    """Return the address at which the words of this draft can become a new row, or ""."""
    key = FormKey.read(draft.data.get("form_key", [""])[0])
    return key.start if key and key.place != key.start else ""


def _park(request: HttpRequest, key: FormKey, place: str, reason: Draft.Reason) -> str:
    owner = User.objects.filter(pk=key.owner).first()
    if owner is None:
        return ""
    with acting_as(owner):
        Draft.objects.put(owner, place, _typed(request), reason, key=key)
    return place


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: values for name, values in request.POST.lists() if name not in NOT_TYPED}


def _as_querydict(data: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in data.items():
        query.setlist(name, values)
    return query


def _current(instance: OwnedModel, row: UUID) -> OwnedModel:
    """Return the row as it is now, locked; a new row gets the id that its form was given."""
    owner, model = instance.owner, type(instance)
    if instance._state.adding:
        instance.pk = row
        # A second click waits here until the first is committed, and then finds its row.
        keys = _keys_and_whether(model).after_waiting_for(row, {ANYBODY.pk: owner.pk, ROW: row})
        take_keys(keys)
        is_there = any(key.is_there for key in keys)  # type: ignore[attr-defined] # added below
        current = (is_there and model.rows_of(owner).filter(pk=row).first()) or instance
    else:
        rows = model.rows_of(owner)
        current = get_object_or_404(rows.select_for_update(), pk=instance.pk)
    current.owner = owner
    return current


@cache
def _keys_and_whether(model: type[OwnedModel]) -> Statement[UserKey]:
    """Return the question for the keys that will seal a row, and whether the row is there already."""
    is_there = Exists(model.rows_of(ANYBODY).filter(pk=ROW))
    return Statement(UserKey.objects.for_user(ANYBODY).annotate(is_there=is_there))
