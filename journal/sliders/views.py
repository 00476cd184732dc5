"""Sliders: choose the questions, answer them once a month, see each beside its own past."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from journal.models import SliderAnswers, SliderQuestions
from journal.sliders.forms import SliderAnswersForm, SliderQuestionsForm
from journal.sliders.lines import Month, first_of, month_in, overview
from journal.sliders.prefill import new_questions
from journal.text import say_date
from journal.trash.views import delete
from users import drafts
from users.http import UserRequest, require_form_methods, require_safe, see_other


@require_safe
def slider_list(request: UserRequest) -> HttpResponse:
    """Show each question beside its own past."""
    questions = SliderQuestions.objects.for_user(request.user).first()
    rows = list(SliderAnswers.objects.for_user(request.user).in_order())
    months = [Month(row.month, row.day, row.values) for row in rows]
    today = request.user.clock.today()
    until = month_in(request.GET.get("until", ""), latest=first_of(today))
    seen = overview(months, questions.wordings if questions else [], until, today)
    context = {
        "questions": questions,
        "last": rows[-1] if rows else None,
        "seen": seen,
        "still": say_date(seen.still_since, today=today) if seen.still_since else "",
    }
    return render(request, "journal/sliders/slider_list.html", context)


@require_form_methods
def slider_questions(request: UserRequest) -> HttpResponse:
    """Choose what to ask, or word it anew."""
    questions = SliderQuestions.objects.for_user(request.user).first()
    form = drafts.open_form(SliderQuestionsForm, request, questions or new_questions(request.user))
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(
        request, "journal/sliders/slider_questions.html", {"form": form, "kept": questions}
    )


@require_form_methods
def slider_answer(request: UserRequest) -> HttpResponse:
    """Answer this month, or change what was answered."""
    user = request.user
    # Locked, so that two windows cannot answer one month twice.
    if not SliderQuestions.objects.for_user(user).select_for_update().first():
        return see_other("journal:slider_questions")
    today = user.clock.today()
    answers = SliderAnswers.objects.for_user(user).of_month(first_of(today)).first()
    row = answers or SliderAnswers(month=first_of(today), day=today)
    form = drafts.open_form(SliderAnswersForm, request, row)
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/sliders/slider_answer.html", {"form": form, "month": row.month})


@require_form_methods
def slider_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete the answers of one month."""
    row = get_object_or_404(SliderAnswers.objects.for_user(request.user), pk=pk)
    if request.method == "POST":
        return delete(row, to=row)
    return render(request, "journal/sliders/slider_delete.html", {"row": row})
