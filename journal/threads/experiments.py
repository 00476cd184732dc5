"""What was tried in a thread, one thing after another, with its days in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journal.models import Experiment
from journal.text import say_date, say_day, say_span


@dataclass(frozen=True)
class Tried:
    """One experiment, ready to show."""

    experiment: Experiment
    days: str
    is_due: bool


@dataclass(frozen=True)
class AllTried:
    """The experiments of one thread: what was looked back on, and what is running."""

    before: list[Tried]
    running: Tried | None


def tried(experiments: Iterable[Experiment], *, today: date) -> AllTried:
    """Lay the experiments out, the oldest first."""
    shown = [_shown(experiment, today) for experiment in experiments]
    running = [trial for trial in shown if trial.experiment.looked_back_on is None]
    return AllTried([trial for trial in shown if trial not in running], next(iter(running), None))


def _shown(experiment: Experiment, today: date) -> Tried:
    if experiment.looked_back_on is None:
        due = experiment.review_on <= today
        return Tried(experiment, f"Look back on {say_date(experiment.review_on, today=today)}", due)
    return Tried(
        experiment, _span(experiment.begins_on, experiment.looked_back_on, today), is_due=False
    )


def _span(first: date, last: date, today: date) -> str:
    """Return the days from beginning to look back; of one that was ended on its first day, that day."""
    if first == last:
        return say_date(first, today=today)
    return say_span(first, last, today=today)


def say_review(day: date | None, *, today: date) -> str:
    """Return when it is time to look back, or ""."""
    if day is None:
        return ""
    if day <= today:
        return "time to look back"
    return f"look back {say_day(day, today=today).replace('Tomorrow', 'tomorrow')}"
