"""From a page of the guide to a worksheet, to the journal, to a goal; on a phone, with and without script."""

from playwright.sync_api import expect

from tests.e2e.journeys import arrive


def build_a_sentence(page):
    page.get_by_label("When…").fill("When the bins are always mine, on Sunday")
    page.get_by_label("I feel…").fill("worn out")
    page.get_by_label("because I need…").fill("rest")
    page.get_by_label("Would you be willing to…").fill("take them out this Sunday")
    page.get_by_role("button", name="Save this worksheet").click()


def test_exercise_ends_in_the_journal_and_in_a_goal(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)

    page.goto("/guide/talk-and-listen/say-i-feel/")
    page.get_by_role("link", name="Build my sentence").click()
    build_a_sentence(page)
    expect(page.get_by_text("always", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Copy my own text")).to_be_visible(visible=script)
    page.goto("/journal/")
    page.get_by_role("link", name="Worksheets").last.click()
    page.get_by_role("link", name="Open the worksheet").click()
    page.get_by_role("link", name="Make this a goal").click()
    page.get_by_role("button", name="Save this goal").click()

    expect(page.get_by_role("heading", name="Say it, at a calm moment")).to_be_visible()


def test_remark_comes_while_one_writes_and_goes_with_its_reason(open_browser):
    page = open_browser(360)
    arrive(page)
    page.goto("/journal/worksheets/i-feel/new/")
    remark = page.get_by_text("One event, on one day, is easier to hear.")

    page.get_by_label("When…").fill("The bins are ALWAYS mine")
    page.get_by_label("When…").blur()
    expect(remark).to_be_visible()
    page.get_by_label("When…").fill("The bins were mine on Sunday")
    page.get_by_label("When…").blur()

    expect(remark).to_be_hidden()


def test_safety_note_opens_as_soon_as_a_box_is_ticked(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)

    page.goto("/journal/worksheets/budget/new/")
    expect(page.get_by_text("more than a budget disagreement")).to_be_hidden()
    page.get_by_label("I must ask for money").check()

    expect(page.get_by_text("more than a budget disagreement")).to_be_visible()
