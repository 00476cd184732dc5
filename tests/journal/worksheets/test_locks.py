"""A locked worksheet opens only to somebody who has just typed the password; lists show its name alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from guide import tools
from journal.models import Worksheet
from tests.factories import WorksheetFactory
from tests.journal.browser import follow, open_page, send
from tests.journal.sheets import the_sheet, unlock

WORDS = "To be asked before visitors come."
NEW = tools.mode("core-needs", "builder").url()


@pytest.fixture
def sheet(alice):
    return WorksheetFactory(
        owner=alice, tool="core-needs", mode="builder", answers={"myself": WORDS}
    )


def shown_by(sheet):
    """Return the addresses that would show what stands on this sheet."""
    edit = reverse("journal:worksheet_update", args=[sheet.pk])
    goal = f"{reverse('journal:goal_create')}?worksheet={sheet.pk}"
    return [sheet.get_absolute_url(), edit, NEW, goal]


def test_password_is_asked_before_anything_is_shown(signed_in, sheet):
    for url in shown_by(sheet):
        response = signed_in.get(url)
        assert response.status_code == 302, url
        assert response.url.startswith("/accounts/reauthenticate/?next=%2F")


def test_password_opens_it_for_a_few_minutes(signed_in, sheet, clock):
    unlock(signed_in)
    opened = [signed_in.get(url) for url in shown_by(sheet)]
    clock.shift(timedelta(minutes=6))

    assert [response.status_code for response in opened] == [200] * 4
    assert WORDS in opened[0].content.decode()
    assert signed_in.get(sheet.get_absolute_url()).status_code == 302


@pytest.mark.parametrize("view", ["journal:timeline", "journal:worksheet_list"])
def test_lists_show_its_name_and_none_of_its_words(signed_in, sheet, view):
    html = signed_in.get(reverse(view), follow=True).content.decode()

    assert "Needs and limits" in html
    assert "It opens with your password." in html
    assert WORDS not in html


def test_deletion_is_asked_without_showing_it(signed_in, sheet):
    page = open_page(signed_in, reverse("journal:worksheet_delete", args=[sheet.pk]))

    assert "It is locked" in page.html
    assert WORDS not in page.html


def test_first_one_is_written_without_a_password_and_asks_before_it_is_shown(signed_in):
    response = send(signed_in, NEW, answer_myself=WORDS)

    assert the_sheet().answers == {"myself": WORDS}
    assert signed_in.get(response.url).status_code == 302


def test_what_was_typed_is_saved_though_the_lock_has_closed(signed_in, sheet, clock):
    unlock(signed_in)
    edit = shown_by(sheet)[1]
    typed = open_page(signed_in, edit).typed | {"answer_myself": "Rest."}
    clock.shift(timedelta(minutes=20))

    signed_in.post(edit, typed)

    assert the_sheet().answers == {"myself": "Rest."}


def test_draft_of_a_locked_tool_is_locked_too(signed_in):
    typed = open_page(signed_in, NEW).typed | {"answer_myself": WORDS}
    kept = signed_in.post(reverse("users:draft_aside"), typed)

    closed = signed_in.get(kept.url)
    unlock(signed_in)

    assert closed.status_code == 302
    assert WORDS in follow(signed_in, kept).html
    assert not Worksheet.objects.exists()
