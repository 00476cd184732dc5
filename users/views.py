"""The landing page, the first evening, settings, and the way out."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe as django_require_safe
from django.views.defaults import server_error

from users import drafts
from users.forms import PreferencesForm, WelcomeForm
from users.http import (
    SeeOther,
    UserRequest,
    require_form_methods,
    require_post,
    require_safe,
    see_other,
)
from users.models import Draft
from users.sample import WEEK


@login_not_required
@django_require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Say what this is; somebody who is signed in goes straight to today."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    response = render(request, "users/landing.html", {"page_is_public": True, "days": WEEK})
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_form_methods
def welcome(request: UserRequest) -> HttpResponse:
    """Ask, once, how to call the person they are thinking of. Everything here can be skipped."""
    form = drafts.open_form(WelcomeForm, request, request.user.preferences)
    if request.method == "POST":
        return drafts.answer(request, form, to=settings.LOGIN_REDIRECT_URL)
    return render(request, "users/welcome.html", {"form": form})


@require_form_methods
def preferences(request: UserRequest) -> HttpResponse:
    """Change what the welcome page asked, and the hour at which a day ends."""
    form = drafts.open_form(PreferencesForm, request, request.user.preferences)
    if request.method == "POST":
        return drafts.answer(request, form, to="users:settings")
    return render(request, "users/settings.html", {"form": form})


@require_post
def draft_aside(request: UserRequest) -> HttpResponse:
    """Keep a form as it stands, and show it again."""
    place = drafts.save_draft(request, reason=Draft.Reason.ASIDE)
    if not place:
        raise Http404
    return see_other(place)


@require_post
def draft_keep(request: UserRequest) -> HttpResponse:
    """Keep what stands in a form while somebody writes. The answer, for a script, leaves after the commit."""
    clock = request.user.clock  # the key that seals what is typed comes along with it
    if not drafts.save_draft(request, reason=Draft.Reason.TYPED):
        raise Http404
    return JsonResponse({"time": f"{clock.local(timezone.now()):%H:%M}"})


@require_safe
def draft_detail(request: UserRequest, pk: UUID) -> HttpResponse:
    """Show words that could not be saved and that no form opens with, to be read and copied."""
    draft = get_object_or_404(Draft.objects.for_user(request.user).orphaned(), pk=pk)
    return render(request, "users/draft_detail.html", {"draft": draft})


@require_post
def draft_take(request: UserRequest, pk: UUID) -> HttpResponse:
    """Go on with another of the half-written texts of one form."""
    draft = get_object_or_404(Draft.objects.for_user(request.user), pk=pk)
    draft.save(update_fields=["updated_at"])
    return see_other(draft.place)


@require_post
def draft_renew(request: UserRequest, pk: UUID) -> HttpResponse:
    """Go on with words about a row that is gone, as a new one."""
    draft = get_object_or_404(Draft.objects.for_user(request.user), pk=pk)
    place = drafts.restore_as_new(draft)
    if not place:
        raise Http404
    return see_other(place)


@require_post
def draft_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Delete a half-written form."""
    draft = get_object_or_404(Draft.objects.for_user(request.user), pk=pk)
    draft.delete()
    if draft.reason == Draft.Reason.ORPHANED:
        return see_other(settings.LOGIN_REDIRECT_URL)
    return see_other(draft.place)


@login_not_required
@django_require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Exit: end the session on the server and go to a neutral site. A link, so that it works without script."""
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") in {
        "same-origin",
        "none",
    }
    if ours and request.method == "GET" and "Sec-Purpose" not in request.headers:
        logout(request)
    return _elsewhere()


def _elsewhere() -> HttpResponse:
    """Lead away from here, and take the form's cookie off the device."""
    response = SeeOther(settings.EXIT_URL)
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong. The way out leads out even then, and leaves no key to the session behind."""
    if request.path != reverse("users:exit"):
        return server_error(request)
    response = _elsewhere()
    response.delete_cookie(settings.SESSION_COOKIE_NAME, samesite="Lax")
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that a form had gone stale; what it carried is kept after this answer."""
    return render(request, "403_csrf.html", status=403)


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that nothing is here; but for words that wait at this address although no form opens there."""
    waiting = drafts.orphans_at(request) if request.method in {"GET", "HEAD"} else []
    return render(request, "404.html", {"drafts": waiting}, status=404)
