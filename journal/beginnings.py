"""New rows that begin filled, from what the guide offers; addresses carry its codes, and nothing else."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from guide import banks, decks
from guide.banks import GoalTemplate
from journal.models import Entry, Goal, GratitudeNote, Worksheet
from journal.rules import LOOSE, WEEKDAYS, rule_for
from journal.sheets import goal_title, sentence
from journal.wording import say_date
from users.models import User


def new_goal(user: User, asked: Mapping[str, str]) -> Goal:
    """Return an unsaved goal that starts today, filled from a template, an idea, a question or a worksheet."""
    if "worksheet" in asked:
        return _goal_from_sheet(user, asked["worksheet"])
    today = user.clock.today()
    goal = Goal(owner=user, first_day=today)
    idea = decks.idea(asked.get("idea", ""))
    question = decks.question(asked.get("question", ""))
    template = banks.goal_template(asked.get("template", ""))
    if idea:
        goal.title, goal.date_night = idea.idea, True
        goal.steps = goal.steps_from(_steps("gt-01"))
    elif question and question.is_to_ask:
        goal.title = f"Ask: {_filled(user, question.text)}"
        goal.steps = goal.steps_from(_steps("gt-20")[1:])
    elif template:
        _fill(goal, template)
    return goal


def next_evenings(user: User, goals: Iterable[Goal]) -> list[tuple[Goal, date, str]]:
    """Return the next turns of those goals that are dates, to plan an idea for."""
    today = user.clock.today()
    return [
        (goal, day, say_date(day, today=today))
        for goal in goals
        if goal.date_night
        for day in goal.repeat.next(2, since=today)
    ]


def _fill(goal: Goal, template: GoalTemplate) -> None:
    """Take over what a template says."""
    goal.title, goal.why = template.title, template.why
    goal.date_night = template.date_night
    # That they want it too is for them to say.
    goal.whose = Goal.Whose.ASKED if template.who == decks.BOTH else Goal.Whose.MINE
    goal.steps = goal.steps_from(template.steps)
    goal.first_day = _next(template.day, goal.first_day)
    goal.rule = rule_for(template.repeat, goal.first_day)
    goal.times = template.times if template.repeat in LOOSE else 0
    if template.weeks:
        goal.last_day = goal.first_day + timedelta(weeks=template.weeks, days=-1)
    if template.review:
        goal.review_day = goal.first_day + timedelta(weeks=template.review)


def _next(weekday: str, today: date) -> date:
    """Return the next such weekday, today if it is one or if none is named."""
    if not weekday:
        return today
    return today + timedelta(days=(WEEKDAYS.index(weekday) - today.weekday()) % 7)


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
