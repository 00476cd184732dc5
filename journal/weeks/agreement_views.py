"""The register of what two people agreed on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from journal.models import Agreement
from journal.models.talks import LOOK_AGAIN_AFTER
from journal.trash.views import delete
from journal.weeks.card_views import for_two
from journal.weeks.talk_forms import AgreementForm, AgreementMarkForm
from users import drafts
from users.http import UserRequest, require_form_methods, require_post, require_safe, see_other


@require_safe
def agreement_list(request: UserRequest) -> HttpResponse:
    """Show the agreements, those on trial first, by the day on which to look again."""
    rows = list(Agreement.objects.for_user(request.user).in_order())
    context = {
        "on_trial": [row for row in rows if row.is_on_trial],
        "done": [row for row in reversed(rows) if not row.is_on_trial],
        "today": request.user.clock.today(),
        "states": Agreement.State,
        "notes": for_two(request.user),
        "words": request.user.preferences.partner_words,
    }
    return render(request, "journal/weeks/agreement_list.html", context)


@require_form_methods
def agreement_create(request: UserRequest) -> HttpResponse:
    """Write down an agreement; two weeks are long enough to try it."""
    today = request.user.clock.today()
    agreement = Agreement(agreed_on=today, review_on=today + LOOK_AGAIN_AFTER)
    form = drafts.open_form(AgreementForm, request, agreement)
    if request.method == "POST":
        return drafts.answer(request, form, to="journal:agreement_list")
    return render(request, "journal/weeks/agreement_form.html", {"form": form})


@require_form_methods
def agreement_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Change one agreement."""
    agreement = get_object_or_404(Agreement.objects.for_user(request.user), pk=pk)
    form = drafts.open_form(AgreementForm, request, agreement)
    if request.method == "POST":
        return drafts.answer(request, form, to="journal:agreement_list")
    return render(
        request, "journal/weeks/agreement_form.html", {"form": form, "agreement": agreement}
    )


@require_form_methods
def agreement_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete."""
    agreement = get_object_or_404(Agreement.objects.for_user(request.user), pk=pk)
    if request.method == "POST":
        return delete(agreement, to="journal:agreement_list")
    return render(request, "journal/weeks/agreement_delete.html", {"agreement": agreement})


@require_post
def agreement_mark(request: UserRequest, pk: UUID) -> HttpResponse:
    """Say what became of it; what is none of the answers changes nothing."""
    rows = Agreement.objects.for_user(request.user).select_for_update()
    agreement = get_object_or_404(rows, pk=pk)
    form = AgreementMarkForm(request.POST)
    if form.is_valid():
        agreement.mark(form.cleaned_data["state"])
    return see_other(agreement)
