"""What stands on a worksheet, in words; and what the guide no longer asks."""

import pytest

from guide import tools
from journal.answers import afterwords, first_words, goal_title, guarding, lines, sentence
from journal.worksheets import budget, chores
from journal.worksheets.budget import Meeting
from journal.worksheets.drawings import drawing_of
from users.partner import PartnerWords

WORDS = PartnerWords.default()
BUILD = tools.mode("i-feel", "build")


@pytest.mark.parametrize(
    ("answers", "made"),
    [
        (
            {"when": "it rains,", "feel": "low", "need": "sun.", "ask": "come out?"},
            "When it rains, I feel low, because I need sun. Would you be willing to come out?",
        ),
        ({"when": "it rains"}, "When it rains."),
        ({"feel": "low", "ask": "come out"}, "I feel low. Would you be willing to come out?"),
        ({}, ""),
    ],
)
def test_sentence_leaves_out_what_is_empty(answers, made):
    assert sentence(BUILD, answers, WORDS) == made


def test_sentence_keeps_what_stands_on_every_sheet():
    mode = tools.mode("repair", "apology")

    assert (
        sentence(mode, {"did": "shouted"}, WORDS) == "I shouted. Is there more you want me to hear?"
    )


def test_goal_takes_the_words_of_the_sheet():
    mode = tools.mode("repair", "my-part")

    assert goal_title(mode, {"next": "call on Sunday"}, WORDS) == "call on Sunday"
    assert goal_title(mode, {"next": "word " * 60}, WORDS).endswith("word…")
    assert goal_title(mode, {}, WORDS) == ""


def test_first_words_are_one_line():
    assert first_words(BUILD, {"feel": "two\nlines"}) == "two lines"
    assert first_words(BUILD, {"when": "x" * 200}) == "x" * 120 + "…"
    assert first_words(BUILD, {}) == first_words(None, {"when": "x"}) == ""


def test_answers_that_the_guide_no_longer_asks_are_still_read():
    kept = {"old": "text", "list": ["a", "b"], "table": {"row": {"now": 3}}}

    told = [(line.label, line.text) for line in lines(None, kept, WORDS)]

    assert told == [("old", "text"), ("list", "a, b"), ("table", "row: now: 3")]
    assert [line.label for line in lines(BUILD, {"old": "text", "feel": "low"}, WORDS)] == [
        "I feel…",
        "old",
    ]


def test_choice_that_the_guide_no_longer_has_is_shown_as_it_was_kept():
    mode = tools.mode("check-in", "rules")

    told = lines(mode, {"rules": ["no-phones", "no-hats"], "agreed": "both-of-us"}, WORDS)

    assert [line.text for line in told] == ["no phones, no-hats", "Both of us"]


def test_chosen_options_have_their_afterword():
    mode = tools.mode("ready-for-help", "signs")

    assert [option.slug for option in afterwords(mode, {"alone": ["threat"]})] == ["threat"]
    assert afterwords(mode, {}) == []
    assert afterwords(tools.mode("core-needs", "builder"), {"safe": "no"})[0].support


def test_box_about_money_calls_for_its_note():
    mode = tools.mode("budget", "view")

    assert guarding(mode, {"access": ["i-must-ask-for-money"]}) == ["SN-MONEY"]
    assert guarding(mode, {}) == []


def of_budget(**rows):
    """Return the budget's view of these rows."""
    cells = {slug.replace("_", "-"): cells for slug, cells in rows.items()}
    return drawing_of(tools.mode("budget", "view"), {"rows": cells}, WORDS)


def figures(me, partner, least_me=None, least_partner=None):
    """Return a row's figures, without those that are None."""
    given = {"me": me, "partner": partner, "least-me": least_me, "least-partner": least_partner}
    return {column: value for column, value in given.items() if value is not None}


@pytest.mark.parametrize(
    ("row", "meeting", "middle"),
    [
        (figures(100, 100), Meeting.MATCH, (100, 100)),
        (figures(100, 160, 80, 90), Meeting.MIDDLE, (90, 100)),
        (figures(100, 160, 80, 120), Meeting.TALK, None),
        (figures(100, None), Meeting.OPEN, None),
        (figures(None, 40), Meeting.OPEN, None),
        (figures(None, None, 50, 50), Meeting.MIDDLE, (50, 50)),
    ],
)
def test_row_says_how_near_the_two_are(row, meeting, middle):
    (*_, found) = of_budget(pets=row).rows

    assert (found.meeting, found.middle) == (meeting, middle)


def test_personal_money_of_both_is_always_shown():
    view = of_budget()

    assert [row.label for row in view.rows] == [
        "Personal money for me",
        "Personal money for my husband",
    ]
    assert view.totals == budget.Totals(0, 0, 0, 0)


def test_bars_are_parts_of_the_longest_and_columns_have_totals():
    view = of_budget(
        pets={"now": 50, "me": 40, "least-me": 20, "trial": 30},
        own_1={"name": "Boat", "now": 80, "partner": 10},
    )

    boat, pets = view.rows[-1], view.rows[-2]
    assert boat.label == "Boat"
    assert (pets.my_bar.start, pets.my_bar.length) == (25.0, 25.0)
    assert (boat.their_bar.length, boat.my_bar) == (1.5, None)
    assert view.totals == budget.Totals(130, 40, 10, 30)


def of_chores(**tasks):
    """Return the view of these tasks."""
    return drawing_of(tools.mode("chores", "list"), {"tasks": tasks}, WORDS)


def test_minutes_go_to_those_who_were_named():
    view = of_chores(
        cook={"does": "me", "doing": 90, "notices": "me", "plans": "partner", "thinking": 20},
        shop={"does": "both", "doing": 30, "thinking": 15, "owner": "partner", "until": "May"},
    )

    doing, thinking = view.pairs
    assert (doing.mine, doing.theirs) == (chores.Bar(105, 100.0), chores.Bar(15, 14.3))
    assert (thinking.mine.minutes, thinking.theirs.minutes) == (10, 10)
    assert view.unshared == 15
    assert view.trials == [chores.Trial("shop", "partner", "May")]


def test_without_minutes_there_is_nothing_to_divide_by():
    assert [pair.mine.minutes for pair in of_chores().pairs] == [0, 0]
