"""Everything that a summary may say, read at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from journal.digests.labels import Labels
from journal.digests.tally import Tally, tally_of
from journal.digests.weeks import moment_of
from journal.models import (
    Agreement,
    Entry,
    Experiment,
    GratitudeNote,
    Review,
    SliderAnswers,
    SliderQuestions,
    Summary,
    Thread,
    Tick,
)
from journal.summary import counts, words
from journal.summary.lines import Section
from users.models import User
from vault.models import OwnedModel, OwnedQuerySet

Part = Summary.Part
OF_ENTRIES = {Part.FEELINGS, Part.TRIGGERS, Part.NEEDS, Part.ENDINGS, Part.ENTRIES}


@dataclass(frozen=True)
class Rows:
    """What was written in the days of a summary, as far as it asks for it."""

    user: User
    first: date
    last: date
    by_model: dict[type[OwnedModel], list[Any]]

    def newest_first(self, model: type[OwnedModel], order: str) -> list[Any]:
        """Return the rows of a model in the order of a column, the latest first."""
        return sorted(
            self.by_model.get(model, []), key=lambda row: getattr(row, order), reverse=True
        )

    @cached_property
    def tally(self) -> Tally:
        """Return the entries, counted."""
        clock, labels = self.user.clock, Labels(self.user.pk)
        moments = [moment_of(row, clock) for row in self.by_model.get(Entry, [])]
        return labels.of_tally(tally_of(moments, [], []))


def sections_of(summary: Summary) -> list[Section]:
    """Return what this summary may say, as it is now; a part in which nothing was written is there, and empty."""
    rows = _rows(summary)
    threads = sorted(rows.by_model.get(Thread, []), key=lambda row: row.created_at)
    return [
        *([words.wish(summary.wish)] if summary.wish else []),
        *(section for part in summary.parts for section in MAKERS[part](rows)),
        *_threads(rows, threads),
    ]


def _rows(summary: Summary) -> Rows:
    user = summary.owner
    first, last = summary.days(user.clock)
    by_model = {model: list(rows) for model, rows in _wanted(summary, first, last)}
    for rows in by_model.values():
        for row in rows:
            row.owner = user  # whose preferences are here already
    return Rows(user, first, last, by_model)


def _wanted(
    summary: Summary, first: date, last: date
) -> Iterator[tuple[type[OwnedModel], OwnedQuerySet[Any]]]:
    """Return which rows to ask for: those that the chosen parts are made of."""
    user, parts = summary.owner, set(summary.parts)
    clock = user.clock
    if parts & OF_ENTRIES:
        yield Entry, Entry.objects.for_user(user).within(first, last, clock)
    if Part.TOGETHER in parts:
        yield GratitudeNote, GratitudeNote.objects.for_user(user).within(first, last, clock)
        yield Tick, Tick.objects.for_user(user).within(first, last, clock).with_goals()
    if Part.AGREEMENTS in parts:
        yield Agreement, Agreement.objects.for_user(user).alive_between(first, last)
    if Part.SLIDERS in parts:
        yield SliderQuestions, SliderQuestions.objects.for_user(user)
        yield SliderAnswers, SliderAnswers.objects.for_user(user).up_to(last)
    if Part.REVIEWS in parts:
        weeks = clock.week_of(first), clock.week_of(last)
        yield Review, Review.objects.for_user(user).between(*weeks)
    if summary.threads:
        threads = Thread.objects.for_user(user).filter(pk__in=summary.threads)
        yield Thread, threads.with_entry_counts()
        yield Experiment, Experiment.objects.for_user(user).filter(thread__in=summary.threads)


def _threads(rows: Rows, threads: list[Thread]) -> Iterator[Section]:
    experiments = sorted(rows.by_model.get(Experiment, []), key=lambda row: row.begins_on)
    for thread in threads:
        own = [trial for trial in experiments if trial.thread_id == thread.pk]
        yield words.thread(thread, own)


def _together(rows: Rows) -> Section:
    notes, ticks = (
        rows.newest_first(GratitudeNote, "happened_at"),
        rows.newest_first(Tick, "happened_at"),
    )
    return counts.together(notes, ticks, quiet=rows.user.preferences.quiet)


def _sliders(rows: Rows) -> Section:
    questions = next(iter(rows.by_model[SliderQuestions]), None)
    return counts.sliders(questions, rows.newest_first(SliderAnswers, "month")[::-1])


MAKERS: dict[str, Callable[[Rows], list[Section]]] = {
    Part.FEELINGS: lambda rows: [counts.feelings(rows.tally)],
    Part.TRIGGERS: lambda rows: [counts.triggers(rows.tally)],
    Part.NEEDS: lambda rows: [counts.needs(rows.tally)],
    Part.ENDINGS: lambda rows: words.endings(
        rows.newest_first(Entry, "happened_at"), rows.user.clock
    ),
    Part.TOGETHER: lambda rows: [_together(rows)],
    Part.AGREEMENTS: lambda rows: [
        words.agreements(rows.newest_first(Agreement, "agreed_on"), rows.user.clock.today())
    ],
    Part.SLIDERS: lambda rows: [_sliders(rows)],
    Part.REVIEWS: lambda rows: [words.reviews(rows.newest_first(Review, "week"), rows.user.clock)],
    Part.ENTRIES: lambda rows: [
        words.entries(rows.newest_first(Entry, "happened_at"), rows.user.clock)
    ],
}
