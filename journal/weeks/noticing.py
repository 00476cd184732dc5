"""Seven days of noticing: which of its prompts belongs to which day. A day that is missed moves nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from guide import banks
from journal.models import Review
from journal.weeks.week import WeekDay


@dataclass(frozen=True)
class Prompt:
    """What to notice on one of the seven days."""

    number: int
    text: str


def prompt_on(day: date, starts: Iterable[date]) -> Prompt | None:
    """Return the prompt of a day, from the days on which somebody began; the latest of them counts."""
    prompts = banks.noticing()
    passed = [(day - start).days for start in starts]
    number = min((days for days in passed if 0 <= days < len(prompts)), default=None)
    return None if number is None else Prompt(number + 1, prompts[number])


def starts_in(reviews: Iterable[Review]) -> list[date]:
    """Return the days on which somebody began, as their reviews hold them."""
    return [review.noticing_from for review in reviews if review.noticing_from]


def with_prompts(days: list[WeekDay], starts: list[date]) -> list[WeekDay]:
    """Return the days of a week, those of the seven with their prompt."""
    prompts = [(day, prompt_on(day.date, starts)) for day in days]
    return [replace(day, notice=prompt.text) if prompt else day for day, prompt in prompts]
