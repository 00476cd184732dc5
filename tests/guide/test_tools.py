"""The tools: what a page may open, and what their files hold."""

import re

import pytest

from guide import banks, tools
from guide.prose import found_words
from users.partner import PartnerWords

MODES = [mode for tool in tools.tools().values() for mode in tool.modes]
every_mode = pytest.mark.parametrize("mode", MODES, ids=lambda one: f"{one.tool_slug}-{one.slug}")


def test_forms_open_with_a_goal_template_chosen():
    found = tools.tools()

    assert found["goal"].url("gt-12") == "/goals/new/?template=gt-12"
    assert found["gratitude-note"].url() == "/journal/thanks/new/"


def test_worksheet_opens_in_its_mode_from_its_page():
    tool = tools.tools()["i-feel"]

    assert tool.url(mode="noticed") == "/journal/worksheets/i-feel/new/?mode=noticed"
    assert tool.url(page="say-i-feel").endswith("?mode=build&page=say-i-feel")
    assert (tools.mode("i-feel", "dance"), tools.mode("dance", "")) == (None, None)


def test_worksheets_stand_in_their_order():
    found = tools.worksheets()

    assert found == sorted(found, key=lambda tool: tool.order)
    assert found[0].slug == "i-feel"


@every_mode
def test_address_of_a_worksheet_is_neutral(mode):
    assert found_words(re.sub(r"[-/?=]", " ", mode.url()), banks.words("telling")) == []


@every_mode
def test_mode_names_only_what_is_there(mode):
    fields = {field.slug for field in mode.fields}
    places = re.findall(r"\[(\w+)\]", " ".join([*mode.sentence, mode.goal]))

    assert len(fields) == len(mode.fields)
    assert {field.kind for field in mode.fields} <= set(tools.FIELD_KINDS)
    assert {check for field in mode.fields for check in field.checks} <= set(banks.gentle())
    assert {slug for field in mode.fields for slug in field.heard} <= fields
    assert set(places) <= fields
    assert set(mode.notes) | {f.note for f in mode.fields} - {""} <= set(banks.notes())
    assert not mode.template or banks.goal_template(mode.template)


@every_mode
def test_words_of_a_mode_can_be_filled(mode):
    words = PartnerWords.default()

    said = [mode.name, mode.promise, mode.intro, mode.outro, *mode.sentence]
    said += [text for field in mode.fields for text in (field.label, field.help)]

    assert not [text for text in said if "{" in words.fill(text)]


@every_mode
def test_options_are_told_apart(mode):
    for field in mode.fields:
        slugs = [option.slug for group in field.groups for option in group.options]
        rows = [row.slug for row in field.rows]
        assert len(set(slugs)) == len(slugs)
        assert len(set(rows)) == len(rows)


def test_gentle_checks_all_have_a_remark():
    assert all(rule["hint"] for rule in banks.gentle().values())
