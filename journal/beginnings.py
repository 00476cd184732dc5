"""New rows that begin filled, from what the guide offers; addresses carry its codes, and nothing else."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from guide import banks, decks, library
from guide.tools import Mode
from journal.models import (
    Entry,
    Experiment,
    Goal,
    GratitudeNote,
    SliderQuestions,
    Thread,
    Worksheet,
)
from journal.models.experiments import USUAL
from journal.repeats import rule_for
from journal.sheets import goal_title, sentence
from journal.sliders import SUGGESTED
from users.models import User

SHORT, LONGEST_TITLE = 60, 200


def new_goal(user: User, asked: Mapping[str, str]) -> Goal:
    """Return an unsaved goal that starts today, filled from what the guide offers or from what was written."""
    if "worksheet" in asked:
        return _goal_from_sheet(user, asked["worksheet"])
    if "experiment" in asked:
        return _goal_from_experiment(user, asked["experiment"])
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


def new_sheet(user: User, mode: Mode, asked: Mapping[str, str]) -> Worksheet:
    """Return an unsaved worksheet; a thread that is named lends its ask and the feeling underneath to one that asks for them."""
    page = asked.get("page", "")
    sheet = Worksheet(tool=mode.tool_slug, mode=mode.slug, page=page if library.page(page) else "")
    if "thread" in asked:
        thread = get_object_or_404(Thread.objects.for_user(user), pk=_uuid_or_404(asked["thread"]))
        lent = {"ask": thread.ask, "feel": one_line(thread.underneath)}
        sheet.answers = {
            field.slug: lent[field.slug] for field in mode.fields if lent.get(field.slug)
        }
    return sheet


def one_line(text: str) -> str:
    """Return a text that is short enough for a line of a sentence, or ""."""
    return text if len(text) <= SHORT and "\n" not in text else ""


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
