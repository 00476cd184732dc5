"""Nothing typed is lost while it is typed: the draft on the server, and what the page says about it."""

import re

from playwright.sync_api import expect

from tests.e2e.journeys import arrive, sign_in

NEW = "/journal/feelings/new/"
KEEP = "**/drafts/keep/"
KEPT = re.compile(r"^Saved as a draft \d\d:\d\d\.$")


def write(page, text):
    page.get_by_label("what happened").press_sequentially(text)


def says(page, text):
    expect(page.locator("[data-autosave]")).to_have_text(text, timeout=8000)


def test_draft_survives_a_closed_tab_and_goes_when_it_is_saved(open_browser):
    page = open_browser(360)
    arrive(page)
    page.goto(NEW)
    write(page, "The light was on.")
    says(page, KEPT)
    context = page.context
    page.close()

    page = context.new_page()
    page.goto(NEW)
    expect(page.get_by_label("what happened")).to_have_value("The light was on.")
    write(page, "!")
    says(page, KEPT)
    page.get_by_label("Feeling 1", exact=True).select_option("sad")
    page.get_by_label("Strength of feeling 1").select_option("2")
    page.get_by_role("button", name="Save this entry").click()
    expect(page.get_by_text("The light was on.")).to_be_visible()

    page.goto(NEW)
    expect(page.get_by_label("what happened")).to_have_value("")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_page_says_truly_that_nothing_is_kept_yet_and_tries_again(open_browser):
    page = open_browser(360, errors_count=False)
    arrive(page)
    page.goto(NEW)
    page.route(KEEP, lambda route: route.abort())

    write(page, "The light was on.")
    says(page, "Not saved yet, trying again.")
    page.unroute(KEEP)

    says(page, KEPT)


def test_words_written_after_the_end_of_the_session_wait_for_the_next(open_browser):
    page = open_browser(360)
    arrive(page)
    page.goto(NEW)
    page.context.clear_cookies()

    write(page, "The light was on.")

    says(page, re.compile("You have been signed out. What you typed is kept as a draft."))
    page.goto("/")
    sign_in(page)
    page.goto(NEW)
    expect(page.get_by_label("what happened")).to_have_value("The light was on.")
