"""A hard season: everything rests, and nothing is asked."""

from django.http import HttpResponse
from django.shortcuts import render

from users.http import UserRequest, require_form_methods, require_post, see_other
from users.models import Preferences, User


@require_form_methods
def season_begin(request: UserRequest) -> HttpResponse:
    """Say what a hard season does, and begin one."""
    if request.method == "POST":
        _locked_preferences(request.user).begin_hard_season(request.user.clock.today())
        return see_other("journal:goal_list")
    return render(request, "journal/goals/season.html")


@require_post
def season_end(request: UserRequest) -> HttpResponse:
    """Go on with everything."""
    _locked_preferences(request.user).end_hard_season(request.user.clock.today())
    return see_other("journal:goal_list")


def _locked_preferences(user: User) -> Preferences:
    """Return preferences as they are now; two clicks that come at once take turns."""
    return Preferences.objects.for_user(user).select_for_update().get()
