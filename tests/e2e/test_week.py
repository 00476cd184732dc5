"""Seven days of entries, the week page, its review, the sentence, the card; on a phone, with and without script."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.journeys import arrive, sign_in
from tests.factories import EntryFactory
from users.models import User
from vault.row_security import acting_as

WORDS = ("lonely", "let-down", "calm", "lonely", "worried", "playful", "lonely")


def write_seven_days():
    """Write an entry on each day of the week before this one; return the week."""
    user = User.objects.get()
    with acting_as(user):
        clock = user.clock
        week = clock.week_of(clock.today()).previous
        for day, word in zip(week.days, WORDS, strict=True):
            EntryFactory(
                owner=user,
                happened_at=clock.start_of(day) + timedelta(hours=20),
                feelings=[{"feeling": word, "strength": 4 if word == "lonely" else 2}],
                what_happened=f"The evening of the {day.day}th.",
                next_wish="eat before we talk",
            )
    assert week.last_day < timezone.now().date()
    return week


def close_the_week(page):
    page.get_by_label("The more I…").first.fill("push")
    page.get_by_label("the more Sam…").fill("goes quiet")
    page.get_by_label("One insight").fill("Evenings are where I get lonely.")
    page.get_by_role("button", name="Close the week").click()
    expect(page.get_by_text("The more I push, the more Sam goes quiet.")).to_be_visible()


def test_seven_days_become_a_sentence_and_a_card(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)
    week = write_seven_days()

    page.goto(f"/journal/weeks/{week.name}/")
    expect(page.get_by_role("img", name="Strength over the week")).to_be_visible()
    expect(page.get_by_role("row", name="Saturday")).to_contain_text("playful, 2")
    expect(page.get_by_text("7 entries.")).to_be_visible()
    page.get_by_role("link", name="Close the week").click()
    expect(page.get_by_label("One request")).to_have_value("eat before we talk")
    close_the_week(page)

    page.get_by_role("link", name="Choose lines for a card").click()
    page.get_by_label("What I understood about myself").check()
    page.get_by_role("button", name="Put these lines on the card").click()
    card = page.locator(".share-card")
    expect(card.get_by_text("Evenings are where I get lonely.")).to_be_visible()
    expect(card.get_by_text("One request")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="A card to share")).to_be_hidden()
    expect(card.get_by_text("Evenings are where I get lonely.")).to_be_visible()
    page.emulate_media(media="screen")

    page.goto(f"/journal/weeks/{week.name}/review/")
    page.get_by_role("link", name="Say “I feel” about the hardest moment").click()
    expect(page.get_by_label("I feel…")).to_have_value("lonely")
    page.get_by_role("button", name="Save this worksheet").click()
    expect(page.locator(".sheet__sentence")).to_contain_text("I feel lonely")


def test_request_becomes_a_goal_and_the_talk_an_agreement(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)
    week = write_seven_days()

    page.goto(f"/journal/weeks/{week.name}/review/")
    page.get_by_role("button", name="Close the week").click()
    page.get_by_role("link", name="Make the request a goal").click()
    page.get_by_role("button", name="Save this goal").click()
    expect(page.get_by_role("heading", name="eat before we talk")).to_be_visible()
    expect(page.get_by_text("Look back on")).to_be_visible()

    page.goto(f"/journal/weeks/{week.name}/table/")
    expect(page.get_by_text("eat before we talk").first).to_be_visible()
    page.get_by_role("link", name="How did it go?").click()
    page.get_by_label("Some of it").check()
    page.get_by_role("button", name="Save how it went").click()
    page.get_by_role("link", name="Write down what you agreed").click()
    page.get_by_label("what did we agree?").fill("We eat first, and talk at nine.")
    page.get_by_role("button", name="Save this agreement").click()
    page.get_by_role("button", name="Kept").click()

    expect(page.get_by_text("We eat first, and talk at nine.")).to_be_visible()
    expect(page.get_by_role("heading", name="Looked at")).to_be_visible()


def test_four_weeks_later_the_insights_speak_in_counts(open_browser, script, time_machine):
    now = timezone.now()
    time_machine.move_to(now - timedelta(weeks=4))
    page = open_browser(360, script=script)
    arrive(page)
    week = write_seven_days()
    page.goto(f"/journal/weeks/{week.name}/review/")
    close_the_week(page)
    page.get_by_role("link", name="Make the request a goal").click()
    page.get_by_role("button", name="Save this goal").click()

    time_machine.move_to(now)
    page.goto("/journal/insights/")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    sign_in(page)
    page.goto("/journal/insights/")
    expect(page.get_by_text("7 entries with 7 feelings.")).to_be_visible()
    expect(page.get_by_text("When it went well").first).to_be_visible()

    page.goto("/goals/")
    page.get_by_role("link", name="Look back").click()  # its day has come, so the board asks
    expect(page.get_by_role("button", name="Keep it")).to_be_visible()


def test_seven_days_of_noticing_begin_with_one_tap(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)

    page.goto("/guide/what-is-underneath/seven-days/")
    page.get_by_role("link", name="Open my week").click()
    page.get_by_role("button", name="Begin today").click()

    expect(page.get_by_text("Day 1 of seven: Any strong moment.")).to_be_visible()
