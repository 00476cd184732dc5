"""Every number, date and choice field of every form, at its limits and beyond: refused beside the field, or saved and shown."""

import re
from dataclasses import dataclass

import pytest
from django import forms
from django.db import transaction
from django.test import Client
from django.urls import reverse

from journal.fields.table import TableField, cell_name
from journal.models import CalendarFeed
from journal.summary.forms import Marks
from tests.addresses import FORMS, url_with_row
from tests.factories import CalendarFeedFactory, GoalFactory, SliderQuestionsFactory, SummaryFactory
from tests.journal.browser import Page, open_page

HUGE = "9" * 5000
# What no number, no day, no time and no choice can be.
NEVER = ["x", "1\0", HUGE]
DAYS_AT_LIMIT = ["1900-01-01", "2026-11-18", "2199-12-31"]
DAYS_BEYOND = [*NEVER, "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "2026-02-30"]
MOMENTS = ["1900-01-01T00:00", "2026-11-18T19:30"]
MOMENTS_BEYOND = ["0001-01-01T00:00", "1899-12-31T23:59", "2200-01-01T00:00", "9999-12-31T23:59"]
TIMES = ["00:00", "23:59"]
TIMES_BEYOND = ["24:00", "-1:00", "12:60"]
BUTTON = re.compile(r'<button[^>]* name="(\w+)"')  # nothing is typed into these
CELLS = ["0", "10000000", "\u0663", "-1", "1.5", "100000000", *NEVER]
PAGES = [
    reverse(f"journal:{name}")
    for name in ("today", "timeline", "goal_list", "week_now", "review_now", "insights")
]


@dataclass(frozen=True)
class Values:
    """What is typed into a field: what it may take, and what it must refuse."""

    at_limit: list[str]
    beyond: list[str]


def of_number(field):
    """Return a number field's values."""
    limits = [validator.limit_value for validator in field.validators]
    low, high = min(limits), max(limits)
    beyond = [f"{low - 1}", f"{high + 1}", f"{low}.5", *NEVER]
    return Values(["", f"{low}", f"{high}", "\u0663"], beyond)


def of_choice(field):
    """Return a choice field's values: each of a short list, the ends of a long one."""
    choices = [str(value) for value, _ in field.choices]
    few = choices if len(choices) < 5 else [choices[0], choices[-1]]
    return Values(["", *few], ["1\0", HUGE])


def of_table(field):
    """Return what is typed into a cell of a table."""
    return Values(CELLS, [])


VALUES = [
    (forms.IntegerField, of_number),
    (
        forms.DateField,
        lambda _: Values(["", *DAYS_AT_LIMIT, "\u0662\u0660\u0662\u0666-11-18"], DAYS_BEYOND),
    ),
    (forms.DateTimeField, lambda _: Values(["", *MOMENTS], [*MOMENTS_BEYOND, *NEVER])),
    (forms.TimeField, lambda _: Values(["", *TIMES], [*TIMES_BEYOND, *NEVER])),
    (Marks, lambda _: Values(["", "1\0", HUGE], [])),  # a line that is there no more is let go
    (forms.ChoiceField, of_choice),
    (TableField, of_table),
]


def values_of(field):
    """Return what to type into a field, or None if it is for words."""
    return next((values(field) for kind, values in VALUES if isinstance(field, kind)), None)


def names_of(name, field):
    """Return the names under which a field is sent: of a table, a cell of each column."""
    if not isinstance(field, TableField):
        return [name]
    row, columns = field.widget.rows()[0]
    return [cell_name(name, row, column) for column in columns]


@pytest.fixture
def writer(signed_in, alice):
    """Alice, with something to choose in every form, and a calendar that is read."""
    SliderQuestionsFactory(owner=alice)
    SummaryFactory(owner=alice)
    GoalFactory(owner=alice)
    CalendarFeedFactory(owner=alice, dates=True, goals=True, weeks=True, looks=True)
    return signed_in


def form_at(client, url):
    """Return the form on a private row that stands at this address, and its page."""
    response = client.get(url)
    return response.context["form"], Page(response)


def show_everything(client, alice, pages):
    """Open the pages that may show what was saved, and the calendar."""
    token = CalendarFeed.objects.for_user(alice).get().token
    for page in pages:
        assert client.get(page, follow=True).status_code == 200, page
    assert Client().get(reverse("journal:calendar_feed", args=[token])).status_code == 200


def check(client, page, typed, *, must_fail):
    """Send a form; return the page of what was saved, or None if it came back with a remark beside a field."""
    request = page.response.request
    answer = client.post(f"{request['PATH_INFO']}?{request['QUERY_STRING']}", page.typed | typed)
    place = (request["PATH_INFO"], {name: f"{value:.20}" for name, value in typed.items()})
    assert answer.status_code == 303, place
    if "saved=1" not in answer.url:
        assert open_page(client, answer.url).errors, place
        return None
    assert not must_fail, place
    return answer.url


def walk(client, url):
    """Type every value into every such field of the form at this address; yield the page of each that was saved."""
    form, page = form_at(client, url)
    pressed = set(BUTTON.findall(page.html))
    for name, field in form.fields.items():
        values = None if name in pressed else values_of(field)
        for sent in names_of(name, field) if values else ():
            for value in (*values.at_limit, *values.beyond):
                before = transaction.savepoint()
                saved = check(client, page, {sent: value}, must_fail=value in values.beyond)
                if saved:
                    yield saved
                transaction.savepoint_rollback(before)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_each_value_is_refused_beside_its_field_or_saved(writer, alice, name):
    for saved in walk(writer, url_with_row(name, alice)):
        assert writer.get(saved, follow=True).status_code == 200


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_page_shows_what_was_saved_at_its_limit(writer, alice, name):
    for saved in walk(writer, url_with_row(name, alice)):
        show_everything(writer, alice, [saved, *PAGES])
