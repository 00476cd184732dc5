"""What the slider questions begin with."""

from journal.models import SliderQuestions
from journal.sliders.lines import SUGGESTED
from users.models import User


def new_questions(user: User) -> SliderQuestions:
    """Return unsaved questions to ask oneself each month: six suggestions, to be put in one's own words."""
    return SliderQuestions(owner=user, wordings=list(SUGGESTED))
