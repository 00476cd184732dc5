"""No word is ever lost: every form of the site, whatever has changed since it was opened."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django import forms
from django.db import connection
from django.test import Client

from journal.models import Goal
from tests.addresses import FORMS, PRIVATE, WITH_ID, url_of, url_with_row
from tests.factories import (
    EntryFactory,
    ExperimentFactory,
    ReviewFactory,
    SliderQuestionsFactory,
    SummaryFactory,
    ThreadFactory,
    WorksheetFactory,
)
from tests.journal.browser import Page
from tests.tables import private_models
from users.models import Draft, Preferences
from vault.models import UserKey

WORDS = "What I still wanted to say."
# These show a form of another address.
ELSEWHERE = {"journal:today"}
# What a new row can begin from, as it stands in an address.
SOURCES = {
    "entry for a worksheet": ("journal:worksheet_create", "entry", EntryFactory),
    "thread for a worksheet": ("journal:worksheet_create", "thread", ThreadFactory),
    "worksheet for a goal": ("journal:goal_create", "worksheet", WorksheetFactory),
    "experiment for a goal": ("journal:goal_create", "experiment", ExperimentFactory),
    "entry for a thread": ("journal:thread_create", "entry", EntryFactory),
}
each_form = pytest.mark.parametrize("name", sorted(FORMS))
NOT_WRITTEN = {UserKey, Preferences, Draft}


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Stop the clock on an evening on which every form is open."""
    time_machine.move_to("2026-11-18T19:30Z", tick=False)
    return time_machine


@pytest.fixture
def browser(alice):
    """Alice's browser, with its tokens checked."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    SliderQuestionsFactory(owner=alice)
    SummaryFactory(owner=alice)
    EntryFactory(owner=alice, happened_at="2026-11-17T09:00Z")
    ReviewFactory(owner=alice, week=date(2026, 11, 16))
    return browser


def written_in(browser, url):
    """Return what the form at this address sends, with words in every field that takes them."""
    response = browser.get(url)
    page, form = Page(response), response.context["form"]
    fields = {
        name: [WORDS[: field.max_length]]
        for name, field in form.fields.items()
        if isinstance(field, forms.CharField) and not hasattr(field, "choices")
    }
    return page.typed | fields


def is_kept(alice, sent, response):
    """Return whether a draft holds what was sent, or the answer says that it is saved."""
    if "saved=1" in response.url:
        return True
    key = sent["form_key"]
    return any(key == draft.data.get("form_key") for draft in Draft.objects.for_user(alice))


def page_after(browser, response):
    """Return the page that an answer leads to, with the words that wait there."""
    assert response.status_code == 303
    return browser.get(response.url, follow=True).content.decode()


def shows(html, sent):
    """Return whether a page shows the words that were sent, if any were."""
    written = [value for values in sent.values() for value in values if value and value in WORDS]
    return not written or any(value in html for value in written)


def delete_everything(alice):
    """Delete every row of Alice's, whatever was written or begun from."""
    for model in private_models():
        if model not in NOT_WRITTEN:
            model.rows_of(alice).delete()


def test_every_form_is_walked(browser, alice):
    found = set()
    for name in PRIVATE | WITH_ID.keys() - {"journal:slider_delete"}:
        response = browser.get(url_with_row(name, alice))
        if b'name="form_key"' in response.content:
            found.add(name)

    assert found - ELSEWHERE == FORMS


@each_form
def test_words_outlive_everything_that_they_were_about(browser, alice, name):
    url = url_with_row(name, alice)
    sent = written_in(browser, url)
    delete_everything(alice)

    response = browser.post(url, sent)

    assert response.status_code == 303
    assert is_kept(alice, sent, response)
    assert "saved=1" in response.url or shows(page_after(browser, response), sent)


@pytest.mark.parametrize("source", SOURCES)
def test_words_outlive_what_they_began_from(browser, alice, source):
    name, parameter, factory = SOURCES[source]
    url = f"{url_of(name)}?{parameter}={factory(owner=alice).pk}"
    sent = written_in(browser, url)
    delete_everything(alice)

    response = browser.post(url, sent)

    assert is_kept(alice, sent, response)
    assert shows(page_after(browser, response), sent)


@each_form
def test_words_outlive_other_days_of_a_goal(browser, alice, name):
    url = url_with_row(name, alice)
    sent = written_in(browser, url)
    for goal in Goal.objects.for_user(alice):
        goal.first_day, goal.rule = date(2026, 11, 10), "FREQ=WEEKLY;BYDAY=TU"
        goal.save()

    response = browser.post(url, sent)

    assert is_kept(alice, sent, response)
    assert "saved=1" in response.url or shows(page_after(browser, response), sent)


@each_form
def test_words_outlive_a_session(browser, alice, name):
    url = url_with_row(name, alice)
    sent = written_in(browser, url)
    browser.logout()

    response = browser.post(url, sent)

    (back,) = parse_qs(urlsplit(response.url).query)["next"]
    browser.force_login(alice)
    assert is_kept(alice, sent, response)
    assert shows(browser.get(back, follow=True).content.decode(), sent)


@each_form
def test_words_outlive_a_stale_token(browser, alice, name):
    url = url_with_row(name, alice)
    sent = written_in(browser, url) | {"csrfmiddlewaretoken": "stale"}

    response = browser.post(url, sent)

    assert is_kept(alice, sent, response)
    assert shows(page_after(browser, response), sent)


@each_form
def test_words_outlive_a_month(browser, alice, name, clock):
    url = url_with_row(name, alice)
    sent = written_in(browser, url) | {"csrfmiddlewaretoken": "stale"}
    clock.shift(timedelta(days=30))
    browser.force_login(alice)

    response = browser.post(url, sent)

    assert is_kept(alice, sent, response)


@each_form
def test_words_outlive_a_failure_of_ours(browser, alice, name):
    url = url_with_row(name, alice)
    sent = written_in(browser, url)
    browser.raise_request_exception = False
    with connection.cursor() as cursor:
        for model in private_models():
            if model not in NOT_WRITTEN:
                cursor.execute(
                    f'ALTER TABLE "{model._meta.db_table}" RENAME TO "x_{model._meta.db_table}"'
                )

    response = browser.post(url, sent)

    assert is_kept(alice, sent, response)
