"""New rows that begin filled, from what the guide offers; addresses carry its codes, and nothing else."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from guide import banks, decks, library
from guide.tools import Mode
from journal.models import Entry, Goal, GratitudeNote, Review, Worksheet
from journal.repeats import rule_for
from journal.sheets import LONGEST_LINE, goal_title, sentence
from journal.wording import join, say_date
from users.models import User

LOOK_BACK_AFTER = timedelta(weeks=2)
I_FEEL = ("i-feel", "build")


def new_goal(user: User, asked: Mapping[str, str]) -> Goal:
    """Return an unsaved goal that starts today, filled from a template, an idea, a question, a worksheet or a review."""
    if "worksheet" in asked:
        return _goal_from_sheet(user, asked["worksheet"])
    if "review" in asked:
        return _goal_from_review(user, asked["review"])
    today = user.clock.today()
    goal = Goal(owner=user, first_day=today)
    idea = decks.idea(asked.get("idea", ""))
    question = decks.question(asked.get("question", ""))
    template = banks.goal_template(asked.get("template", ""))
    if idea:
        goal.title = idea.idea
        goal.steps = goal.steps_from(_steps("gt-01"))
    elif question and question.is_to_ask:
        goal.title = f"Ask: {_filled(user, question.text)}"
        goal.steps = goal.steps_from(_steps("gt-20")[1:])
    elif template:
        goal.title, goal.why = template.title, template.why
        goal.steps = goal.steps_from(template.steps)
        goal.rule = rule_for(template.repeat, today)
    return goal


def _goal_from_sheet(user: User, pk: str) -> Goal:
    """Return an unsaved goal in the words of a worksheet of this user's, or raise Http404."""
    sheet = get_object_or_404(Worksheet.objects.for_user(user), pk=_uuid_or_404(pk))
    mode = sheet.way
    if mode is None:
        raise Http404
    words = user.preferences.partner_words
    goal = new_goal(user, {"template": mode.template})
    goal.title = goal_title(mode, sheet.answers, words) or goal.title
    goal.why = sentence(mode, sheet.answers, words) or goal.why
    return goal


def _goal_from_review(user: User, week: str) -> Goal:
    """Return an unsaved goal in the words of a week's review, with a day to look back; or raise Http404."""
    try:
        review = Review.objects.of_week(user, user.clock.week_named(week))
    except ValueError as error:
        raise Http404 from error
    today = user.clock.today()
    look_back = say_date(today + LOOK_BACK_AFTER, today=today)
    goal = Goal(
        owner=user, first_day=today, title=review.request[:LONGEST_LINE], why=review.insight
    )
    goal.rule = rule_for("weekly", today)
    goal.steps = goal.steps_from([f"Look back on {look_back}: keep, change or stop"])
    return goal


def new_sheet(user: User, mode: Mode, asked: Mapping[str, str]) -> Worksheet:
    """Return an unsaved worksheet; the I-feel builder takes the words of an entry of this user's, if one is named."""
    page = asked.get("page", "")
    sheet = Worksheet(tool=mode.tool_slug, mode=mode.slug)
    sheet.page = page if library.page(page) else ""
    if "entry" in asked and (mode.tool_slug, mode.slug) == I_FEEL:
        rows = Entry.objects.for_user(user)
        sheet.answers = _parts_of(get_object_or_404(rows, pk=_uuid_or_404(asked["entry"])))
    return sheet


def _parts_of(entry: Entry) -> dict[str, Any]:
    """Return what an entry holds of "When…, I feel…, because I need…. Would you be willing to…?"."""
    parts = {
        "when": _one_line(entry.what_happened),
        "feel": join([felt.word for felt in entry.felt]),
        "need": join(entry.need_labels),
        "ask": _one_line(entry.next_wish),
    }
    return {slug: text for slug, text in parts.items() if text}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _uuid_or_404(text: str) -> UUID:
    """Return the id, or answer as if there were no such row."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def new_note(asked: Mapping[str, str]) -> GratitudeNote:
    """Return an unsaved gratitude note; about a date if an idea is named."""
    idea = decks.idea(asked.get("idea", ""))
    if idea is None:
        return GratitudeNote()
    return GratitudeNote(
        what_they_did=f"We did this, and I liked it. {idea.idea}.", about=GratitudeNote.About.US
    )


def question_in(user: User, asked: Mapping[str, str]) -> str:
    """Return the question that is named, in the user's own words, or ""."""
    question = decks.question(asked.get("question", ""))
    return _filled(user, question.text) if question else ""


def new_entry(question: str) -> Entry:
    """Return an unsaved entry; if there is a question, the answer goes below it."""
    return Entry(story=f"{question}\n" if question else "")


def _filled(user: User, text: str) -> str:
    return user.preferences.partner_words.fill(text)


def _steps(code: str) -> tuple[str, ...]:
    return next(one.steps for one in banks.goal_templates() if one.code == code)
