"""Every tool in every mode, walked from its data: filled in, saved, reopened, changed, done again, deleted."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from guide import tools
from journal.models import Worksheet
from tests.journal.browser import follow, open_page, send
from tests.journal.sheets import MODES, filled, the_sheet, unlock, write

every_mode = pytest.mark.parametrize(("tool", "mode"), MODES)


@pytest.fixture(autouse=True)
def _unlocked(signed_in):
    """Alice has just typed her password: some of the worksheets are locked."""
    unlock(signed_in)


@every_mode
def test_what_is_written_is_kept_and_shown(signed_in, tool, mode):
    page = write(signed_in, tool, mode)

    sheet = the_sheet()
    assert (sheet.tool, sheet.mode) == (tool, mode)
    assert set(sheet.answers) == {field.slug for field in tools.mode(tool, mode).fields}
    assert page.messages == ["Saved."]
    for label, text in sheet.readable():
        assert escape(label) in page.html
        assert escape(text.splitlines()[0]) in page.html
    assert not re.search(r"\{\w+\}", page.html)
    assert all(f"data-{act}" in page.html for act in ("print", "copy"))


@every_mode
def test_form_opens_again_with_what_was_written(signed_in, tool, mode):
    write(signed_in, tool, mode)
    edit = reverse("journal:worksheet_update", args=[the_sheet().pk])

    typed = open_page(signed_in, edit).typed

    sent = filled(tool, mode)
    assert {name: typed.get(name) for name in sent} == {
        name: text if isinstance(text, list) else [text] for name, text in sent.items()
    }


@every_mode
def test_change_is_kept(signed_in, tool, mode):
    write(signed_in, tool, mode)
    sheet = the_sheet()

    follow(
        signed_in,
        send(
            signed_in, reverse("journal:worksheet_update", args=[sheet.pk]), **filled(tool, mode, 1)
        ),
    )

    changed = the_sheet()
    assert changed.version == 2
    assert changed.answers.keys() == sheet.answers.keys()


@every_mode
def test_second_time_shows_then_and_now(signed_in, alice, clock, tool, mode):
    write(signed_in, tool, mode)
    first = the_sheet()
    clock.shift(60 * 60 * 24 * 40)
    signed_in.force_login(alice)
    unlock(signed_in)

    form = open_page(signed_in, tools.mode(tool, mode).url())
    page = write(signed_in, tool, mode, n=1)

    assert form.html.count('class="then"') == len(first.answers)
    assert "Wednesday 18 November" in page.html
    for _, text in first.readable():
        assert escape(text.splitlines()[0]) in page.html


@every_mode
def test_worksheet_ends_in_a_goal_in_its_own_words(signed_in, tool, mode):
    write(signed_in, tool, mode)
    sheet = the_sheet()

    if sheet.way.goal:
        url = f"{reverse('journal:goal_create')}?worksheet={sheet.pk}"
        assert f'href="{url}"' in signed_in.get(sheet.get_absolute_url()).content.decode()
        title = open_page(signed_in, url).typed["title"][0]
        assert title
        assert not re.search(r"[\[{]", title)


@every_mode
def test_worksheet_is_gone_once_it_is_deleted(signed_in, tool, mode):
    write(signed_in, tool, mode)

    response = signed_in.post(reverse("journal:worksheet_delete", args=[the_sheet().pk]))

    assert response.url.startswith(f"{reverse('journal:worksheet_list')}?deleted=")
    assert not Worksheet.objects.exists()
