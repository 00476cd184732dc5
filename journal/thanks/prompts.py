"""Ways into a gratitude note, one at a time: that of the day, another, or none. Addresses carry their codes only."""

from datetime import date

from guide import banks
from guide.banks import Prompt

NONE = "none"
# It shares no factor with the number of prompts: whoever goes on sees each once, and the groups mixed.
PROMPTS_AHEAD = 17


def prompt_of(day: date, about: str = "") -> Prompt:
    """Return the prompt of a day; of those about one thing, if there are any."""
    prompts = [prompt for prompt in banks.prompts() if prompt.about == about] or banks.prompts()
    return prompts[day.toordinal() % len(prompts)]


def prompt_named(code: str) -> Prompt | None:
    """Return the prompt with this code, or None."""
    return next((prompt for prompt in banks.prompts() if prompt.code == code), None)


def chosen(code: str, of_today: Prompt) -> Prompt | None:
    """Return the prompt that was asked for; that of the day if none was, and None for those who want none."""
    return None if code == NONE else prompt_named(code) or of_today


def another(prompt: Prompt) -> Prompt:
    """Return the prompt that comes after this one."""
    prompts = banks.prompts()
    return prompts[(prompts.index(prompt) + PROMPTS_AHEAD) % len(prompts)]
