"""What a review leads to: three baskets, and a card of chosen lines."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from guide import banks
from guide.safety import FEAR
from journal.weeks.review_forms import BasketsForm, CardForm
from journal.weeks.review_views import review_of, week_context
from journal.weeks.share_card import chosen
from users import drafts
from users.http import UserRequest, require_form_methods
from users.models import User


@require_form_methods
def week_baskets(request: UserRequest, name: str) -> HttpResponse:
    """Sort what came up in a week into three baskets."""
    review, week = review_of(request.user, name)
    form = drafts.open_form(BasketsForm, request, review)
    if request.method == "POST":
        return drafts.answer(request, form, to=reverse("journal:week_baskets", args=[name]))
    notes = [banks.notes()[FEAR]]
    context = {"review": review, "form": form, "notes": notes}
    return render(
        request, "journal/weeks/week_baskets.html", week_context(request.user, week) | context
    )


@require_form_methods
def week_card(request: UserRequest, name: str) -> HttpResponse:
    """Choose the lines of a card, and see it as it will be printed or copied."""
    review, week = review_of(request.user, name)
    form = drafts.open_form(CardForm, request, review)
    if request.method == "POST":
        return drafts.answer(request, form, to=reverse("journal:week_card", args=[name]))
    lines = chosen(review, request.user.preferences.partner_words)
    context = {"review": review, "form": form, "lines": lines, "notes": for_two(request.user)}
    return render(
        request, "journal/weeks/week_card.html", week_context(request.user, week) | context
    )


def for_two(user: User) -> list[str]:
    """Return the safety notes above what is made for two; with quiet suggestions the one on fear comes first."""
    codes = [FEAR, "SN-SHARE"] if user.preferences.quiet else ["SN-SHARE"]
    return [banks.notes()[code] for code in codes]
