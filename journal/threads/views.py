"""Threads: gather entries under one issue, go through the steps, see the whole story."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from guide import banks
from journal.models import Entry, Experiment, Thread, ThreadEntry
from journal.models.thread_steps import STEPS, step_called
from journal.models.threads import gathered
from journal.threads.evidence import laid_out
from journal.threads.experiments import say_review, tried
from journal.threads.forms import STEP_FORMS, PlaceForm, ThreadForm
from journal.threads.prefill import entry_in
from journal.timeline.page import Cursor, page_of
from journal.trash.views import delete
from users import drafts
from users.http import UserRequest, require_form_methods, require_post, require_safe, see_other
from users.models import User


@require_safe
def thread_list(request: UserRequest) -> HttpResponse:
    """Show the threads, and how much lies in each."""
    threads = Thread.objects.for_user(request.user).in_order().for_list().with_entry_counts()
    days = Experiment.objects.for_user(request.user).review_days()
    today = request.user.clock.today()
    threads_with_review = [
        (thread, say_review(days.get(thread.pk), today=today)) for thread in threads
    ]
    return render(request, "journal/threads/thread_list.html", {"threads": threads_with_review})


@require_form_methods
def thread_create(request: UserRequest) -> HttpResponse:
    """Name a new thread."""
    form = drafts.open_form(ThreadForm, request, Thread())
    if request.method == "POST":
        return drafts.answer(request, form)
    form.initial["entry"] = entry_in(request.user, request.GET)
    return render(request, "journal/threads/thread_form.html", {"form": form})


@require_safe
def thread_detail(request: UserRequest, pk: UUID) -> HttpResponse:
    """Show the whole story on one page."""
    thread = _thread_or_404(request.user, pk)
    steps = [(step, thread.answer_to(step)) for step in STEPS]
    experiments = Experiment.objects.for_user(request.user).of_thread(thread.pk)
    context = {
        "thread": thread,
        "tried": tried(experiments, today=request.user.clock.today()),
        "evidence": laid_out(gathered(request.user, thread).for_story(), request.user.clock),
        "steps": steps[:-1],
        "learned": steps[-1:],
        "next_step": next((step for step, answer in steps if not answer), None),
    }
    return render(request, "journal/threads/thread_detail.html", context)


@require_form_methods
def thread_update(request: UserRequest, pk: UUID) -> HttpResponse:
    """Change the name of a thread."""
    thread = _thread_or_404(request.user, pk)
    form = drafts.open_form(ThreadForm, request, thread)
    if request.method == "POST":
        return drafts.answer(request, form)
    return render(request, "journal/threads/thread_form.html", {"form": form, "thread": thread})


@require_form_methods
def thread_delete(request: UserRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete the thread; its entries stay."""
    thread = _thread_or_404(request.user, pk)
    if request.method == "POST":
        messages.success(request, "Its entries are still in your journal.")
        return delete(thread, to="journal:thread_list")
    return render(request, "journal/threads/thread_delete.html", {"thread": thread})


@require_form_methods
def thread_step(request: UserRequest, pk: UUID, step: str) -> HttpResponse:
    """Answer one step of a thread."""
    thread = _thread_or_404(request.user, pk)
    thread_step = step_called(step)
    if thread_step is None:
        raise Http404
    form = drafts.open_form(STEP_FORMS[step], request, thread)
    if request.method == "POST":
        return drafts.answer(request, form)
    notes = [banks.notes()[code] for code in thread_step.notes]
    words = request.user.preferences.partner_words
    context = {"form": form, "thread": thread, "step": thread_step, "notes": notes, "words": words}
    return render(request, "journal/threads/thread_step.html", context)


@require_safe
def thread_entries(request: UserRequest, pk: UUID) -> HttpResponse:
    """Choose among what was written, newest first."""
    thread = _thread_or_404(request.user, pk)
    before = request.GET.get("before", "")
    context = {
        "thread": thread,
        "page": page_of(request.user, ("entry",), Cursor.read(before)),
        "held": ThreadEntry.objects.for_user(request.user).of_thread(thread).held(),
        "before": before,
    }
    return render(request, "journal/threads/thread_entries.html", context)


@require_post
def thread_put(request: UserRequest, pk: UUID) -> HttpResponse:
    """Put an entry into a thread."""
    thread = _thread_or_404(request.user, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return see_other(thread)
    entry = get_object_or_404(Entry.objects.for_user(request.user), pk=form.cleaned_data["entry"])
    ThreadEntry.objects.add_entries(request.user, thread, [entry])
    return see_other(form.page_after(thread))


@require_post
def thread_take(request: UserRequest, pk: UUID) -> HttpResponse:
    """Take an entry out of a thread."""
    thread = _thread_or_404(request.user, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return see_other(thread)
    ThreadEntry.objects.for_user(request.user).of_thread(thread).take(form.cleaned_data["entry"])
    return see_other(form.page_after(thread))


def _thread_or_404(user: User, pk: UUID) -> Thread:
    return get_object_or_404(Thread.objects.for_user(user), pk=pk)
