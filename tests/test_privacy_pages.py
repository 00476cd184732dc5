"""What a private page says about others, leaves in a browser, and shows to somebody who glances at a tab."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from guide import library
from journal.models import (
    Agreement,
    CalendarFeed,
    Entry,
    Experiment,
    Goal,
    GratitudeNote,
    OwnWord,
    ReminderChoices,
    Review,
    SliderQuestions,
    Summary,
    Talk,
    Thread,
    Tick,
    Worksheet,
)
from tests.addresses import PRIVATE, PUBLIC, WITH_ID, url_of, url_with_row, walk
from tests.factories import (
    AgreementFactory,
    CalendarFeedFactory,
    EntryFactory,
    ExperimentFactory,
    GratitudeNoteFactory,
    OwnWordFactory,
    ReminderChoicesFactory,
    ReviewFactory,
    SliderAnswersFactory,
    SliderQuestionsFactory,
    SummaryFactory,
    TalkFactory,
    TickFactory,
    WorksheetFactory,
)
from tests.test_privacy import forget_owner, lift_row_security
from tests.users.accounts import has_just_typed_the_password
from users.models import Draft, GuideMark, MarkKind, MarkTarget

NOW = "2026-11-18T20:00:00Z"
LISTS = [
    ("journal:today", Entry),
    ("journal:today", Goal),
    ("journal:today", Experiment),
    ("journal:today", OwnWord),
    ("journal:entry_quick", OwnWord),
    ("journal:entry_create", OwnWord),
    ("journal:word_list", OwnWord),
    ("journal:today", GuideMark),
    ("guide:contents", GuideMark),
    ("guide:part", GuideMark),
    ("guide:page", GuideMark),
    ("guide:dates", GuideMark),
    ("journal:timeline", Entry),
    ("journal:timeline", GratitudeNote),
    ("journal:timeline", Tick),
    ("journal:timeline", Worksheet),
    ("journal:worksheet_list", Worksheet),
    ("journal:worksheet_create", Worksheet),
    ("journal:note_list", GratitudeNote),
    ("journal:note_jar", GratitudeNote),
    ("journal:today", GratitudeNote),
    ("journal:thread_list", Thread),
    ("journal:slider_list", SliderQuestions),
    ("journal:summary_detail", Summary),
    ("journal:summary_update", Summary),
    ("journal:summary_update", Thread),
    ("journal:slider_questions", SliderQuestions),
    ("journal:week_detail", Entry),
    ("journal:week_detail", GratitudeNote),
    ("journal:week_detail", Tick),
    ("journal:week_detail", Worksheet),
    ("journal:week_detail", Review),
    ("journal:today", Review),
    ("journal:today", ReminderChoices),
    ("journal:week_review", Entry),
    ("journal:week_review", GratitudeNote),
    ("journal:week_review", Review),
    ("journal:week_baskets", Entry),
    ("journal:week_card", Review),
    ("journal:noticing", Review),
    ("journal:week_table", Talk),
    ("journal:week_table_update", GratitudeNote),
    ("journal:week_table_update", Review),
    ("journal:week_table_update", Goal),
    ("journal:week_table_update", Worksheet),
    ("journal:agreement_list", Agreement),
    ("journal:goal_list", Goal),
    ("journal:reminders", ReminderChoices),
    ("journal:reminders", Goal),
    ("journal:calendar_update", CalendarFeed),
    ("journal:entry_create", Draft),
    ("journal:goal_create", Draft),
    ("journal:note_create", Draft),
    ("users:settings", Draft),
]
# Open to all, and drawn for whoever is signed in.
GUIDE = {"guide:contents", "guide:part", "guide:page", "guide:dates"}
TELLING = re.compile(
    "husband|wife|partner|marri|divorce|affair|abuse|fight|safety|therapy", re.IGNORECASE
)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ONE_TIME = re.compile(rb'name="(csrfmiddlewaretoken|form_key)" value="[^"]+"')
NOTHING_GOOD = {
    "title": "",
    "first_day": "tomorrow",
    "password": "no",
    "action_add": "",
    "email": "x",
}
FOR_PASSWORD_MANAGERS = {"current-password", "new-password"}


def write_one_of_each(owner, name):
    """Write a row of every kind for this user, and leave a half-written form at this address."""
    Draft.objects.create(owner=owner, place=url_of(name), data={"story": ["Half a story."]})
    EntryFactory(owner=owner, happened_at="2026-11-18T19:00Z")
    GratitudeNoteFactory(owner=owner, happened_at="2026-11-18T18:00Z")
    WorksheetFactory(owner=owner, happened_at="2026-11-18T16:00Z")
    for on, code in ((MarkTarget.PAGE, library.parts()[0].pages[0].slug), (MarkTarget.IDEA, "d17")):
        GuideMark.objects.add_mark(owner, on, code, MarkKind.DONE)
    ExperimentFactory(owner=owner)
    OwnWordFactory(owner=owner)
    ReminderChoicesFactory(owner=owner, by="app", check_in_at="00:01")
    SliderQuestionsFactory(owner=owner)
    SliderAnswersFactory(owner=owner)
    TickFactory(owner=owner, happened_at="2026-11-18T17:00Z")
    AgreementFactory(owner=owner)
    SummaryFactory(owner=owner)
    CalendarFeedFactory(owner=owner)
    if name == "journal:week_table":  # a page that is written takes nothing from the week
        TalkFactory(owner=owner, week="2026-11-16")
    ReviewFactory(
        owner=owner, week="2026-11-16", noticing_from="2026-11-17", went_well="A.", closed_at=NOW
    )


def page(client, name):
    return ONE_TIME.sub(b"", client.get(url_of(name)).content)


@pytest.fixture
def alices(client, alice):
    """Alice's browser, in which she has just typed her password."""
    has_just_typed_the_password(client, alice)
    return client


@pytest.fixture
def mallorys(client, mallory, time_machine, monkeypatch):
    """Mallory's browser, with row security lifted: each query stands alone."""
    lift_row_security(monkeypatch)
    time_machine.move_to(NOW, tick=False)
    client.force_login(mallory)
    return client


@pytest.mark.parametrize("name", sorted(PRIVATE | GUIDE))
def test_page_is_the_same_whatever_others_write(mallorys, alice, name):
    before = page(mallorys, name)
    write_one_of_each(alice, name)

    assert page(mallorys, name) == before


@pytest.mark.parametrize(("name", "model"), LISTS)
def test_walk_of_lists_goes_red_where_a_query_forgets_its_owner(
    mallorys, alice, monkeypatch, name, model
):
    before = page(mallorys, name)
    write_one_of_each(alice, name)
    forget_owner(monkeypatch, model)

    assert page(mallorys, name) != before


def test_forms_leave_the_drafts_of_others_alone(mallorys, alice, mallory):
    name = "journal:note_create"
    write_one_of_each(alice, name)
    before = Draft.objects.for_user(alice).values().get()

    mallorys.post(url_of(name), {"what_they_did": ""})
    kept = Draft.objects.for_user(mallory).get()
    key = mallorys.get(url_of(name)).context["form"].key.token
    mallorys.post(url_of(name), {"what_they_did": "Tea.", "about": "us", "form_key": key})

    assert kept.data == {"what_they_did": [""]}
    assert not Draft.objects.for_user(mallory).exists()
    assert Draft.objects.for_user(alice).values().get() == before


class Fields(HTMLParser):
    """Collects the fields that a browser could remember."""

    def __init__(self, html):
        super().__init__()
        self.form = None
        self.remembered = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.form = given.get("autocomplete")
        is_field = tag in {"input", "select", "textarea"} and given.get("type") != "hidden"
        said = given.get("autocomplete", self.form)
        if is_field and said != "off" and said not in FOR_PASSWORD_MANAGERS:
            self.remembered.append(given.get("name"))


EACH_PRIVATE_PAGE = pytest.mark.parametrize("name", sorted(PRIVATE | WITH_ID.keys()))


@EACH_PRIVATE_PAGE
def test_private_page_leaves_nothing_in_the_browser(alices, alice, name):
    """No cache keeps it, no field of it is remembered, and its tab says nothing."""
    response = alices.get(url_with_row(name, alice))

    assert "no-store" in response["Cache-Control"]
    assert Fields(response.content.decode()).remembered == []
    assert_title_is_neutral(response)


@EACH_PRIVATE_PAGE
def test_private_post_never_ends_in_a_page(alices, alice, name):
    """A browser writes all that a form carried into its profile when the answer to a POST is a page.

    What the search finds is the one exception (journal/search/views.py): its words must not be in an address either.
    """
    response = alices.post(url_with_row(name, alice), NOTHING_GOOD)

    assert response.status_code in {302, 303, 404, 405}
    assert "no-store" in response["Cache-Control"]


@EACH_PRIVATE_PAGE
def test_no_cache_keeps_the_answer_to_any_other_method(alices, alice, name):
    response = alices.put(url_with_row(name, alice))

    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_tab_of_a_reader_says_nothing_on_an_open_page(alices, name):
    assert_title_is_neutral(alices.get(url_of(name)))


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_tab_of_a_visitor_says_nothing(client, db, name):
    assert_title_is_neutral(client.get(url_of(name)))


@pytest.mark.parametrize(
    "url", [page.get_absolute_url() for part in library.parts() for page in part.pages]
)
def test_tab_and_address_of_a_guide_page_say_nothing(url):
    response = Client().get(url)

    assert_title_is_neutral(response)
    assert not TELLING.search(url)


def assert_title_is_neutral(response):
    if response.status_code != 200 or "html" not in response.headers["Content-Type"]:
        return
    (title,) = TITLE.findall(response.content.decode())
    assert title.strip().endswith(" · Same Side")
    assert not TELLING.search(title)


def test_no_address_says_what_the_site_is_about():
    assert not [address.route for address in walk() if TELLING.search(address.route)]
