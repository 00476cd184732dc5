"""Worksheets in the browser's eyes: what is refused, what is remarked, what cannot be opened."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guide import library
from journal.models import Worksheet
from tests.factories import WorksheetFactory
from tests.journal.browser import follow, open_page, send, send_back
from tests.journal.conftest import NOW
from tests.journal.sheets import the_sheet, write
from tests.journal.tampering import spoil

NEW = "/journal/worksheets/i-feel/new/?mode=build"
BUDGET = "/journal/worksheets/budget/new/?mode=view"


def test_empty_sheet_asks_for_a_first_word(signed_in):
    page = send_back(signed_in, NEW)

    assert "Write something first. One line is enough." in page.html
    assert not Worksheet.objects.exists()


def test_remarks_stand_on_the_page_and_in_the_form_and_block_nothing(signed_in):
    page = write(signed_in, "i-feel", "build", when="you never listen")

    form = open_page(signed_in, reverse("journal:worksheet_update", args=[the_sheet().pk]))
    assert page.messages == ["Saved."]
    for where in (page, form):
        assert "<q>never</q>" in where.html


def test_mistakes_in_a_table_are_said_with_their_place(signed_in):
    page = send_back(
        signed_in,
        BUDGET,
        answer_rows__pets__now="much",
        answer_rows__pets__me="1 200",
        answer_rows__housing__now="10 000 001",
    )

    assert page.errors["answer_rows"] == [
        "housing, Now: write a number up to 10,000,000.",
        "pets, Now: write a whole number, such as 120.",
    ]
    assert page.typed["answer_rows__pets__now"] == ["much"]
    assert page.typed["answer_rows__pets__me"] == ["1 200"]


def test_cell_takes_only_a_choice_of_its_list_and_a_short_text(signed_in):
    page = send_back(
        signed_in,
        "/journal/worksheets/chores/new/?mode=list",
        answer_tasks__cook__does="nobody",
        answer_tasks__cook__standard="x" * 201,
    )

    assert page.errors["answer_tasks"] == [
        "cook, Who does it: choose from the list.",
        "cook, “Fine” means: keep it under 200 characters.",
    ]


def test_row_of_ones_own_keeps_its_name(signed_in):
    answers = {"answer_rows__own-1__name": "Boat", "answer_rows__own-1__now": "80"}

    page = follow(signed_in, send(signed_in, BUDGET, **answers))

    assert the_sheet().answers == {"rows": {"own-1": {"name": "Boat", "now": 80}}}
    assert "Boat: Now 80" in page.html


def test_more_cards_than_fit_are_counted(signed_in):
    values = ["adventure", "beauty", "calm", "faith", "family", "freedom"]

    page = send_back(
        signed_in, "/journal/worksheets/common-ground/new/?mode=values", answer_five=values
    )

    assert page.errors["answer_five"] == ["These are 6. Keep the 5 that matter most."]


def test_sheet_remembers_the_page_it_was_opened_from(signed_in):
    guide_page = library.page("say-i-feel")

    follow(signed_in, send(signed_in, f"{NEW}&page=say-i-feel", answer_when="it rained"))

    page = open_page(signed_in, the_sheet().get_absolute_url())
    assert the_sheet().page == "say-i-feel"
    assert f'href="{guide_page.get_absolute_url()}"' in page.html


def test_page_that_is_not_there_is_not_kept(signed_in):
    follow(signed_in, send(signed_in, NEW, answer_when="it rained", page="nowhere"))

    assert the_sheet().page == ""


@pytest.mark.parametrize("url", ["/journal/worksheets/dance/new/", f"{NEW}s"])
def test_tool_that_is_not_there_is_a_404(signed_in, url):
    assert signed_in.get(url).status_code == 404


@pytest.mark.parametrize("pk", ["x", uuid4()])
def test_goal_from_a_sheet_that_is_not_there_is_a_404(signed_in, pk):
    assert signed_in.get(f"/goals/new/?worksheet={pk}").status_code == 404


def test_answers_that_the_guide_no_longer_asks_survive_a_change(signed_in, alice):
    sheet = WorksheetFactory(owner=alice, answers={"when": "it rained", "once": "asked"})

    send(signed_in, reverse("journal:worksheet_update", args=[sheet.pk]), answer_when="it snowed")

    assert the_sheet().answers == {"when": "it snowed", "once": "asked"}


def test_double_click_writes_one_sheet(signed_in):
    sent = open_page(signed_in, NEW).typed | {"answer_when": "it rained"}

    first, second = signed_in.post(NEW, sent), signed_in.post(NEW, sent)

    assert first.url == second.url
    assert the_sheet().version == 1


def test_words_about_a_sheet_that_is_gone_open_as_a_new_one(signed_in, alice):
    sheet = WorksheetFactory(owner=alice)
    edit = reverse("journal:worksheet_update", args=[sheet.pk])
    typed = open_page(signed_in, edit).typed | {"answer_when": "it snowed"}
    sheet.delete()

    page = follow(signed_in, signed_in.post(edit, typed))

    assert page.typed["answer_when"] == ["it snowed"]


def test_sheet_of_a_tool_that_is_gone_is_read_and_not_changed(signed_in, alice):
    sheet = WorksheetFactory(owner=alice, tool="gone", answers={"line": "still here"})

    page = open_page(signed_in, sheet.get_absolute_url())
    change = signed_in.get(reverse("journal:worksheet_update", args=[sheet.pk]))

    assert "still here" in page.html
    assert change.url == sheet.get_absolute_url()
    assert signed_in.get(f"/goals/new/?worksheet={sheet.pk}").status_code == 404
    assert "Worksheet" in open_page(signed_in, reverse("journal:worksheet_list")).html


def test_sheet_that_does_not_open_says_so(signed_in, alice):
    sheet = WorksheetFactory(owner=alice)
    spoil(sheet, "answers")

    page = open_page(signed_in, sheet.get_absolute_url())
    listed = open_page(signed_in, reverse("journal:worksheet_list"))

    assert "Part of this cannot be opened." in page.html
    assert "Part of this worksheet cannot be opened." in listed.html


def test_deletion_is_asked_once(signed_in, alice):
    sheet = WorksheetFactory(owner=alice)

    page = open_page(signed_in, reverse("journal:worksheet_delete", args=[sheet.pk]))

    assert "Delete this worksheet?" in page.html
    assert the_sheet() == sheet


def test_list_goes_on_where_the_page_ends(signed_in, alice):
    WorksheetFactory.create_batch(31, owner=alice)
    url = reverse("journal:worksheet_list")

    older = signed_in.get(url).context["page"].older

    assert len(signed_in.get(f"{url}?before={older}").context["page"].days[0].items) == 1


def test_other_tools_do_not_stand_beside_a_sheet(signed_in, alice):
    WorksheetFactory(owner=alice, mode="noticed", answers={"seen": "a light"})

    assert "a light" not in open_page(signed_in, NEW).html


def test_note_about_money_stands_first(signed_in):
    page = write(signed_in, "budget", "view", access=["i-must-ask-for-money"])

    assert "more than a budget disagreement" in page.html.split("Where the two of you meet")[0]


@pytest.mark.parametrize("others", [0, 1, 19, 20, 21, 45])
def test_last_worksheet_of_the_same_kind_is_found_behind_any_number_of_others(alice, others):
    like = WorksheetFactory(owner=alice, happened_at=NOW - timedelta(days=90))
    for number in range(others):
        moment = NOW - timedelta(days=number)
        WorksheetFactory(owner=alice, happened_at=moment, tool="chores", mode="")
    mine = Worksheet.objects.for_user(alice)

    assert mine.last_like(Worksheet(tool="i-feel", mode="build")) == like
    assert mine.last_like(Worksheet(tool="i-feel", mode="another")) is None
    assert mine.last_like(like) is None


def test_search_for_an_earlier_worksheet_asks_twice_however_many_there_are(alice):
    WorksheetFactory.create_batch(45, owner=alice)

    with CaptureQueriesContext(connection) as queries:
        Worksheet.objects.for_user(alice).last_like(Worksheet(tool="i-feel", mode="build"))

    assert len(queries) == 2
