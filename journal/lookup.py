"""Rows and words that a request names."""

from uuid import UUID

from django.http import Http404

from users.models import User


def uuid_or_404(text: str) -> UUID:
    """Return the id, or answer as if there were no such row."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def filled(user: User, text: str) -> str:
    """Return a text of the guide with this person's own words for their partner."""
    return user.preferences.partner_words.fill(text)
