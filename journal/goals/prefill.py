"""New goals that begin filled, from the guide or from the person's own words."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404

from guide import banks, decks, safety
from guide.banks import GoalTemplate
from journal.answers import MAX_LINE_LENGTH, goal_title, sentence
from journal.lookup import filled, uuid_or_404
from journal.models import Experiment, Goal, Review, Worksheet
from journal.recurrence.rules import LOOSE, WEEKDAYS, rule_for
from journal.text import say_date
from users.models import User

LOOK_BACK_AFTER = timedelta(weeks=2)
MAX_TITLE_LENGTH = 200


def new_goal(user: User, query: Mapping[str, str], sheet: Worksheet | None = None) -> Goal:
    """Return an unsaved goal that starts today, filled from what the guide offers or from what was written."""
    if sheet:
        return _goal_from_sheet(user, sheet)
    if "review" in query:
        return _goal_from_review(user, query["review"])
    if "experiment" in query:
        return _goal_from_experiment(user, query["experiment"])
    today = user.clock.today()
    goal = Goal(owner=user, first_day=today)
    idea = decks.idea(query.get("idea", ""))
    question = decks.question(query.get("question", ""))
    template = banks.goal_template(query.get("template", ""))
    if idea:
        goal.title, goal.date_night = idea.idea, True
        goal.steps = goal.steps_from(_steps("gt-01"))
    elif question and question.is_to_ask:
        goal.title = f"Ask: {filled(user, question.text)}"
        goal.steps = goal.steps_from(_steps("gt-20")[1:])
    elif template:
        _fill(goal, template, safety.steps(template, quiet=user.preferences.quiet))
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


def _fill(goal: Goal, template: GoalTemplate, steps: Iterable[str]) -> None:
    """Take over what a template says."""
    goal.title, goal.why = template.title, template.why
    goal.date_night = template.date_night
    # That they want it too is for them to say.
    goal.whose = Goal.Whose.ASKED if template.who == decks.BOTH else Goal.Whose.MINE
    goal.steps = goal.steps_from(steps)
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


def sheet_in(user: User, query: Mapping[str, str]) -> Worksheet | None:
    """Return the worksheet of this user's that is named, if one is; raise Http404 if it is not there."""
    if "worksheet" not in query:
        return None
    return get_object_or_404(Worksheet.objects.for_user(user), pk=uuid_or_404(query["worksheet"]))


def _goal_from_sheet(user: User, sheet: Worksheet) -> Goal:
    """Return an unsaved goal in the words of a worksheet."""
    mode = sheet.way
    if mode is None:
        raise Http404
    words = user.preferences.partner_words
    goal = new_goal(user, {"template": mode.template})
    goal.title = goal_title(mode, sheet.answers, words) or goal.title
    goal.why = sentence(mode, sheet.answers, words) or goal.why
    return goal


def _goal_from_experiment(user: User, pk: str) -> Goal:
    """Return an unsaved goal in the words of an experiment of this user's, or raise Http404."""
    rows = Experiment.objects.for_user(user)
    experiment = get_object_or_404(rows, pk=uuid_or_404(pk))
    return Goal(
        owner=user,
        first_day=user.clock.today(),
        title=experiment.trying[:MAX_TITLE_LENGTH],
        why=experiment.learned,
        plan=experiment.plan,
    )


def _goal_from_review(user: User, week: str) -> Goal:
    """Return an unsaved goal in the words of a week's review, with a day to look back; or raise Http404."""
    try:
        review = Review.objects.of_week(user, user.clock.week_named(week))
    except ValueError as error:
        raise Http404 from error
    today = user.clock.today()
    return Goal(
        owner=user,
        title=review.request[:MAX_LINE_LENGTH],
        why=review.insight,
        first_day=today,
        rule=rule_for("weekly", today),
        review_day=today + LOOK_BACK_AFTER,
    )


def _steps(code: str) -> tuple[str, ...]:
    return next(template.steps for template in banks.goal_templates() if template.code == code)
