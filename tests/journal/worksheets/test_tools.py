"""Every tool in every mode, walked from its data: filled in, saved, reopened, changed, done again, deleted."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from guide import tools
from journal.models import Worksheet
from tests.journal.browser import follow, open_page, send
from tests.journal.sheets import MODES, filled, the_sheet, write
from tests.users.accounts import has_just_typed_the_password

every_mode = pytest.mark.parametrize(("tool", "mode"), MODES)


@pytest.fixture(autouse=True)
def _unlocked(signed_in, alice):
    """Alice has just typed her password: some of the worksheets are locked."""
    has_just_typed_the_password(signed_in, alice)


def shows(page, sheet):
    """Hold a worksheet's page against what was written, and its means against what every page has."""
    for label, text in sheet.readable():
        assert escape(label) in page.html
        assert escape(text.splitlines()[0]) in page.html
    assert not re.search(r"\{\w+\}", page.html)
    assert all(f"data-{act}" in page.html for act in ("print", "copy"))


def opens_again(client, edit, sent):
    """Hold the form that changes a worksheet against what was sent."""
    typed = open_page(client, edit).typed
    assert {name: typed.get(name) for name in sent} == {
        name: text if isinstance(text, list) else [text] for name, text in sent.items()
    }


@every_mode
def test_what_is_written_is_kept_shown_changed_and_gone_once_it_is_deleted(signed_in, tool, mode):
    page = write(signed_in, tool, mode)
    sheet = the_sheet()
    edit = reverse("journal:worksheet_update", args=[sheet.pk])
    assert (sheet.tool, sheet.mode) == (tool, mode)
    assert set(sheet.answers) == {field.slug for field in tools.mode(tool, mode).fields}
    assert page.messages == ["Saved."]
    shows(page, sheet)
    opens_again(signed_in, edit, filled(tool, mode))

    follow(signed_in, send(signed_in, edit, **filled(tool, mode, 1)))

    changed = the_sheet()
    assert changed.version == 2
    assert changed.answers.keys() == sheet.answers.keys()

    response = signed_in.post(reverse("journal:worksheet_delete", args=[sheet.pk]))

    assert response.url.startswith(f"{reverse('journal:worksheet_list')}?deleted=")
    assert not Worksheet.objects.exists()


@every_mode
def test_second_time_shows_then_and_now(signed_in, alice, clock, tool, mode):
    write(signed_in, tool, mode)
    first = the_sheet()
    clock.shift(60 * 60 * 24 * 40)
    has_just_typed_the_password(signed_in, alice)

    form = open_page(signed_in, tools.mode(tool, mode).url())
    page = write(signed_in, tool, mode, n=1)

    assert form.html.count('class="then"') == len(first.answers)
    assert "Wednesday 18 November" in page.html
    for _, text in first.readable():
        assert escape(text.splitlines()[0]) in page.html


@pytest.mark.parametrize(("tool", "mode"), [both for both in MODES if tools.mode(*both).goal])
def test_worksheet_ends_in_a_goal_in_its_own_words(signed_in, tool, mode):
    write(signed_in, tool, mode)
    sheet = the_sheet()

    url = f"{reverse('journal:goal_create')}?worksheet={sheet.pk}"
    assert f'href="{url}"' in signed_in.get(sheet.get_absolute_url()).content.decode()
    title = open_page(signed_in, url).typed["title"][0]
    assert title
    assert not re.search(r"[\[{]", title)
