"""What a worksheet's answers come to, ready to draw."""

from collections.abc import Callable
from functools import partial
from typing import Any

from guide.tools import Mode
from journal.answers import Answers, rows_of
from journal.worksheets import budget, chores, circles
from users.partner import PartnerWords

Drawing = budget.Budget | chores.Load | circles.Circles


def _of_table(
    view: Callable[..., Drawing], mode: Mode, answers: Answers, words: PartnerWords
) -> Drawing:
    table = next(field for field in mode.fields if field.kind == "table")
    cells: dict[str, Any] = answers.get(table.slug, {})
    return view(rows_of(table, cells, words), cells)


VIEWS: dict[str, Callable[[Mode, Answers, PartnerWords], Drawing | None]] = {
    "budget": partial(_of_table, budget.view),
    "chores": partial(_of_table, chores.view),
    "circles": circles.view,
}


def drawing_of(mode: Mode, answers: Answers, words: PartnerWords) -> Drawing | None:
    """Return what is drawn beside the answers of this mode, or None."""
    view = VIEWS.get(mode.drawing)
    return view(mode, answers, words) if view else None
