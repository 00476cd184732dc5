"""What a page for a weekly talk begins with: put together from the week, nothing raw, all of it to be changed."""

from collections.abc import Iterable
from datetime import date

from journal.answers import sentence
from journal.models import Goal, GratitudeNote, Review, Talk, Worksheet
from journal.recurrence.rules import Often
from journal.text import ONE_DAY, say_date
from users.clock import Week
from users.models import User

MAX_THANKS = 5
GENTLE = ("i-feel", "build")
ASK = "ask"
EVERY_DAY = {Often.DAILY, Often.WEEKDAYS}


def prefill_talk(talk: Talk, user: User, week: Week) -> None:
    """Fill a page that nobody has written yet from its week, what was added to it first."""
    span = (week.first_day, week.last_day, user.clock)
    notes = GratitudeNote.objects.for_user(user).within(*span).for_talk()
    near = [
        *Worksheet.objects.for_user(user).added_to(week).newest_first(),
        *Worksheet.objects.for_user(user).within(*span).newest_first(),
    ]
    gentle = [sheet for sheet in near if (sheet.tool, sheet.mode) == GENTLE]
    review = Review.objects.for_user(user).of_weeks(week).first() or Review()
    talk.issue, talk.ask = as_i_feel_statement(gentle[0], user) if gentle else ("", "")
    talk.ask = talk.ask or review.request
    to_say = [
        note
        for note in notes.newest_first()
        if note.is_for_them and note.landed != note.Landed.BADLY
    ]
    talk.thanks = "\n".join(note.wording or note.what_they_did for note in to_say[:MAX_THANKS])
    talk.went_well = review.went_well
    talk.plan = plan(Goal.objects.for_user(user), user.clock.today())


def as_i_feel_statement(sheet: Worksheet, user: User) -> tuple[str, str]:
    """Return what the I-feel builder made of one thing: the sentence without its request, and the request."""
    words = user.preferences.partner_words
    parts = {slug: text for slug, text in sheet.answers.items() if slug != ASK}
    return sentence(sheet.way, parts, words) if sheet.way else "", sheet.answers.get(ASK, "")


def plan(goals: Iterable[Goal], today: date) -> str:
    """Return what comes round next, and when; what comes round every day is no plan for two."""
    rare = [goal for goal in goals if goal.repeat.often not in EVERY_DAY]
    turns = [(goal.repeat.next(1, since=today + ONE_DAY), goal) for goal in rare]
    coming = [(days[0], goal) for days, goal in turns if days]
    if not coming:
        return ""
    day, goal = min(coming, key=lambda pair: pair[0])
    return f"{goal.title}, {say_date(day, today=today)}"
