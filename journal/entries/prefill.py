"""New entries that begin with a question of the guide."""

from collections.abc import Mapping

from guide import decks
from journal.lookup import filled
from journal.models import Entry
from users.models import User


def question_in(user: User, query: Mapping[str, str]) -> str:
    """Return the question that is named, in the user's own words, or ""."""
    question = decks.question(query.get("question", ""))
    return filled(user, question.text) if question else ""


def new_entry(question: str) -> Entry:
    """Return an unsaved entry; if there is a question, the answer goes below it."""
    return Entry(story=f"{question}\n" if question else "")
