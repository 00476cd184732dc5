"""Load a made-up person who has written for weeks, so that every page can be seen full."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from journal.models import (
    Agreement,
    DateNight,
    Entry,
    Experiment,
    Goal,
    GratitudeNote,
    Review,
    SliderAnswers,
    SliderQuestions,
    Summary,
    Thread,
    ThreadEntry,
    Tick,
)
from journal.models.experiments import USUAL_DURATION
from journal.models.talks import LOOK_AGAIN_AFTER
from journal.recurrence.repeat import Repeat
from journal.recurrence.rules import rule_for
from journal.sliders.lines import SUGGESTED, first_of, months_on
from journal.summary import sections_of
from users.models import User
from vault.row_security import acting_as

STORY = Path(__file__).parent.parent / "demo.yaml"
NAME = "demo"
PASSWORD = "warm kettle quiet morning"  # noqa: S105 - printed for everybody, and refused on a public site
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
STATES = {
    "d": Tick.State.DONE,
    "p": Tick.State.PARTLY,
    "s": Tick.State.SKIPPED,
    "n": Tick.State.NOT_APPLICABLE,
}
SOON_AFTER = timedelta(minutes=10)


class Command(BaseCommand):
    """Replaces the demo person by a fresh one, with dates that end today."""

    help = "Load a made-up person whose pages are full. For a local address only."

    def handle(self, **options: object) -> None:  # noqa: ARG002 - Django's signature
        """Load, and say how to sign in."""
        if not settings.IS_LOCAL:
            message = "The demo person has a known password: it is for a local address only."
            raise CommandError(message)
        with transaction.atomic():
            for old in User.objects.filter(username=NAME):
                old.delete()
            load(User.objects.create_user(NAME, password=PASSWORD))
        self.stdout.write(f"Sign in as “{NAME}” with the password “{PASSWORD}”.")


def load(user: User) -> None:
    """Write everything that the story tells."""
    story = yaml.safe_load(STORY.read_text(encoding="utf-8"))
    with acting_as(user):
        for name, value in story["partner"].items():
            setattr(user.preferences, name, value)
        user.preferences.save()
        for moment, moment_story in happened(user, story["weeks"]):
            row = (
                note(moment_story, user.clock.today())
                if "thanks" in moment_story
                else entry(moment_story)
            )
            row.owner, row.happened_at, row.version = user, moment, 1
            row.save()
        Entry.objects.for_user(user).update(written_at=F("happened_at") + SOON_AFTER)
        for part in reversed(story["goals"]):
            begin(user, part)
        for part in story["threads"]:
            gather(user, part)
        answer_monthly(user, story["sliders"])
        for part in story["reviews"]:
            close(user, part)
        for part in story["agreements"]:
            agree(user, part)
        choose(user, story["summary"])


def happened(user: User, weeks: list[list[dict[str, Any]]]) -> Iterator[tuple[datetime, dict]]:
    """Return what has happened by now, with its moment; the last of the weeks is this one."""
    for weeks_ago, week in enumerate(reversed(weeks)):
        for moment_story in week:
            day, _, clock = moment_story["at"].partition(" ")
            wall = f"{day_of(user, weeks_ago, day)}T{clock}"
            moment = datetime.fromisoformat(wall).replace(tzinfo=user.clock.zone)
            if moment <= timezone.now():
                yield moment, moment_story


def day_of(user: User, weeks_ago: int, day: str) -> date:
    """Return a weekday of the week so many weeks ago; a negative number lies ahead."""
    this_week = user.clock.week_of(user.clock.today())
    return this_week.first_day + timedelta(days=DAYS.index(day) - 7 * weeks_ago)


def entry(moment_story: dict[str, Any]) -> Entry:
    """Return an entry of the story."""
    feelings = [
        {"feeling": slug, "strength": strength} for slug, strength in moment_story["felt"].items()
    ]
    names = ("triggers", "what_happened", "story", "needs", "did", "next_wish", "ended")
    return Entry(
        feelings=feelings, **{name: moment_story[name] for name in names if name in moment_story}
    )


def note(moment_story: dict[str, Any], today: date) -> GratitudeNote:
    """Return a thank-you of the story."""
    landed = moment_story.get("landed", "")
    return GratitudeNote(
        what_they_did=moment_story["thanks"],
        what_it_did=moment_story.get("it_did", ""),
        what_it_says=moment_story.get("it_says", ""),
        about=moment_story.get("about", GratitudeNote.About.PARTNER),
        state=moment_story.get("state", GratitudeNote.State.KEPT),
        moment=moment_story.get("moment", ""),
        wording=moment_story.get("wording", ""),
        say_on=today + timedelta(days=moment_story["say_in"]) if "say_in" in moment_story else None,
        landed=landed,
        landed_note=moment_story.get("landed_note", ""),
        counts_since=timezone.now() if landed else None,
    )


def begin(user: User, goal_story: dict[str, Any]) -> None:
    """Make a goal of the story, with a tick for each turn before today."""
    weeks_ago, day = goal_story["begins"].split(" ")
    first_day = day_of(user, int(weeks_ago), day)
    goal = Goal(owner=user, version=1, first_day=first_day, title=goal_story["title"])
    goal.why, goal.plan = goal_story.get("why", ""), goal_story.get("plan", "")
    goal.rule, goal.date_night = rule_for(goal_story["often"], first_day), "evenings" in goal_story
    goal.steps = goal.steps_from(goal_story["steps"])
    for step in goal.steps[: goal_story.get("done", 0)]:
        step["done"] = True
    if "rested" in goal_story:
        goal.pauses = [[f"{day_of(user, *when)}" for when in goal_story["rested"]]]
    goal.save()
    for act in {"pause", "finish"} & goal_story.keys():
        getattr(goal, act)(day_of(user, *goal_story[act]))
    turns = list(turns_before_today(user, goal.repeat))
    ticks = [
        Tick.objects.set_state(user, goal, turn, STATES[letter], user.clock)
        for turn, letter in zip(turns, cycle(goal_story["ticks"] or "-"))
        if letter in STATES
    ]
    for tick, told_of_it in zip(reversed(ticks), goal_story.get("notes", []), strict=False):
        tick.note = told_of_it
        tick.save()
    for turn, evening in zip(reversed(turns), goal_story.get("evenings", []), strict=False):
        DateNight(owner=user, version=1, goal=goal, day=turn, **evening).save()


def gather(user: User, thread_story: dict[str, Any]) -> None:
    """Gather the entries of one trigger in a thread of the story, with what was tried."""
    thread = Thread(owner=user, version=1, name=thread_story["name"], **thread_story["steps"])
    thread.save()
    written = Entry.objects.for_user(user)
    about = [entry for entry in written if thread_story["trigger"] in entry.triggers]
    ThreadEntry.objects.add_entries(user, thread, about)
    for plan in thread_story["tried"]:
        weeks_ago, day = plan.pop("begins").split(" ")
        begins_on = day_of(user, int(weeks_ago), day)
        experiment = Experiment(owner=user, version=1, thread=thread, begins_on=begins_on, **plan)
        experiment.review_on = begins_on + USUAL_DURATION
        experiment.looked_back_on = experiment.review_on if experiment.outcome else None
        experiment.save()


def answer_monthly(user: User, months: list[list[int | None]]) -> None:
    """Answer the six questions in each of the last months; the last one is this month."""
    SliderQuestions(owner=user, version=1, wordings=list(SUGGESTED)).save()
    today = user.clock.today()
    for number, values in enumerate(months):
        month = months_on(first_of(today), number + 1 - len(months))
        answers = [
            {"wording": wording, "value": value}
            for wording, value in zip(SUGGESTED, values, strict=True)
            if value is not None
        ]
        day = min(month + timedelta(days=9), today)
        SliderAnswers(owner=user, version=1, month=month, day=day, given=answers).save()


def close(user: User, review_story: dict[str, Any]) -> None:
    """Close a week of the story."""
    first_day = day_of(user, review_story.pop("weeks_ago"), "Mon")
    review = Review.objects.of_week(user, user.clock.week_of(first_day))
    review.owner, review.version = user, 1
    for name, text in review_story.items():
        setattr(review, name, text)
    review.save()
    review.close()


def agree(user: User, agreement_story: dict[str, Any]) -> None:
    """Write down an agreement of the story."""
    agreed_on = day_of(user, agreement_story.pop("weeks_ago"), "Sun")
    review_on = agreed_on + LOOK_AGAIN_AFTER
    Agreement(
        owner=user, version=1, agreed_on=agreed_on, review_on=review_on, **agreement_story
    ).save()


def choose(user: User, reminder_story: dict[str, Any]) -> None:
    """Choose what the page to take along tells, and keep each usual line of it."""
    row = Summary.objects.get_or_new(user)
    threads = Thread.objects.for_user(user).in_order()
    row.wish, row.without, row.version = reminder_story["wish"], reminder_story["without"], 1
    row.parts, row.threads = reminder_story["parts"], [str(thread.pk) for thread in threads]
    lines = [pair for section in sections_of(row) for pair in section.marks]
    row.seen = [mark for _, mark in lines]
    row.kept = [mark for line, mark in lines if line.usual]
    row.save()


def turns_before_today(user: User, repeat: Repeat) -> list[date]:
    """Return every turn that has come round."""
    yesterday = user.clock.today() - timedelta(days=1)
    return repeat.last(366, until=yesterday)
