"""The closest words, found in the page alone; a second feeling for the same entry."""

import re

from playwright.sync_api import expect

from tests.e2e.journeys import arrive, log_a_feeling, visible


def test_word_is_found_by_what_it_means_and_saved_with_one_more_tap(open_browser, width):
    page = open_browser(width)
    arrive(page)
    page.goto("/journal/feelings/quick/")
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)

    page.get_by_label("Or look for the word").fill("livid")
    page.get_by_role("button", name="furious").click()
    assert sent == []
    page.get_by_role("button", name=re.compile("^4 ")).and_(visible(page)).click()

    expect(page.get_by_text("furious").first).to_be_visible()
    expect(page.get_by_text("4, strong").first).to_be_visible()


def test_verdict_is_answered_with_a_question(open_browser):
    page = open_browser(360)
    arrive(page)
    page.goto("/today/")

    page.get_by_label("Or look for the word").fill("ignored")

    expect(page.get_by_text("And how did it leave you feeling?")).to_be_visible()
    expect(page.get_by_role("button", name="invisible")).to_be_visible()


def test_second_feeling_joins_the_first(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)
    log_a_feeling(page, "Angry", "irritated", 3)

    page.get_by_role("link", name="Another feeling").click()
    page.get_by_role("radio", name="Hurt and sad").check()
    page.get_by_role("radio", name=re.compile("^hurt")).and_(visible(page)).check()
    page.get_by_role("button", name=re.compile("^5 ")).and_(visible(page)).click()

    expect(page.get_by_text("3, clear")).to_be_visible()
    expect(page.get_by_text("5, flooding")).to_be_visible()
