"""The board of goals: one screen of a phone, on which a goal is ticked by one tap."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from journal.models import Goal
from journal.recurrence.rules import Often, rule_for
from tests.e2e.journeys import arrive
from tests.factories import GoalFactory, TickFactory
from users.models import User
from vault.row_security import acting_as

PHONE = {"width": 360, "height": 740}


def a_usual_board():
    """Write four goals that go on for a season, one that comes, one that rests and one that is done."""
    user = User.objects.get()
    today = timezone.now().date()
    begun = today - timedelta(weeks=12)
    going = {
        "Date night": Often.FORTNIGHTLY,
        "One thank-you a day": Often.DAILY,
        "Weekly check-in": Often.WEEKLY,
        "Money hour": Often.MONTHLY_DATE,
    }
    with acting_as(user):
        for title, often in going.items():
            rule = rule_for(often, begun)
            goal = GoalFactory(owner=user, title=title, first_day=begun, rule=rule)
            TickFactory(owner=user, goal=goal, day=begun)
        later = today + timedelta(days=15)
        GoalFactory(owner=user, title="Book the cabin with the red door", first_day=later, rule="")
        GoalFactory(owner=user, title="Walk without phones", first_day=begun).pause(today)
        GoalFactory(owner=user, title="Mend the gate", first_day=begun).finish(today)


def bottom(locator):
    box = locator.bounding_box()
    return box["y"] + box["height"]


def test_usual_board_is_one_screen_of_a_phone(open_browser, has_no_barriers, script):
    page = open_browser(script=script, errors_count=False)
    page.set_viewport_size(PHONE)
    arrive(page)
    a_usual_board()

    page.goto("/goals/")

    bar = page.get_by_role("navigation", name="Main").bounding_box()["y"]
    lanes = [page.get_by_role("heading", name=name) for name in ("Now 4", "Coming 1")]
    lanes += [page.get_by_text(name, exact=True) for name in ("Paused 1", "Done 1")]
    assert all(bottom(lane) <= bar for lane in lanes)
    assert bottom(page.get_by_text("Book the cabin with the red door")) <= bar
    for target in page.get_by_role("button", name="Tick off").all():
        assert min(target.bounding_box()["width"], target.bounding_box()["height"]) >= 44
    if script:
        has_no_barriers(page)


def test_goal_is_ticked_and_taken_back_by_one_tap_on_the_board(open_browser, script):
    page = open_browser(script=script)
    page.set_viewport_size(PHONE)
    arrive(page)
    a_usual_board()

    page.goto("/goals/")
    page.get_by_role("button", name="Tick off “One thank-you a day”").click()
    expect(page.get_by_text("1 of the last 8")).to_be_visible()
    page.get_by_role("button", name="Undo the tick for “One thank-you a day”").click()

    expect(page.get_by_role("button", name="Tick off “One thank-you a day”")).to_be_visible()
    expect(page.get_by_text("1 of the last 8")).to_have_count(0)


def test_longest_title_breaks_nothing(open_browser, width):
    page = open_browser(width)
    arrive(page)
    with acting_as(user := User.objects.get()):
        GoalFactory(owner=user, title="W" * 200)
        GoalFactory(owner=user, title="W" * 200, state=Goal.State.DONE)

    page.goto("/goals/")
    page.get_by_text("Done 1", exact=True).click()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
