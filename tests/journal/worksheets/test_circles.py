"""Three circles: what is counted, and what is drawn of it."""

from guide import tools
from journal.worksheets.circles import Circle
from journal.worksheets.drawings import drawing_of
from tests.journal.sheets import write
from users.partner import PartnerWords

MODE = tools.mode("common-ground", "circles")


def drawn(**answers):
    return drawing_of(MODE, answers, PartnerWords.from_choice("name", "Sam", "they"))


def test_each_line_counts_and_empty_ones_do_not():
    found = drawn(both="a warm kitchen\n\n  \nsleep", me="music")

    assert found.circles == [
        Circle("I want", "mine", 60, 1),
        Circle("We both want", "both", 150, 2),
        Circle("Sam wants", "theirs", 240, 0),
    ]


def test_nothing_is_drawn_of_nothing():
    assert drawn(agree="we like soup") is None


def test_circles_stand_on_the_sheet_beside_their_counts(signed_in):
    page = write(signed_in, "common-ground", "circles", both="sleep\nsoup", me="music")

    assert page.html.count("<circle class=") == 3
    assert '<span class="load__n">2 lines</span>' in page.html
    assert '<span class="load__n">1 line</span>' in page.html
