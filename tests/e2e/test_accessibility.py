"""axe finds no barrier on any page of the main journey, on phone and desk, light and dark; nothing scrolls sideways.

axe styles the page that it looks at, which the content security policy reports: those errors do not count here.
"""

from datetime import date

import pytest
from django.utils import timezone

from journal.models import Entry, Goal, GratitudeNote
from journal.trash import undo
from tests.e2e.journeys import arrive, log_a_feeling
from tests.factories import (
    AgreementFactory,
    EntryFactory,
    ExperimentFactory,
    GoalFactory,
    GratitudeNoteFactory,
    GuideMarkFactory,
    OwnWordFactory,
    ReviewFactory,
    SliderAnswersFactory,
    SliderQuestionsFactory,
    SummaryFactory,
    TalkFactory,
    ThreadEntryFactory,
    TickFactory,
    WorksheetFactory,
)
from users.models import User
from vault.row_security import acting_as

OPEN_PAGES = [
    *("/", "/guide/", "/guide/talk-and-listen/", "/guide/talk-and-listen/choose-the-moment/"),
    *("/support/check/", "/support/check/a/", "/support/check/d/", "/support/check/e/"),
    *("/guide/short-answers/", "/guide/search/", "/guide/sources/", "/guide/dates/"),
    *("/guide/dates/?warm=on&idea=d08", "/guide/questions/", "/guide/questions/?set=i"),
    *("/support/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"),
]


def a_sheet_of_each_look(user):
    """Write a sentence with a remark, twice, and a sheet with each drawing."""
    money = {"rows": {"pets": {"now": 50, "me": 40, "partner": 60, "least-partner": 30}}}
    home = {"tasks": {"cook": {"does": "me", "doing": 60, "thinking": 15, "notices": "both"}}}
    return [
        WorksheetFactory(owner=user),
        WorksheetFactory(owner=user, answers={"when": "you never call", "feel": "low"}),
        WorksheetFactory(owner=user, tool="budget", mode="view", answers=money),
        WorksheetFactory(owner=user, tool="chores", mode="list", answers=home),
        WorksheetFactory(owner=user, tool="common-ground", mode="circles", answers={"me": "tea"}),
    ]


def enough_for_insights(user):
    """Write so much that every card says something."""
    told = {"triggers": ["work"], "needs": ["rest"], "did": "I slept.", "ended": "We talked."}
    EntryFactory.create_batch(5, owner=user, **told)
    calm = [{"feeling": "calm", "strength": 2}]
    EntryFactory.create_batch(5, owner=user, feelings=calm, **told)
    GratitudeNoteFactory.create_batch(3, owner=user)


def pages_of_a_week(user):
    """Write what a closed week leads to; return its pages, and those of the week before, which is open."""
    with acting_as(user):
        week = user.clock.week_of(user.clock.today())
        ReviewFactory(owner=user, week=week.monday, closed_at=timezone.now(), card=["insight"])
        TalkFactory(owner=user, week=week.monday, went="mixed")
        AgreementFactory(owner=user)
        AgreementFactory(owner=user, state="kept")
    closed, still_open = f"/journal/weeks/{week.name}/", f"/journal/weeks/{week.previous.name}/"
    inside = ("review/", "baskets/", "card/", "table/", "table/edit/", "table/log/")
    return [
        *(closed + page for page in inside),
        *("/journal/agreements/", "/journal/agreements/new/", "/journal/noticing/"),
        still_open + "review/",
        "/journal/worksheets/weekly-review/new/?mode=snapshot",
    ]


def a_thread_and_sliders(user, entry):
    """Write a thread that is under way, and two months of sliders; return the addresses that are theirs alone."""
    thread = ThreadEntryFactory(owner=user, entry=entry).thread
    tried = ExperimentFactory(owner=user, thread=thread)
    SliderQuestionsFactory(owner=user)
    for month in (9, 11):
        SliderAnswersFactory(owner=user, day=date(2026, month, 10))
    address = thread.get_absolute_url()
    return [
        *(address, f"{address}entries/", f"{address}steps/loop/", f"{address}delete/"),
        *(f"/journal/experiments/{tried.pk}/edit/", f"/journal/experiments/{tried.pk}/review/"),
        *("/journal/threads/", "/journal/threads/new/", "/journal/sliders/"),
        *("/journal/sliders/questions/", "/journal/sliders/new/"),
    ]


def own_pages():
    user = User.objects.get()
    with acting_as(user):
        entry = EntryFactory(owner=user)
        threads = a_thread_and_sliders(user, entry)
        hard = EntryFactory(owner=user, feelings=[{"feeling": "furious", "strength": 5}])
        parts = {"me": "3", "partner": "5", "day": "2", "unknown": "1"}
        drawn = EntryFactory(owner=user, mode="slices", answers=parts)
        word = OwnWordFactory(owner=user)
        undo.delete(EntryFactory(owner=user))
        note = GratitudeNoteFactory(owner=user)
        goal = GoalFactory(owner=user)
        TickFactory(owner=user, goal=goal)
        sheets = a_sheet_of_each_look(user)
        GuideMarkFactory(owner=user)
        enough_for_insights(user)
        SummaryFactory(owner=user)
    addresses = [row.get_absolute_url() for row in (entry, drawn, note, goal, *sheets)]
    return [
        *("/today/", "/journal/", "/journal/?kind=note", "/journal/weeks/", "/goals/"),
        *("/journal/feelings/new/", "/journal/feelings/quick/", "/journal/thanks/"),
        *("/journal/thanks/new/", "/goals/new/", "/settings/", "/welcome/"),
        *("/journal/worksheets/", "/journal/worksheets/check-in/new/?mode=agenda"),
        *("/guide/", "/guide/talk-and-listen/", "/guide/talk-and-listen/choose-the-moment/"),
        *("/guide/dates/?idea=d17", "/guide/questions/", "/accounts/reauthenticate/"),
        *("/journal/insights/", "/journal/insights/?weeks=all"),
        *("/journal/look-back/", "/journal/search/"),
        *("/settings/words/", "/settings/words/feelings/new/", word.get_absolute_url()),
        "/settings/calendar/",
        *("/journal/deleted/", "/journal/feelings/new/?mode=pause"),
        *(f"{hard.get_absolute_url()}?saved=1", f"{hard.get_absolute_url()}another/"),
        *("/accounts/password/change/", "/accounts/email/", "/accounts/logout/"),
        *pages_of_a_week(user),
        *threads,
        *(f"/journal/summary/{page}" for page in ("", "choose/", "lines/", "delete/")),
        *addresses,
        *(address + "edit/" for address in addresses),
        *(address + "delete/" for address in addresses),
    ]


def does_not_scroll_sideways(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


EVERY_DAY = 8  # so many at the head of a list are held to the rules in both looks
# Colours know nothing of widths: two looks hold both of each.
LOOKS = pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (1280, "dark")], ids=["phone", "desk"]
)


def in_this_look(addresses, scheme):
    """Return the pages of every day, and every second one of the many others."""
    others = addresses[EVERY_DAY + (scheme == "dark") :: 2]
    return [*addresses[:EVERY_DAY], *others]


@LOOKS
def test_open_pages_have_no_barriers(open_browser, has_no_barriers, width, scheme):
    page = open_browser(width, scheme=scheme, errors_count=False)

    for address in in_this_look(OPEN_PAGES, scheme):
        page.goto(address)
        has_no_barriers(page)
        does_not_scroll_sideways(page)


@LOOKS
def test_own_pages_have_no_barriers(open_browser, has_no_barriers, width, scheme):
    page = open_browser(width, scheme=scheme, errors_count=False)
    arrive(page)
    log_a_feeling(page, "Angry", "resentful", 5)

    for address in in_this_look(own_pages(), scheme):
        page.goto(address)
        has_no_barriers(page)
        does_not_scroll_sideways(page)


def test_empty_pages_have_no_barriers(open_browser, has_no_barriers):
    page = open_browser(360, errors_count=False)
    arrive(page)
    assert not any(model.objects.exists() for model in (Entry, GratitudeNote, Goal))

    empty = ["/today/", "/journal/", "/journal/thanks/", "/goals/", "/journal/weeks/"]
    for address in [*empty, "/journal/threads/", "/journal/sliders/"]:
        page.goto(address)
        has_no_barriers(page)


def test_pages_under_quiet_suggestions_have_no_barriers(open_browser, has_no_barriers, width):
    page = open_browser(width, errors_count=False)
    arrive(page)
    page.goto("/settings/")
    page.get_by_label("Quiet suggestions").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/settings/?saved=1")

    for address in (
        *("/guide/talk-and-listen/say-i-feel/", "/guide/dates/", "/guide/questions/?set=i"),
        "/journal/worksheets/repair/new/",
    ):
        page.goto(address)
        has_no_barriers(page)
        does_not_scroll_sideways(page)
