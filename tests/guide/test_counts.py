"""How much there is of everything, as the editorial brief asks for it."""

from collections import Counter

import pytest

from guide import banks, decks, helplines, library, modes, road, tools

PARTS = {1: 5, 2: 8, 3: 7, 4: 6, 5: 9, 6: 5, 7: 9, 8: 16, 9: 4, 10: 0}
FORMS = {"emotion-entry", "gratitude-note", "goal", "date-finder"}
SHEETS = {
    *("i-feel", "reflect-back", "repair", "core-needs", "common-ground", "check-in"),
    *("trade-notes", "self-care", "affirmations", "ready-for-help", "chores", "budget"),
    "weekly-review",
}
# Two surfaces save nothing by themselves.
SURFACES = {"questions", "self-check"}
# The helpers of the tool "goal" are worksheets, and no eighteenth tool.
HELPERS = {"first-step"}
REPEATS = {
    "once": 7,
    "daily": 4,
    "weekdays": 1,
    "times-a-week": 4,
    "weekly": 11,
    "fortnightly": 1,
    "monthly": 3,
}


def all_pages():
    return [page for part in library.parts() for page in part.pages]


def field(tool, mode, slug):
    return next(one for one in tools.mode(tool, mode).fields if one.slug == slug)


def test_ten_parts_hold_seventy_pages_with_the_short_answers():
    assert {part.number: len(part.pages) for part in library.parts()} == PARTS
    answers = [part for part in library.parts() if part.slug == road.ANSWERS]
    assert len(all_pages()) + len(answers) == 70


def test_pages_of_a_part_are_numbered_without_a_gap():
    for part in library.parts():
        assert [page.order for page in part.pages] == list(range(1, len(part.pages) + 1))


def test_seventeen_tools():
    assert set(tools.tools()) == FORMS | SHEETS | HELPERS | SURFACES
    assert len(FORMS | SHEETS) == 17


def ways():
    """Return what the pages open: tool and mode."""
    own = [(page.tool, page.mode) for page in all_pages()]
    return own + [(*page.then, "")[:2] for page in all_pages() if page.then]


def test_every_tool_and_every_way_to_write_an_entry_is_opened_by_a_page():
    assert {tool for tool, _ in ways()} - {""} == set(tools.tools())
    assert {mode for tool, mode in ways() if tool == "emotion-entry"} == {"", *modes.modes()}


def test_page_that_opens_a_sheet_says_in_which_mode():
    assert [tool for tool, mode in ways() if tool in SHEETS | HELPERS and not mode] == []


@pytest.mark.parametrize(
    ("name", "things", "count"),
    [
        ("questions", [one for each in decks.question_sets() for one in each.questions], 80),
        ("dates", decks.ideas(), 68),
        ("prompts", banks.prompts(), 46),
        ("lines", [one for texts in banks.read("lines").values() for one in texts], 36),
        ("goals", banks.goal_templates(), 31),
        ("answers", road.answers(), 28),
        ("feelings", [one for family in banks.families() for one in family.feelings], 64),
        ("triggers", banks.triggers(), 20),
        ("needs", [one for group in banks.needs() for one in group.needs], 45),
        ("sources", banks.sources(), 51),
        ("notes", banks.notes(), 10),
        ("helplines", [one for each in helplines.countries() for one in each.helplines], 25),
        ("values", field("common-ground", "values", "ten").options, 30),
        ("agenda", tools.mode("check-in", "agenda").agenda, 8),
        ("ground rules", field("check-in", "rules", "rules").options, 9),
        ("repair phrases", field("repair", "phrases", "phrases").options, 10),
        ("budget lines", field("budget", "view", "rows").rows, 25),
        ("household tasks", field("chores", "list", "tasks").rows, 47),
        ("questions for a counsellor", field("ready-for-help", "shortlist", "ask").options, 12),
    ],
)
def test_bank_holds_what_the_brief_asks_for(name, things, count):
    assert len(set(things)) == count, name


def test_feelings_and_sources_say_what_they_mean():
    meanings = [one.meaning for family in banks.families() for one in family.feelings]

    assert len(set(meanings)) == 64
    assert all(len(meaning.split()) <= 12 for meaning in meanings)
    assert all(source.lets_us_say for source in banks.sources().values())


def test_goal_templates_have_steps_and_come_round_as_the_brief_says():
    templates = banks.goal_templates()

    assert Counter(template.repeat for template in templates) == REPEATS
    assert min(len(template.steps) for template in templates) >= 3


def test_goals_for_two_that_stay_on_offer_have_steps_for_one():
    alone = [template.code for template in banks.goal_templates() if template.alone]
    shared = [one.code for one in banks.goal_templates() if one.careful and one.who != "solo"]

    assert alone == ["gt-22", "gt-23", "gt-24", "gt-30"]
    assert set(shared) <= set(alone)
