"""From a prompt to a thank-you that was said, and how it landed."""

import re

from playwright.sync_api import expect

from tests.e2e.journeys import sign_up


def test_thank_you_is_kept_planned_said_and_told(open_browser, has_no_barriers, script):
    page = open_browser(360, script=script, errors_count=False)
    sign_up(page)
    page.goto("/journal/thanks/new/")
    first = page.locator(".lead").inner_text()
    page.get_by_label("what was good?").fill("You warmed the car.")
    page.get_by_role("button", name="Another prompt").click()
    expect(page.locator(".lead")).not_to_have_text(first)
    expect(page.get_by_label("what was good?")).to_have_value("You warmed the car.")
    page.get_by_label("what it did for me").fill("No ice.")
    page.get_by_role("radio", name="Them", exact=True).check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text(re.compile("You could say this"))).to_be_visible()

    page.get_by_role("link", name="Plan to say it").click()
    expect(page.get_by_label("in which words?")).to_have_value("You warmed the car. No ice.")
    page.get_by_label("when could I say it?").fill("over breakfast")
    page.get_by_role("button", name="Save this plan").click()
    page.goto("/today/")
    expect(page.get_by_text("You meant to say this, over breakfast.")).to_be_visible()
    page.get_by_role("link", name="Open it").click()
    page.get_by_role("button", name="I said it").click()
    page.get_by_role("link", name="How did it land?").click()
    page.get_by_role("radio", name="Quietly").check()
    if script:
        has_no_barriers(page)
    page.get_by_role("button", name="Save this").click()

    expect(page.get_by_role("heading", name="A thank-you, said")).to_be_visible()
    expect(page.get_by_text("Quietly")).to_be_visible()
    page.get_by_role("link", name="One from the jar").click()
    expect(page.get_by_text("You warmed the car.").first).to_be_visible()
