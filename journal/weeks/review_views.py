"""The review of a week: two minutes, open or closed."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from journal.models import Review
from journal.text import say_span
from journal.trash.views import delete
from journal.weeks.review_forms import ReviewForm
from journal.weeks.review_prefill import begin, load_week_material, week_to_review
from journal.weeks.views import week_or_404
from users import drafts
from users.clock import Week
from users.http import UserRequest, require_form_methods, require_post, require_safe, see_other
from users.models import User


@require_safe
def review_now(request: UserRequest, page: str) -> HttpResponse:
    """Go to this page of the week that is to be closed, or else of the week it is."""
    return redirect(page, week_to_review(request.user.clock).name)


@require_form_methods
def week_review(request: UserRequest, name: str) -> HttpResponse:
    """Close a week in two minutes; once it is closed, show what it came to."""
    review, week = review_of(request.user, name)
    material = None
    if request.method != "POST" and not review.is_closed:
        material = load_week_material(request.user, week)
        if review.is_blank:
            begin(review, material)
    form = drafts.open_form(ReviewForm, request, review)
    if request.method == "POST":
        return drafts.answer(request, form)
    context = week_context(request.user, week)
    context |= {"review": review, "form": form, "material": material}
    if review.is_closed and form.draft is None:
        context |= offers(request.user, week)
        return render(request, "journal/weeks/week_review.html", context)
    return render(request, "journal/weeks/week_review_form.html", context)


@require_post
def week_reopen(request: UserRequest, name: str) -> HttpResponse:
    """Open a closed week again."""
    review, _ = review_of(request.user, name)
    if review._state.adding:
        raise Http404
    review.reopen()
    return see_other(reverse("journal:week_review", args=[name]))


@require_form_methods
def week_review_delete(request: UserRequest, name: str) -> HttpResponse:
    """Ask once, then delete."""
    review, week = review_of(request.user, name)
    if review._state.adding:
        raise Http404
    if request.method == "POST":
        return delete(review, to=reverse("journal:week_detail", args=[name]))
    context = week_context(request.user, week) | {"review": review}
    return render(request, "journal/weeks/week_review_delete.html", context)


def review_of(user: User, name: str) -> tuple[Review, Week]:
    """Return the review of the week of this name, and the week; or raise Http404."""
    week = week_or_404(user.clock, name)
    review = Review.objects.of_week(user, week)
    review.owner = user
    return review, week


def week_context(user: User, week: Week) -> dict[str, object]:
    """Return what every page about one week shows."""
    return {
        "week": week,
        "title": say_span(week.first_day, week.last_day, today=user.clock.today()),
        "words": user.preferences.partner_words,
        "quiet": user.preferences.quiet,
    }


def offers(user: User, week: Week) -> dict[str, object]:
    """Return what a closed review leads to, and what was added to its week."""
    return {"material": load_week_material(user, week)}
