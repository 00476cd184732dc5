"""The three forms in which people write, and texts as people write them."""

from dataclasses import dataclass

from django.urls import reverse

from journal.models import Entry, Goal, GratitudeNote
from tests.factories import EntryFactory, GoalFactory, GratitudeNoteFactory


@dataclass(frozen=True)
class Sample:
    """One form: where a new row is written, what is enough for it, where texts go."""

    name: str
    model: type
    factory: type
    enough: dict[str, str]
    texts: tuple[str, ...]  # each form's own longest text first

    @property
    def new(self):
        return reverse(f"journal:{self.name}_create")

    def edit(self, row):
        return reverse(f"journal:{self.name}_update", args=[row.pk])


ENTRY = Sample(
    "entry",
    Entry,
    EntryFactory,
    {"feelings_0_feeling": "sad", "feelings_0_strength": "2"},
    ("what_happened", "story", "did", "next_wish", "ended"),
)
NOTE = Sample(
    "note",
    GratitudeNote,
    GratitudeNoteFactory,
    {"what_they_did": "Made soup."},
    ("what_they_did", "what_it_did", "what_it_says"),
)
GOAL = Sample("goal", Goal, GoalFactory, {"title": "Walk"}, ("why", "plan", "title"))

SAMPLES = [ENTRY, NOTE, GOAL]
TEXT_FIELDS = [(sample, field) for sample in SAMPLES for field in sample.texts]

FINE_TEXTS = {
    "emoji": "We danced 💃🏽🕺🏿 and the family came: 👨‍👩‍👧‍👦 🏳️‍🌈",
    "right to left": "אמרתי לו שאני עייפה. \u202b(באמת)\u202c وشكرته على القهوة",
    "combining marks": "Ze\u0301 said i\u0307t, Zalgo s̶͎͠a̷̹͝i̴̢͐d nothing",
    "line ends": "One.\n\nTwo.\n\tThree.",
    "markup": "<script>alert(1)</script> & {{ form }} {% csrf_token %} </textarea> \"'",
    "odd spaces": "a\u200b\u2060\ufeffb\u00a0c\u2028d",
    "outside the first plane": "𠜎𠜱 𓀀 \U0001d4d3\U0001d4ee\U0001d4ea\U0001d4fb",
    "controls": "bell \a, escape \x1b, delete \x7f",
}
