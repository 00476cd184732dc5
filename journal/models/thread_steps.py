"""The steps that lead through a thread: what each asks, in which order. The answers are columns of Thread."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    """One thing that a step asks; the name is the column that keeps the answer. Texts hold partner tokens."""

    name: str
    label: str
    help: str = ""
    is_long: bool = True


@dataclass(frozen=True)
class Step:
    """One short form of its own; `notes` are the codes of the safety notes that stand above it."""

    slug: str
    name: str
    lead: str
    asks: tuple[Ask, ...]
    notes: tuple[str, ...] = ()


STEPS = (
    Step(
        "differences",
        "Where we differ",
        "A difference is not a fault. Two people can want two good things.",
        (
            Ask(
                "differences",
                "What matters to me here, and what may matter to {my_partner}?",
                "Your own side you know. The other side is a guess, so call it one.",
            ),
        ),
    ),
    Step(
        "underneath",
        "What is underneath",
        "Under a loud feeling there is often a quiet one.",
        (
            Ask(
                "underneath",
                "Which quieter feeling is there for me?",
                "Hurt, worry about not counting, being tired? One word is enough.",
            ),
        ),
    ),
    Step(
        "outside",
        "Pressure from outside",
        "Some of what looks like us is the week we are having.",
        (
            Ask(
                "outside",
                "What presses on us here?",
                "Work, money, sleep, health, relatives, a small child.",
            ),
        ),
    ),
    Step(
        "loop",
        "Our loop",
        "A loop has no beginner. Here it is the loop that is the problem.",
        (
            Ask(
                "loop_more",
                "The more I…",
                "One thing you do, as a camera would see it.",
                is_long=False,
            ),
            Ask(
                "loop_then",
                "…the more…",
                "What happens then, as a camera would see it.",
                is_long=False,
            ),
        ),
        ("SN-FEAR",),
    ),
    Step(
        "part",
        "My part",
        "Only the piece that is in your own hands.",
        (
            Ask(
                "part",
                "What could I do a little differently, whatever {my_partner} does?",
                "Small enough for a tired evening. Being hurt or frightened is never your part.",
            ),
        ),
        ("SN-FEAR",),
    ),
    Step(
        "ask",
        "One ask",
        "One act, this week or next, that a camera could film.",
        (
            Ask(
                "ask",
                "Would you be willing to…",
                "Begin with what to do: “ring her before Sunday”. {They} may say no.",
                is_long=False,
            ),
        ),
        ("SN-FEAR",),
    ),
    Step(
        "learned",
        "What I learned",
        "For the next time this comes round.",
        (Ask("learned", "What do I know now that I did not know before?"),),
    ),
)


def step_called(slug: str) -> Step | None:
    """Return the step of this slug."""
    return next((step for step in STEPS if step.slug == slug), None)
