"""Signing out and in, a new password, and Exit."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.e2e.journeys import PASSWORD, arrive, log_a_feeling, sign_in, sign_up


def sign_out(page):
    page.get_by_text("Menu").click()
    page.get_by_role("button", name="Sign out").click()


def test_sign_out_and_in_again_with_a_new_password(open_browser, script):
    page = open_browser(360, script=script)
    sign_up(page)
    page.goto("/accounts/password/change/")
    page.get_by_label("Password now").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill("another quiet lake")
    page.get_by_label("New password once more").fill("another quiet lake")
    page.get_by_role("main").get_by_role("button").first.click()

    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_label("Name", exact=True).fill("kim")
    page.get_by_label("Password", exact=True).fill("another quiet lake")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    page.wait_for_url("**/today/")


def test_exit_ends_the_session_and_back_shows_nothing(open_browser, neutral_site, script):
    page = open_browser(360, script=script)
    arrive(page)
    log_a_feeling(page, "Hurt and sad", "lonely", 4)
    assert Session.objects.count() == 1

    page.get_by_role("link", name="Exit").click()
    page.wait_for_url(neutral_site)
    page.go_back()

    assert Session.objects.count() == 0
    expect(page.get_by_text("lonely")).to_have_count(0)


def test_exit_leaves_no_trace_in_the_history(open_browser, neutral_site):
    page = open_browser(360)
    arrive(page)
    log_a_feeling(page, "Hurt and sad", "lonely", 4)
    before = page.evaluate("history.length")

    page.get_by_role("link", name="Exit").click()
    page.wait_for_url(neutral_site)

    assert page.evaluate("history.length") == before


def test_exit_by_keyboard(open_browser, neutral_site):
    page = open_browser(1280)
    arrive(page)
    page.goto("/today/")

    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(neutral_site)


@pytest.mark.parametrize("address", ["/", "/guide/", "/support/", "/accounts/login/"])
def test_exit_stands_on_open_pages_too(open_browser, neutral_site, address):
    page = open_browser(360)
    page.goto(address)

    page.get_by_role("link", name="Exit").click()

    page.wait_for_url(neutral_site)


def test_an_ended_session_keeps_what_was_typed(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)
    page.goto("/journal/thanks/new/")
    page.get_by_label("what was good?").fill("She waited up for me.")
    Session.objects.all().delete()

    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/accounts/login/**")
    page.get_by_label("Name", exact=True).fill("kim")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(page.get_by_label("what was good?")).to_have_value("She waited up for me.")


def test_sign_in_leads_to_today(open_browser):
    page = open_browser(360)
    arrive(page)
    page.goto("/today/")
    sign_out(page)

    sign_in(page)

    expect(page.get_by_text("How is it right now?")).to_be_visible()
