"""Reminders: choose them, see what comes, stop them with one click from any mail."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from journal.models import ReminderChoices
from journal.reminders.agenda import agenda_for
from journal.reminders.forms import ReminderChoicesForm
from journal.reminders.schedule import coming, start_reminders
from journal.reminders.unsubscribe import owner_in, stop_mail
from users import drafts
from users.http import UserRequest, require_form_methods, require_post, see_other


@require_form_methods
def reminders(request: UserRequest) -> HttpResponse:
    """Choose reminders, and see the next five in plain words."""
    user, now = request.user, timezone.now()
    choices = ReminderChoices.objects.get_or_new(user)
    form = drafts.open_form(ReminderChoicesForm, request, choices)
    if request.method == "POST":
        return drafts.answer(request, form)
    saved = ReminderChoices.objects.get_or_new(user)
    upcoming = coming(saved, agenda_for(user), user.clock, now)
    context = {
        "form": form,
        "choices": saved,
        "coming": [reminder.in_words(user.clock, now) for reminder in upcoming],
        "zone": user.preferences.time_zone.replace("_", " "),
        "rests": user.preferences.is_hard_season,
    }
    return render(request, "journal/reminders/reminders.html", context)


@require_post
def reminders_resume(request: UserRequest) -> HttpResponse:
    """Begin again after a rest."""
    choices = ReminderChoices.objects.for_user(request.user).select_for_update().first()
    if choices and choices.asked_at:
        start_reminders(choices, request.user.clock, timezone.now())
        choices.save_time()
    return see_other("journal:reminders")


@login_not_required
@csrf_exempt  # RFC 8058: a mail program posts here, without a session, a cookie or a page of ours
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mails of whoever this was sent to: with a button, or at once from a mail program."""
    owner = owner_in(token)
    if owner is None:
        raise Http404
    if request.method == "POST":
        stop_mail(owner)
    context = {"page_is_public": True, "stopped": request.method == "POST"}
    return render(request, "journal/reminders/mail_stop.html", context)
