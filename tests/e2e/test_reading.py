"""From a starting point through a page and its exercise to the journal and a goal; on a phone, with and without script."""

from playwright.sync_api import expect

from tests.e2e.journeys import PASSWORD, arrive

WORDS = "I raised my voice on Sunday."


def test_starting_point_leads_to_an_exercise_the_journal_and_a_goal(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)

    page.goto("/guide/")
    page.get_by_role("link", name="I did harm and want to repair it").click()
    page.get_by_role("button", name="I tried this").click()
    expect(page.get_by_text("You tried this on")).to_be_visible()
    page.locator(".try").get_by_role("link").first.click()
    page.get_by_role("main").get_by_role("textbox").first.fill(WORDS)
    page.get_by_role("button", name="Save this worksheet").click()
    page.goto("/journal/")
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("link", name="Open the worksheet").click()
    page.get_by_role("link", name="Make this a goal").click()
    page.get_by_role("button", name="Save this goal").click()

    expect(page.get_by_role("link", name="Change")).to_be_visible()
    page.goto("/today/")
    expect(page.get_by_text("Continue here")).to_be_visible()


def test_draft_waits_and_a_locked_sheet_asks_for_the_password(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)
    page.goto("/journal/worksheets/core-needs/new/?mode=builder")

    page.get_by_label("What do I need").fill("An evening of my own.")
    page.get_by_role("button", name="Keep as draft").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Kept as a draft")).to_be_visible()
    page.get_by_role("button", name="Save this worksheet").click()

    expect(page.get_by_text("An evening of my own.", exact=True)).to_be_visible()
    page.goto("/journal/")
    expect(page.get_by_text("Needs and limits")).to_be_visible()
    expect(page.get_by_text("An evening of my own.")).to_have_count(0)


def test_ideas_are_kept_and_one_that_was_done_is_a_line_in_the_journal(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)
    page.goto("/guide/dates/?idea=d17")

    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("heading", name="Kept for later")).to_be_visible()
    page.get_by_role("button", name="Done, liked it").click()
    page.goto("/journal/")

    expect(page.get_by_text("We did this, and I liked it.")).to_be_visible()


def test_summary_longer_than_what_was_heard_is_remarked_while_one_writes(open_browser):
    page = open_browser(360)
    arrive(page)
    page.goto("/journal/worksheets/reflect-back/new/?mode=practice")
    remark = page.get_by_text("This is longer than what was said.")

    page.get_by_role("radio", name="Your sister talks over me").check()
    page.get_by_label("I say it back").fill("word " * 20)
    page.get_by_label("I say it back").blur()
    expect(remark).to_be_visible()
    page.get_by_label("I say it back").fill("You feel like a guest. Is there more?")
    page.get_by_label("I say it back").blur()

    expect(remark).to_be_hidden()
