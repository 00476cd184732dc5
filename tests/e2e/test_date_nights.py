"""From wanting to doing: a date night is planned, ticked, asked about; one is skipped, and one comes back."""

import re
from datetime import timedelta
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.journeys import arrive
from tests.journal.calendar.calendars import days_in

IDEA = "Library date: choose a book for each other"


def fridays(count, *, since):
    """Return so many Fridays from this day on."""
    first = since + timedelta(days=(4 - since.weekday()) % 7)
    return [first + timedelta(days=7 * n) for n in range(count)]


def said(day):
    """Return a day as the pages say it, but for the year."""
    return f"{day:%A} {day.day} {day:%B}"


def make_date_nights(page):
    page.goto("/goals/new/")
    page.get_by_role("link", name="Date nights", exact=True).click()
    page.get_by_role("button", name="Save this goal").click()
    expect(page.get_by_role("heading", name="Date nights")).to_be_visible()


def calendar_file(page, site):
    """Turn the calendar on, and fetch it as an app does: without a cookie."""
    page.goto("/settings/calendar/")
    page.get_by_role("button", name="Turn it on").click()
    path = urlsplit(page.locator(".address").inner_text()).path
    with urlopen(f"{site.url}{path}") as answer:  # noqa: S310 - our own server
        return answer.read()


def plan_from_the_finder(page, day):
    page.goto("/guide/dates/?idea=d20")
    page.get_by_role("link", name="Plan it").click()
    page.get_by_role("link", name=said(day)).click()
    expect(page.get_by_label("what shall it be?")).to_have_value(IDEA)
    page.get_by_label("What to arrange").fill("Ask the sitter")
    page.get_by_role("button", name="Save this plan").click()
    page.get_by_role("button", name="Tick off “Ask the sitter”").click()


def move_to(page, day):
    page.get_by_role("link", name="Move this one to another day").click()
    page.get_by_label("The new day").fill(day.isoformat())
    page.get_by_role("button", name="Move it").click()


def begin_three_weeks_ago(page):
    page.get_by_role("link", name="Change", exact=True).click()
    first = fridays(1, since=timezone.now().date() - timedelta(days=28))[0]
    page.get_by_label("First time").fill(first.isoformat())
    page.get_by_role("button", name="Save this goal").click()
    return first


def say_how_it_was(page, day, how):
    page.get_by_role("link", name=re.compile(f"^Other ?, {said(day)}")).click()
    page.get_by_role("radio", name=how, exact=True).check()
    page.get_by_role("button", name="Save this tick").click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_date_night_is_planned_ticked_and_asked_about(open_browser, has_no_barriers, script, site):
    page = open_browser(360, script=script, errors_count=False)
    arrive(page)
    make_date_nights(page)
    today = timezone.now().date()
    coming = fridays(4, since=today)
    for day in coming:
        expect(page.get_by_role("link", name=said(day))).to_be_visible()
    file = calendar_file(page, site)
    assert [day for day in days_in(file, today, coming[-1]) if day.weekday() == 4] == coming

    plan_from_the_finder(page, coming[0])
    if coming[0] != today:
        move_to(page, today)
    page.goto("/today/")
    page.get_by_role("button", name="Tick off “Date nights”").click()
    page.goto("/goals/")
    expect(page.get_by_text("1 of 1")).to_be_visible()
    page.get_by_role("link", name="Date nights").click()
    page.get_by_role("link", name="How was it?").click()
    page.get_by_label("what was good?").fill("We read to each other.")
    page.get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_role("button", name="Save this").click()

    expect(page.get_by_text("We read to each other.")).to_be_visible()
    page.goto("/goals/dates/")
    expect(page.get_by_text(IDEA)).to_be_visible()
    if script:
        has_no_barriers(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_one_is_left_out_and_coming_back_is_counted(open_browser, has_no_barriers, script):
    page = open_browser(360, script=script, errors_count=False)
    arrive(page)
    make_date_nights(page)

    first = begin_three_weeks_ago(page)
    for number, how in enumerate(["Done", "Skipped", "Partly"]):
        say_how_it_was(page, first + timedelta(days=7 * number), how)

    expect(page.get_by_text("came back once")).to_be_visible()
    if script:
        has_no_barriers(page)
