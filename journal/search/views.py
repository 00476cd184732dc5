"""Search over everything one has written."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from journal.digests.slices import StillCountingError
from journal.search import find as finder
from journal.search.forms import SearchForm
from users.http import UserRequest, see_other


@require_http_methods(["GET", "HEAD", "POST"])  # it changes no row of theirs, so it locks nobody
def search(request: UserRequest) -> HttpResponse:
    """Find words, and show them where they stand.

    The one private POST that ends in a page. A redirect would have to carry the words in an address or keep
    them somewhere, and what a person looks for in their own journal is as private as what stands in it.
    With script the answer is put into the page that asked (static/js/find.js), so that a reload shows an empty search and the
    browser has no form to remember; without, a reload asks whether to send once more, and finds the same.
    """
    if request.method != "POST":
        return render(request, "journal/search/search.html", {"form": SearchForm()})
    form = SearchForm(request.POST)
    if not form.is_valid():
        return see_other("journal:search")
    words, skip = form.cleaned_data["words"], form.cleaned_data["skip"]
    context = {"form": form, "words": words, "skip": skip}
    try:
        context["found"] = finder.search(request.user, words, skip)
    except StillCountingError as error:
        context["left"] = error.left
    return render(request, "journal/search/search.html", context)
