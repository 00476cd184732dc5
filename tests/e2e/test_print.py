"""On paper: a page of the guide on one side of a sheet with its exercise, and nothing that can only be pressed."""

import re

import pytest

from guide import library, tools
from tests.e2e.journeys import log_a_feeling, sign_up, welcome
from tests.factories import WorksheetFactory
from users.models import User
from vault.row_security import acting_as

PAGES = [page for part in library.parts() for page in part.pages]
ROWS = {
    row.slug: dict.fromkeys((column.slug for column in field.columns), 120)
    for field in tools.mode("budget", "view").fields
    for row in field.rows
}
BUDGET = {"tool": "budget", "mode": "view", "page": "money", "answers": {"rows": ROWS}}
MOST = 4  # of the longest pages, which are those most likely to run over


def length(page):
    said = [page.text, page.exercise.text, *(swap.try_this for swap in page.swaps)]
    return len(" ".join(said)) + 300 * (len(page.notes) + len(page.sources) / 2)


def sides(page):
    """Return how many sides it takes to print what the browser shows: the more of A4 and of US Letter."""
    made = [page.pdf(format=paper, prefer_css_page_size=True) for paper in ("A4", "Letter")]
    return max(len(re.findall(rb"/Type\s*/Page\b", file)) for file in made)


@pytest.mark.parametrize("one", sorted(PAGES, key=length)[-MOST:], ids=lambda page: page.slug)
def test_page_of_the_guide_prints_on_one_side_with_its_exercise(open_browser, one):
    page = open_browser(errors_count=False)
    page.goto(one.get_absolute_url())

    assert sides(page) == 1
    page.emulate_media(media="print")
    assert page.locator("#try").is_visible()
    assert not page.get_by_role("main").locator(".button:visible, .crumbs:visible").count()


def test_short_answers_and_support_print_on_one_sheet_and_a_part_on_one_side(open_browser):
    page = open_browser(errors_count=False)
    most = {"/guide/short-answers/": 2, "/support/": 2, "/guide/when-it-is-harder/": 1}
    for address, wanted in most.items():
        page.goto(address)
        assert sides(page) <= wanted, address


def test_worksheet_and_week_print_on_one_side_and_a_full_budget_on_one_sheet(open_browser):
    page = open_browser(errors_count=False)
    sign_up(page)
    welcome(page)
    log_a_feeling(page, "Angry", "resentful", 5)
    user = User.objects.get()
    with acting_as(user):
        sheet, long = WorksheetFactory(owner=user), WorksheetFactory(owner=user, **BUDGET)

    for address in (sheet.get_absolute_url(), "/journal/weeks/"):
        page.goto(address)
        assert sides(page) == 1, address
    page.goto(long.get_absolute_url())
    assert sides(page) == 2
