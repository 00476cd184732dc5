"""The sections in the person's own words. Where there is too much for one page, the latest are taken, and that is said."""

from collections.abc import Iterable, Sequence
from datetime import date

from journal.digests.tally import WARM_FAMILIES
from journal.insights.parts import lower, things
from journal.models import Agreement, Entry, Experiment, Review, Thread
from journal.summary.lines import Line, Section
from journal.text import say_short, say_span
from users.clock import Clock

MAX_ENDINGS, MAX_ENTRIES = 6, 20
COUNTED = {"Feelings", "What set it off", "What I needed"}


def wish(text: str) -> Section:
    """What I would like help with."""
    return Section("What I would like help with", (Line("", text),) if text else ())


def endings(entries: Sequence[Entry], clock: Clock) -> list[Section]:
    """What I did and how it ended: first when it went better, then the other times."""
    told_entries = [entry for entry in entries if entry.did or entry.ended]
    better = [entry for entry in told_entries if _is_warm(entry)]
    warm = sum(map(_is_warm, entries))
    how_many = (
        f"{warm} of {things(len(entries), 'entry holds', 'entries hold')} something close or calm."
    )
    first = (Line("In all", how_many),) if warm else ()
    well = _section("Times that went better", better, clock)
    return [
        Section(well.title, first + well.lines, well.remark),
        _section(
            "The other times", [entry for entry in told_entries if entry not in better], clock
        ),
    ]


def _is_warm(entry: Entry) -> bool:
    return any(felt.family in WARM_FAMILIES for felt in entry.felt)


def _section(title: str, entries: Sequence[Entry], clock: Clock) -> Section:
    lines = [
        Line(f"{_day(entry, clock)}, {label}", text)
        for entry in entries[:MAX_ENDINGS]
        for label, text in (("what I did", entry.did), ("how it ended", entry.ended))
        if text
    ]
    return Section(title, tuple(lines), _remark(entries, MAX_ENDINGS))


def entries(rows: Sequence[Entry], clock: Clock) -> Section:
    """Whole entries, none of which stands on the page before it is ticked."""
    lines = []
    for entry in rows[:MAX_ENTRIES]:
        day = _day(entry, clock)
        lines.append(Line(day, "; ".join(map(str, entry.felt)), usual=False))
        lines += [
            Line(f"{day}, {lower(label)}", text, usual=False)
            for label, text in entry.readable()
            if label not in COUNTED
        ]
    return Section("Single entries", tuple(lines), _remark(rows, MAX_ENTRIES))


def _day(entry: Entry, clock: Clock) -> str:
    return say_short(clock.day_of(entry.happened_at), today=clock.today())


def _remark(entries: Sequence[Entry], most: int) -> str:
    left = len(entries) - most
    return f"The latest {most} stand here; {left} earlier would not fit." if left > 0 else ""


def reviews(rows: Iterable[Review], clock: Clock) -> Section:
    """What was written when weeks were closed."""
    lines = []
    for review in rows:
        week = review.span(clock)
        days = say_span(week.first_day, week.last_day, today=clock.today())
        lines += [Line(f"{days}, {lower(label)}", text) for label, text in review.readable()]
    return Section("From my week reviews", tuple(lines))


def agreements(rows: Iterable[Agreement], today: date) -> Section:
    """What was agreed, and what became of it."""
    lines = []
    for agreement in rows:
        day = say_short(agreement.agreed_on, today=today)
        lines.append(Line(f"{agreement.state_label}, agreed {day}", agreement.wording))
        if agreement.note:
            lines.append(Line(f"Agreed {day}, how it is going", agreement.note))
    return Section("What we agreed on", tuple(lines))


def thread(row: Thread, experiments: Iterable[Experiment]) -> Section:
    """One issue, with its entry_count: what was thought about it, what was tried, what was learned."""
    count = row.entry_count
    lines = [Line("It came up in", things(count, "entry", "entries"))] if count else []
    lines += [Line(label, text) for label, text in row.readable() if label != "Thread"]
    for experiment in experiments:
        lines += [Line(label, text) for label, text in _tried(experiment)]
    return Section(row.name, tuple(lines))


def _tried(experiment: Experiment) -> list[tuple[str, str]]:
    plan = " ".join(filter(None, (experiment.trying, experiment.plan)))
    lines = [
        ("What I tried", plan),
        ("How it was before", experiment.before),
        ("How it was after", experiment.after),
        ("What becomes of it", experiment.outcome_label),
        ("What I learned from it", experiment.learned),
    ]
    return [(label, text) for label, text in lines if text]
