"""The question deck and the finder of date ideas: open to everyone."""

import secrets

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from guide import banks, safety
from guide.forms import CardChoice, DateWish
from guide.marks import marks_in
from guide.serving import serve
from guide.views import public
from users.http import SeeOther
from users.partner import is_quiet


@public
def questions(request: HttpRequest) -> HttpResponseBase:
    """Show one question, and the sets to draw from."""
    choice = CardChoice(request.GET)
    if not choice.is_valid():
        raise Http404
    quiet = is_quiet(request)
    sets = safety.question_sets(quiet=quiet)
    context = {
        "choice": choice,
        "card": choice.card_shown,
        "note": banks.notes().get(choice.question_set.note),
        "sets": sets,
        "quiet": quiet,
        "alone": safety.alone(quiet=choice.question_set not in sets),
    }
    variant = f"{choice.letter} {choice.card_shown.code}"
    return serve(request, "guide/questions.html", context, variant=variant)


@public
def dates(request: HttpRequest) -> HttpResponseBase:
    """Show the ideas that suit, and one of them nearer; or draw one."""
    wish = DateWish(request.GET)
    if not wish.is_valid():
        raise Http404
    if is_quiet(request):
        return serve(request, "guide/dates.html", {"alone": safety.alone(quiet=True)})
    shown, marks = wish.cleaned_data["idea"], marks_in(request)
    if wish.cleaned_data["pick"]:
        code = _drawn(wish, marks.resting() if marks else set())
        return SeeOther(f"{request.path}{wish.address(code)}")
    context = {"wish": wish, "shown": shown, "note": banks.notes()["SN-TOUCH"], "marks": marks}
    return serve(request, "guide/dates.html", context, variant=None if request.GET else "")


def _drawn(wish: DateWish, resting: set[str]) -> str:
    """Return the code of an idea that suits: another than the one shown, and none of those that rest, if there is one."""
    codes = [idea.code for idea in wish.ideas()]
    shown = wish.cleaned_data["idea"]
    others = [code for code in codes if not (shown and code == shown.code)] or codes
    fresh = [code for code in others if code not in resting] or others
    return secrets.choice(fresh) if fresh else ""
