"""At 200 and at 400 per cent of a desk of 1280 by 1024: nothing scrolls sideways, and the bars leave room to read."""

import re

import pytest

from tests.e2e.journeys import arrive, log_a_feeling, sign_up, welcome
from tests.e2e.test_accessibility import OPEN_PAGES, does_not_scroll_sideways

OWN_PAGES = [
    *("/today/", "/journal/", "/journal/weeks/", "/journal/insights/", "/goals/", "/goals/new/"),
    *("/journal/worksheets/", "/journal/worksheets/budget/new/?mode=view", "/settings/"),
    *("/guide/talk-and-listen/choose-the-moment/", "/guide/dates/?idea=d17", "/guide/questions/"),
]
BARS = """[...document.querySelectorAll("body *")]
    .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position))
    .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0) / innerHeight"""


@pytest.mark.parametrize("times", [2, 4])
def test_pages_fit_when_they_are_enlarged(open_browser, times):
    page = open_browser(1280 // times)
    page.set_viewport_size({"width": 1280 // times, "height": 1024 // times})
    for address in OPEN_PAGES:
        page.goto(address)
        does_not_scroll_sideways(page)
    sign_up(page)
    welcome(page)
    log_a_feeling(page, "Angry", "resentful", 5)

    for address in OWN_PAGES:
        page.goto(address)
        does_not_scroll_sideways(page)
        assert page.evaluate(BARS) < 0.5, address


def test_word_without_an_end_is_broken(open_browser):
    page = open_browser(360)
    arrive(page)
    page.goto("/goals/new/")
    page.get_by_label("what do you want to do?").fill("together" * 12)
    page.get_by_role("button", name="Save this goal").click()
    page.wait_for_url(re.compile(r"/goals/[0-9a-f-]{36}/"))

    for address in (page.url, "/goals/", "/today/"):
        page.goto(address)
        assert "togethertogether" in page.get_by_role("main").inner_text()
        does_not_scroll_sideways(page)
