"""What a worksheet's numbers come to, ready to draw."""

from typing import Any

from guide.tools import Mode
from journal.gentle import Answers
from users.partner import PartnerWords


def drawing_of(mode: Mode, answers: Answers, words: PartnerWords) -> Any:
    """Return what is drawn beside the answers, or None."""
    return None
