"""From what was written to what it says, and back to the words; on a phone, with and without script."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.journeys import arrive
from tests.factories import EntryFactory
from users.models import User
from vault.row_security import acting_as


def write_for_a_week():
    """Write an entry on each of the last seven days, the last of them a good one."""
    user = User.objects.get()
    with acting_as(user):
        for days in range(7):
            moment = timezone.now() - timedelta(days=days)
            EntryFactory(owner=user, happened_at=moment, ended="We said nothing.")
        good = [{"feeling": "loved", "strength": 4}]
        EntryFactory(owner=user, feelings=good, happened_at=moment, ended="The heron came back.")


def test_a_week_of_entries_speaks_in_counts_and_is_found_again(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)
    write_for_a_week()

    page.goto("/journal/weeks/")
    page.get_by_role("link", name="What more weeks say").click()
    expect(
        page.get_by_text("8 entries with 8 feelings. Most often: hurt and sad, 7 times.")
    ).to_be_visible()
    expect(page.get_by_role("img", name="What I felt")).to_be_visible()
    page.get_by_role("link", name="4 weeks").click()
    expect(page.get_by_text("The heron came back.")).to_be_visible()

    page.goto("/journal/")
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Which words?").fill("HERON")
    page.get_by_role("button", name="Find it").click()
    expect(page.locator("mark")).to_have_text("heron")
    assert page.url.endswith("/journal/search/")
    page.reload()

    # With script a reload is an empty search; without, the browser sends the form once more.
    expect(page.locator("mark")).to_have_count(0 if script else 1)


def test_search_of_somebody_who_has_been_signed_out_asks_to_sign_in(open_browser):
    page = open_browser(360)
    arrive(page)
    page.goto("/journal/search/")
    page.context.clear_cookies(name="session")

    page.get_by_label("Which words?").fill("heron")
    page.get_by_role("button", name="Find it").click()

    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert "heron" not in page.url
