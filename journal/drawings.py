"""What a worksheet's numbers come to, ready to draw."""

from collections.abc import Callable

from guide.tools import Mode
from journal import budget, chores
from journal.gentle import Answers
from journal.sheets import rows_of
from users.partner import PartnerWords

VIEWS: dict[str, Callable[..., budget.Budget | chores.Load]] = {
    "budget": budget.view,
    "chores": chores.view,
}


def drawing_of(
    mode: Mode, answers: Answers, words: PartnerWords
) -> budget.Budget | chores.Load | None:
    """Return what is drawn beside the answers of this mode, or None."""
    view = VIEWS.get(mode.drawing)
    if view is None:
        return None
    table = next(field for field in mode.fields if field.kind == "table")
    cells = answers.get(table.slug, {})
    return view(rows_of(table, cells, words), cells)
