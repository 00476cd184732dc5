"""What was written in a tool, taken along into the week: on its page, at its review and beside the Table; and out again."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from journal.models import Worksheet
from tests.factories import WorksheetFactory
from tests.journal.browser import open_page, send

EARLIER = datetime(2026, 10, 6, 12, tzinfo=UTC)
WEEK = "2026-W47"
SAID = "When it rained, I feel let down."
PAGES = [f"journal:{name}" for name in ("week_detail", "week_review", "week_table")]


@pytest.fixture
def sheet(alice):
    """A sentence that was built some weeks ago."""
    answers = {"when": "it rained", "feel": "let down"}
    return WorksheetFactory(owner=alice, happened_at=EARLIER, answers=answers)


def press(client, name, sheet):
    response = client.post(reverse(f"journal:{name}", args=[sheet.pk]))
    assert (response.status_code, response.url) == (303, sheet.get_absolute_url())
    return open_page(client, sheet.get_absolute_url()).html


def pages(client, week=WEEK):
    return [open_page(client, reverse(name, args=[week])).html for name in PAGES]


def test_sheet_is_added_to_this_week_and_taken_out_again(signed_in, sheet):
    assert "Added to this week" not in "".join(pages(signed_in))

    html = press(signed_in, "worksheet_add", sheet)
    assert f'href="/journal/weeks/{WEEK}/#added"' in html
    assert "Add to my week" not in html
    for page in pages(signed_in):
        assert "Added to this week" in page
        assert f'href="{sheet.get_absolute_url()}"><span class="person">{SAID}</span>' in page

    assert "Add to my week" in press(signed_in, "worksheet_take_out", sheet)
    assert "Added to this week" not in "".join(pages(signed_in))


def test_it_stands_in_this_week_alone_and_keeps_its_own_day(signed_in, sheet):
    version = Worksheet.objects.get().version

    press(signed_in, "worksheet_add", sheet)

    assert "Added to this week" not in "".join(pages(signed_in, "2026-W46"))
    kept = Worksheet.objects.get()
    assert (kept.happened_at, kept.version) == (EARLIER, version)
    assert "it rained" in open_page(signed_in, "/journal/").html


def test_sentence_that_was_added_is_what_the_table_begins_with(signed_in, sheet):
    press(signed_in, "worksheet_add", sheet)

    page = open_page(signed_in, reverse("journal:week_table_update", args=[WEEK]))

    assert page.typed["issue"] == [SAID]


def test_locked_sheet_shows_its_name_and_nothing_else(signed_in, alice):
    sheet = WorksheetFactory(
        owner=alice, tool="core-needs", mode="builder", answers={"myself": "An evening."}
    )
    sheet.add_to(alice.clock.week_of(alice.clock.today()))

    page, *_ = pages(signed_in)

    assert f'href="{sheet.get_absolute_url()}">Builder</a>' in page
    assert "An evening." not in page


def test_sheet_of_a_tool_that_is_gone_keeps_its_place(signed_in, alice):
    sheet = WorksheetFactory(owner=alice, tool="gone", mode="gone", answers={"a": "b"})
    sheet.add_to(alice.clock.week_of(alice.clock.today()))

    page, *_ = pages(signed_in)

    assert f'href="{sheet.get_absolute_url()}">Worksheet</a>' in page


def test_under_quiet_suggestions_nothing_is_said_of_the_table(signed_in, prefer, sheet):
    prefer(quiet=True)

    html = press(signed_in, "worksheet_add", sheet)

    assert "when you close the week." in html
    assert "beside the Table" not in html


def test_database_names_a_week_by_its_monday(sheet):
    with pytest.raises(IntegrityError, match="worksheet_added_to_a_monday"), transaction.atomic():
        Worksheet.objects.filter(pk=sheet.pk).update(added_to=date(2026, 11, 17))


def test_edit_keeps_the_week_that_it_was_added_to(signed_in, sheet):
    press(signed_in, "worksheet_add", sheet)

    send(signed_in, f"{sheet.get_absolute_url()}edit/", answer_when="it snowed")

    assert Worksheet.objects.get().added_to == date(2026, 11, 16)
