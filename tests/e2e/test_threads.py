"""From three entries to what was learned about them; on a phone, with and without script."""

from datetime import timedelta

from playwright.sync_api import expect

from journal.models import Experiment
from journal.models.thread_steps import STEPS
from tests.e2e.journeys import arrive, log_a_feeling
from users.models import User
from vault.row_security import acting_as


def begin_a_thread(page):
    """Begin a thread on the page of the last entry, and put the other two in from the thread's own."""
    page.get_by_text("Put into a thread").click()
    page.get_by_role("link", name="Into a new thread").click()
    page.get_by_label("What do you call it?").fill("Sunday visits")
    page.get_by_role("button", name="Save this thread").click()
    page.get_by_role("link", name="Put entries in").click()
    for _ in range(2):
        page.get_by_role("button", name="Put it in").first.click()
        page.wait_for_load_state()
    expect(page.get_by_text("In this thread")).to_have_count(3)
    page.get_by_role("link", name="Back to the thread").click()
    expect(page.get_by_role("heading", name="Times that went better")).to_be_visible()


def walk_the_steps(page):
    """Go on until every step but the last is done."""
    for step in STEPS[:-1]:
        page.get_by_role("link", name=f"Go on: {step.name}").click()
        for ask in step.asks:
            page.locator(f"[name={ask.name}]").fill(f"my words on {ask.name}")
        page.get_by_role("button", name="Save this step").click()
    expect(page.get_by_text("The more I my words on loop_more, the more")).to_be_visible()


def plan_an_experiment(page):
    page.get_by_role("link", name="Begin an experiment").click()
    page.get_by_label("What do I try?").fill("Ring her first.")
    page.get_by_label("If…").fill("it is Friday")
    page.get_by_label("then I…").fill("ring before supper")
    page.get_by_role("button", name="Save this experiment").click()
    expect(page.get_by_text("If it is Friday, then I ring before supper.")).to_be_visible()


def let_two_weeks_pass():
    """Move the experiment two weeks back: a browser has a clock of its own, which nobody stops."""
    user = User.objects.get()
    with acting_as(user):
        one = Experiment.objects.for_user(user).get()
        one.begins_on -= timedelta(weeks=2)
        one.review_on -= timedelta(weeks=2)
        one.save()


def test_three_entries_end_in_what_was_learned(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)
    for feeling in [("Angry", "resentful", 4), ("Calm", "relieved", 3), ("Unseen", "unheard", 4)]:
        log_a_feeling(page, *feeling)

    begin_a_thread(page)
    walk_the_steps(page)
    plan_an_experiment(page)
    page.goto("/today/")
    expect(page.get_by_role("link", name="Look back at what you tried")).to_have_count(0)
    let_two_weeks_pass()
    page.reload()
    page.get_by_role("link", name="Look back at what you tried").click()
    page.get_by_role("radio", name="Keep it").check()
    page.get_by_label("What did I learn?").fill("A call before lunch is enough.")
    page.get_by_role("button", name="Save the look back").click()

    expect(page.get_by_text("A call before lunch is enough.")).to_be_visible()
    expect(page.get_by_text("Keep it")).to_be_visible()
    page.get_by_role("link", name="Make the ask gently").click()
    expect(page.get_by_label("Would you be willing to…")).to_have_value("my words on ask")


def test_own_questions_are_answered_once_a_month(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)

    page.goto("/journal/")
    page.get_by_role("link", name="Once a month").click()
    page.get_by_role("link", name="Choose my questions").click()
    page.get_by_role("button", name="Save my questions").click()
    page.get_by_role("group", name="Do I feel seen?").get_by_role("radio", name="7").check()
    page.get_by_role("button", name="Save this month").click()

    expect(page.get_by_role("img", name="Do I feel seen?")).to_be_visible()
    expect(page.get_by_role("table", name="Do I feel seen?")).to_contain_text("7")
