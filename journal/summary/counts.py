"""The sections that count: feelings, what set them off, needs, and what was good."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from journal.digests.tally import ALL, DONE, WARM, Grid, Tally
from journal.insights.parts import family_names, most_chosen, of_family, things
from journal.models import Goal, GratitudeNote, SliderAnswers, SliderQuestions, Tick
from journal.sliders.lines import Month, line
from journal.summary.lines import Line, Section
from journal.text import times, upper

STRONG = ("4", "5")
STATES = dict(Tick.State.choices)


def feelings(tally: Tally) -> Section:
    """What was felt, by family, and how strong."""
    title = "What I felt"
    if not tally.felt:
        return Section(title, ())
    strong = sum(tally.strengths.get(level, 0) for level in STRONG)
    felt, entries = (
        things(tally.felt, "feeling", "feelings"),
        things(tally.entries, "entry", "entries"),
    )
    lines = [Line("In all", f"{felt} in {entries}; {strong} of them strong or flooding.")]
    for family, name in sorted(
        family_names(tally), key=lambda family: -of_family(tally, family[0])
    ):
        words = Counter(tally.feelings[family]).most_common() if family else []
        list_of_words = ", ".join(f"{word} {number}" for word, number in words)
        lines.append(
            Line(name, f"{times(of_family(tally, family))}{list_of_words and ': '}{list_of_words}")
        )
    return Section(title, tuple(lines))


def triggers(tally: Tally) -> Section:
    """What set it off, and how often something good came with it all the same."""
    return Section("What set it off", _chosen(tally.triggers))


def needs(tally: Tally) -> Section:
    """What was needed."""
    return Section("What I needed", _chosen(tally.needs))


def _chosen(grid: Grid) -> tuple[Line, ...]:
    return tuple(Line(upper(label), _how_often(counts)) for label, counts in most_chosen(grid))


def _how_often(counts: Mapping[str, int]) -> str:
    warm = counts.get(WARM, 0)
    well = f", {warm} with close or calm" if warm else ""
    return f"{things(counts[ALL], 'entry', 'entries')}{well}"


def together(notes: Sequence[GratitudeNote], ticks: Iterable[Tick], *, quiet: bool) -> Section:
    """Thanks, evenings for two, and what became of goals."""
    said_count = sum(note.is_said for note in notes)
    lines = [Line("Thank-yous", f"{len(notes)} kept, {said_count} of them said")] if notes else []
    goals: dict[UUID, Goal] = {}
    states: dict[UUID, Counter[str]] = defaultdict(Counter)
    for tick in ticks:
        goals.setdefault(tick.goal_id, tick.goal)
        states[tick.goal_id][tick.state] += 1
    evenings = sum(
        states[goal.pk][state] for goal in goals.values() if goal.date_night for state in DONE
    )
    if evenings and not quiet:
        lines.append(Line("Date nights", times(evenings)))
    in_order = sorted(goals.values(), key=lambda goal: goal.created_at)
    lines += [Line(goal.title, _states(states[goal.pk])) for goal in in_order]
    return Section("Thanks and goals", tuple(lines))


def _states(states: Counter[str]) -> str:
    """Return "done 6 times, partly once"."""
    labelled = [(label, states[state]) for state, label in STATES.items() if states[state]]
    return ", ".join(f"{label.lower()} {times(number)}" for label, number in labelled)


def sliders(questions: SliderQuestions | None, answers: Iterable[SliderAnswers]) -> Section:
    """Own questions, each beside its own past."""
    months = [Month(row.month, row.day, row.values) for row in answers]
    wordings = questions.wordings if questions else []
    lines = [line(wording, months, []) for wording in wordings]
    answered = {wording for month in months for wording in month.values}
    return Section(
        "Once a month, from 0 to 10",
        tuple(
            Line(slider.wording, slider.sentence) for slider in lines if slider.wording in answered
        ),
    )
