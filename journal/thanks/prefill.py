"""New gratitude notes that begin filled, from an idea or a prompt."""

from collections.abc import Mapping

from guide import decks
from journal.models import GratitudeNote
from journal.thanks.prompts import prompt_named

ABOUT = {"hard": GratitudeNote.About.LIFE}  # what a prompt for a hard day asks about


def new_note(query: Mapping[str, str]) -> GratitudeNote:
    """Return an unsaved gratitude note; about a date if an idea is named, else about what is asked for."""
    idea = decks.idea(query.get("idea", ""))
    if idea is None:
        prompt = prompt_named(query.get("prompt", ""))
        about = ABOUT.get(prompt.about, prompt.about) if prompt else query.get("about", "")
        return GratitudeNote(about=about) if about in GratitudeNote.About else GratitudeNote()
    return GratitudeNote(
        what_they_did=f"We did this, and I liked it. {idea.idea}.", about=GratitudeNote.About.US
    )
