"""What a new thread and a new experiment begin with."""

from collections.abc import Mapping

from django.shortcuts import get_object_or_404

from journal.lookup import uuid_or_404
from journal.models import Entry, Experiment, Thread
from journal.models.experiments import USUAL_DURATION
from users.models import User


def entry_in(user: User, query: Mapping[str, str]) -> str:
    """Return the id of the entry that is named, if there is such an entry of this user's, or ""."""
    if "entry" not in query:
        return ""
    entry = get_object_or_404(Entry.objects.for_user(user), pk=uuid_or_404(query["entry"]))
    return str(entry.pk)


def new_experiment(user: User, thread: Thread) -> Experiment:
    """Return an unsaved experiment of two weeks from today; after one that is to be changed, it begins with its words."""
    today = user.clock.today()
    new = Experiment(owner=user, thread=thread, begins_on=today, review_on=today + USUAL_DURATION)
    last = Experiment.objects.for_user(user).of_thread(thread.pk).last()
    if last:
        new.before = last.after
    if last and last.outcome == Experiment.Outcome.CHANGE:
        new.trying, new.cue, new.act = last.trying, last.cue, last.act
    return new
