"""Seven days of noticing."""

from django.http import HttpResponse
from django.shortcuts import render

from guide import banks
from journal.models import Review
from journal.weeks.noticing import prompt_on, starts_in
from users.http import UserRequest, require_post, require_safe, see_other


@require_safe
def noticing(request: UserRequest) -> HttpResponse:
    """Show the seven prompts, and the way to begin or to stop."""
    clock = request.user.clock
    today = clock.today()
    reviews = Review.objects.for_user(request.user).near(clock.week_of(today))
    prompt = prompt_on(today, starts_in(reviews))
    context = {"prompts": banks.noticing(), "prompt": prompt}
    return render(request, "journal/weeks/noticing.html", context)


@require_post
def noticing_start(request: UserRequest) -> HttpResponse:
    """Begin today."""
    Review.objects.notice_from(request.user, request.user.clock.today())
    return see_other("journal:today")


@require_post
def noticing_stop(request: UserRequest) -> HttpResponse:
    """Stop before the seven days are over."""
    Review.objects.stop_noticing(request.user, request.user.clock.today())
    return see_other("journal:noticing")
