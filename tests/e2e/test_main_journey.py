"""The main job: sign up, log a week of feelings, keep a thank-you, tick off a date night."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.journeys import arrive, log_a_feeling, sign_up, welcome


def write_a_whole_entry(page, days_ago):
    when = timezone.now() - timedelta(days=days_ago)
    page.goto("/journal/feelings/new/")
    page.get_by_label("Feeling 1", exact=True).select_option("let-down")
    page.get_by_label("Strength of feeling 1").select_option("4")
    page.get_by_label("When was it?").fill(when.strftime("%Y-%m-%dT08:00"))
    page.get_by_label("what happened").fill("The plates stood in the sink.")
    page.get_by_label("Housework and load").check()
    page.get_by_role("button", name="Save this entry").click()
    expect(page.get_by_text("The plates stood in the sink.")).to_be_visible()


def make_a_date_night(page):
    page.goto("/goals/new/")
    page.get_by_label("what do you want to do?").fill("Date night")
    page.get_by_label("How often?").select_option(label="Every second week")
    page.get_by_label("Small steps").fill("Ask Mum to sit\nPick a film")
    page.get_by_role("button", name="Save this goal").click()
    expect(page.get_by_role("heading", name="Date night")).to_be_visible()


def test_main_journey(open_browser, width, script):
    page = open_browser(width, script=script)

    sign_up(page)
    welcome(page)
    log_a_feeling(page, "Hurt and sad", "lonely", 4)
    expect(page.get_by_text("Enough for now, or add a little more?")).to_be_visible()
    for days_ago in (1, 2, 3):
        write_a_whole_entry(page, days_ago)
    page.goto("/journal/weeks/")
    expect(page.get_by_text("lonely").first).to_be_visible()
    make_a_date_night(page)
    page.goto("/today/")
    page.get_by_role("button", name="Tick off “Date night”").click()
    page.goto("/goals/")

    expect(page.get_by_text("1 of 1")).to_be_visible()


def test_thanks_are_kept_and_said(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)

    page.goto("/journal/thanks/new/")
    page.get_by_label("what was good?").fill("He brought tea without being asked.")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="I said it").click()

    expect(page.get_by_text("said", exact=False).first).to_be_visible()
    page.goto("/journal/thanks/")
    expect(page.get_by_text("He brought tea without being asked.")).to_be_visible()


def test_guide_speaks_of_the_reader_s_own_partner(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)

    page.goto("/guide/")
    page.get_by_role("link", name="Choose the moment").click()

    expect(page.get_by_role("heading", name="Choose the moment")).to_be_visible()
    expect(page.get_by_text("Sam").first).to_be_visible()


def test_what_was_typed_survives_a_mistake(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)

    page.goto("/journal/feelings/new/")
    page.get_by_label("what happened").fill("I forgot to choose a feeling.")
    page.get_by_role("button", name="Save this entry").click()

    expect(page.get_by_text("Choose at least one feeling.")).to_be_visible()
    expect(page.get_by_label("what happened")).to_have_value("I forgot to choose a feeling.")
