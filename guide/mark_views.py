"""What a signed-in reader marks in the guide, and takes back. Each answer leads to where the button was."""

from django.http import Http404, HttpResponse

from guide import decks, library
from guide.forms import MarkForm
from users.http import UserRequest, require_post, see_other
from users.models import GuideMark, MarkTarget


@require_post
def page_mark(request: UserRequest, part_slug: str, slug: str) -> HttpResponse:
    """Mark a page as tried, or keep it."""
    state, address = _state(request), _address(part_slug, slug)
    GuideMark.objects.add_mark(request.user, MarkTarget.PAGE, slug, state)
    return see_other(address)


@require_post
def page_unmark(request: UserRequest, part_slug: str, slug: str) -> HttpResponse:
    """Take a page's mark back."""
    state, address = _state(request), _address(part_slug, slug)
    GuideMark.objects.remove_mark(request.user, MarkTarget.PAGE, slug, state)
    return see_other(address)


@require_post
def idea_mark(request: UserRequest, code: str) -> HttpResponse:
    """Keep an idea for a date; one that was done is marked where its line is written."""
    state, address = _state(request), _idea(code)
    GuideMark.objects.add_mark(request.user, MarkTarget.IDEA, code, state)
    return see_other(address)


@require_post
def idea_unmark(request: UserRequest, code: str) -> HttpResponse:
    """Take an idea's mark back."""
    state, address = _state(request), _idea(code)
    GuideMark.objects.remove_mark(request.user, MarkTarget.IDEA, code, state)
    return see_other(address)


def _state(request: UserRequest) -> str:
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise Http404
    return str(form.cleaned_data["state"])


def _address(part_slug: str, slug: str) -> str:
    """Return where the marks of a page stand on it."""
    page = library.page(slug)
    if page is None or page.part_slug != part_slug:
        raise Http404
    return f"{page.get_absolute_url()}#marks"


def _idea(code: str) -> str:
    """Return where an idea is shown."""
    idea = decks.idea(code)
    if idea is None:
        raise Http404
    return idea.get_absolute_url()
