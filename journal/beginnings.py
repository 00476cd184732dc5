"""New rows that begin filled, from what the guide offers; addresses carry its codes, and nothing else."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from guide import banks, decks, library, safety
from guide.banks import GoalTemplate
from guide.tools import Mode
from journal.models import (
    Entry,
    Experiment,
    Goal,
    GratitudeNote,
    Review,
    SliderQuestions,
    Thread,
    Worksheet,
)
from journal.models.experiments import USUAL
from journal.prompts import prompt_named
from journal.rules import LOOSE, WEEKDAYS, rule_for
from journal.sheets import LONGEST_LINE, goal_title, sentence
from journal.sliders import SUGGESTED
from journal.wording import join, say_date
from users.models import User

LOOK_BACK_AFTER = timedelta(weeks=2)
I_FEEL = ("i-feel", "build")
SHORT, LONGEST_TITLE = 60, 200
ABOUT = {"hard": GratitudeNote.About.LIFE}  # what a prompt for a hard day asks about


def new_goal(user: User, asked: Mapping[str, str], sheet: Worksheet | None = None) -> Goal:
    """Return an unsaved goal that starts today, filled from what the guide offers or from what was written."""
    if sheet:
        return _goal_from_sheet(user, sheet)
    if "review" in asked:
        return _goal_from_review(user, asked["review"])
    if "experiment" in asked:
        return _goal_from_experiment(user, asked["experiment"])
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


def sheet_in(user: User, asked: Mapping[str, str]) -> Worksheet | None:
    """Return the worksheet of this user's that is named, if one is; raise Http404 if it is not there."""
    if "worksheet" not in asked:
        return None
    return get_object_or_404(Worksheet.objects.for_user(user), pk=_uuid_or_404(asked["worksheet"]))


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
    tried = get_object_or_404(rows, pk=_uuid_or_404(pk))
    return Goal(
        owner=user,
        first_day=user.clock.today(),
        title=tried.trying[:LONGEST_TITLE],
        why=tried.learned,
        plan=tried.plan,
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
        title=review.request[:LONGEST_LINE],
        why=review.insight,
        first_day=today,
        rule=rule_for("weekly", today),
        review_day=today + LOOK_BACK_AFTER,
    )


def new_sheet(user: User, mode: Mode, asked: Mapping[str, str]) -> Worksheet:
    """Return an unsaved worksheet; an entry or a thread of this user's lends its words to one that asks for them."""
    page = asked.get("page", "")
    sheet = Worksheet(tool=mode.tool_slug, mode=mode.slug, page=page if library.page(page) else "")
    lent = _lent_by_thread(user, asked)
    if (mode.tool_slug, mode.slug) == I_FEEL:
        lent |= _lent_by_entry(user, asked)
    sheet.answers = {field.slug: lent[field.slug] for field in mode.fields if lent.get(field.slug)}
    return sheet


def _lent_by_entry(user: User, asked: Mapping[str, str]) -> dict[str, str]:
    """Return what an entry holds of "When…, I feel…, because I need…. Would you be willing to…?"."""
    if "entry" not in asked:
        return {}
    entry = get_object_or_404(Entry.objects.for_user(user), pk=_uuid_or_404(asked["entry"]))
    return {
        "when": " ".join(entry.what_happened.split()),
        "feel": join([felt.word for felt in entry.felt]),
        "need": join(entry.need_labels),
        "ask": " ".join(entry.next_wish.split()),
    }


def _lent_by_thread(user: User, asked: Mapping[str, str]) -> dict[str, str]:
    """Return a thread's ask and the feeling underneath, if they are short enough for a line of a sentence."""
    if "thread" not in asked:
        return {}
    thread = get_object_or_404(Thread.objects.for_user(user), pk=_uuid_or_404(asked["thread"]))
    lent = {"ask": thread.ask, "feel": thread.underneath}
    return {slug: text for slug, text in lent.items() if len(text) <= SHORT and "\n" not in text}


def _uuid_or_404(text: str) -> UUID:
    """Return the id, or answer as if there were no such row."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def entry_in(user: User, asked: Mapping[str, str]) -> str:
    """Return the id of the entry that is named, if there is such an entry of this user's, or ""."""
    if "entry" not in asked:
        return ""
    entry = get_object_or_404(Entry.objects.for_user(user), pk=_uuid_or_404(asked["entry"]))
    return str(entry.pk)


def new_experiment(user: User, thread: Thread) -> Experiment:
    """Return an unsaved experiment of two weeks from today; after one that is to be changed, it begins with its words."""
    today = user.clock.today()
    new = Experiment(owner=user, thread=thread, begins_on=today, review_on=today + USUAL)
    last = Experiment.objects.for_user(user).of(thread.pk).last()
    if last:
        new.before = last.after
    if last and last.outcome == Experiment.Outcome.CHANGE:
        new.trying, new.cue, new.act = last.trying, last.cue, last.act
    return new


def new_questions(user: User) -> SliderQuestions:
    """Return unsaved questions to ask oneself each month: six suggestions, to be put in one's own words."""
    return SliderQuestions(owner=user, wordings=list(SUGGESTED))


def new_note(asked: Mapping[str, str]) -> GratitudeNote:
    """Return an unsaved gratitude note; about a date if an idea is named, else about what is asked for."""
    idea = decks.idea(asked.get("idea", ""))
    if idea is None:
        prompt = prompt_named(asked.get("prompt", ""))
        about = ABOUT.get(prompt.about, prompt.about) if prompt else asked.get("about", "")
        return GratitudeNote(about=about) if about in GratitudeNote.About else GratitudeNote()
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
