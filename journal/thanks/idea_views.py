"""Ideas for a date that have become something to remember."""

from django.http import Http404, HttpResponse

from guide import decks
from journal.thanks.actions import did_idea
from users.http import SeeOther, UserRequest, require_post, see_other


@require_post
def idea_done(request: UserRequest, code: str) -> HttpResponse:
    """Mark an idea as done, with a line in the journal that can be changed at once."""
    idea = decks.idea(code)
    if idea is None:
        raise Http404
    note = did_idea(request.user, idea)
    return (
        SeeOther(f"{note.get_absolute_url()}?saved=1")
        if note
        else see_other(idea.get_absolute_url())
    )
