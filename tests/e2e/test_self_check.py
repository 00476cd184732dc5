"""The self-check: what is ticked stays in the page, and nowhere after it."""

import pytest
from playwright.sync_api import expect

HIT = "Has hit, shoved or held me down"
READS = "Reads my messages"
OWN_DEED = "I have scared, hurt, tracked, threatened or forced"
OWN_SAFETY = "I have thought of ending my life"
ENDINGS = {
    OWN_SAFETY: "Please talk to someone now",
    HIT: "You deserve to be safe",
    READS: "These are signs of control",
    OWN_DEED: "Telling the truth about this is a serious first step",
}
NONE = "Good to know"


def box(page, words):
    return page.get_by_role("checkbox", name=words)


def press(page, name):
    page.get_by_role("button", name=name).click()


def go_through(page, *ticked):
    """Go through the four lists and tick these."""
    for shown in (HIT, READS, OWN_DEED, OWN_SAFETY):
        expect(page.get_by_role("checkbox").and_(page.locator(":visible"))).not_to_have_count(0)
        if shown in ticked:
            box(page, shown).check()
        press(page, "What now?" if shown == OWN_SAFETY else "Next list")


def told(page):
    """Return the endings that are shown, in their order."""
    headings = page.locator("[data-ending]:not([hidden]) h2")
    return headings.all_text_contents()


def kept(page):
    """Return what the browser keeps for the site."""
    return page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie,"
        " (await indexedDB.databases()).length, (await caches.keys()).length]"
    )


@pytest.mark.parametrize(
    "ticked",
    [[], *([one] for one in ENDINGS), list(ENDINGS)],
    ids=lambda ticked: f"{len(ticked)} ticked",
)
def test_endings_that_fit_are_shown_in_their_order(open_browser, ticked):
    page = open_browser(360)
    page.goto("/support/check/")

    go_through(page, *ticked)

    assert told(page) == ([ENDINGS[one] for one in ENDINGS if one in ticked] or [NONE])
    expect(page.get_by_role("link", name="Open Support")).to_be_visible()
    expect(page.get_by_role("link", name="Exit")).to_be_visible()


def test_nothing_is_asked_of_the_network_and_nothing_kept(open_browser):
    page = open_browser(360)
    page.goto("/support/check/")
    page.wait_for_load_state("networkidle")
    address, length, asked = page.url, page.evaluate("history.length"), []
    page.on("request", lambda request: asked.append(request.url))

    go_through(page, *ENDINGS)
    page.get_by_text("United States", exact=True).click()
    press(page, "Back to the lists")
    page.wait_for_timeout(500)

    assert asked == []
    assert kept(page) == [0, 0, "", 0, 0]
    assert (page.url, page.evaluate("history.length")) == (address, length)


def test_going_back_within_the_lists_keeps_the_ticks_until_they_are_cleared(open_browser):
    page = open_browser(360)
    page.goto("/support/check/")
    go_through(page, OWN_SAFETY)

    press(page, "Back to the lists")
    expect(box(page, OWN_SAFETY)).to_be_checked()
    press(page, "What now?")
    press(page, "Clear every tick")

    expect(page.locator("[data-check] :checked")).to_have_count(0)
    go_through(page)
    assert told(page) == [NONE]


def test_reloaded_page_shows_nothing_ticked(open_browser):
    page = open_browser(360)
    page.goto("/support/check/")
    box(page, HIT).check()

    page.reload()

    expect(box(page, HIT)).not_to_be_checked()
    expect(page.locator("[data-check] :checked")).to_have_count(0)


def test_back_shows_nothing_ticked(open_browser):
    page = open_browser(360)
    page.goto("/support/check/")
    box(page, HIT).check()
    page.get_by_role("link", name="Support").first.click()
    page.wait_for_url("**/support/")

    page.go_back()

    expect(box(page, HIT)).to_be_visible()
    expect(page.locator("[data-check] :checked")).to_have_count(0)


def test_page_kept_in_memory_is_emptied_when_it_is_left(open_browser):
    page = open_browser(360)
    page.goto("/support/check/")
    box(page, HIT).check()

    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect(page.get_by_role("checkbox")).to_have_count(0)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    expect(box(page, HIT)).not_to_be_checked()


def test_keyboard_follows_from_list_to_list(open_browser):
    page = open_browser(1280)
    page.goto("/support/check/")

    press(page, "Next list")

    expect(page.get_by_role("heading", name="Control")).to_be_focused()


@pytest.mark.parametrize("ending", [*ENDINGS.values(), NONE])
def test_without_script_each_group_is_a_link_to_its_ending(open_browser, ending):
    page = open_browser(360, script=False)
    page.goto("/support/check/")
    expect(page.get_by_role("checkbox")).to_have_count(0)
    links = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    assert links.count() == 5

    links.nth([*ENDINGS.values(), NONE].index(ending)).click()

    expect(page.get_by_role("heading", name=ending)).to_be_visible()
    expect(page.get_by_role("link", name="Exit")).to_be_visible()
