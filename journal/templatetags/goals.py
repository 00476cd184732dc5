"""`{% tick_of goal mark "goals" %}` draws the button that ticks a turn; a board has one in every row, and an include takes long for each."""

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from journal.models import Goal, Tick
from journal.progress import Mark
from users.templatetags.icons import icon

MOST_DAYS = 50  # the same few are to be ticked on a whole board
STAND_IN = "00000000-0000-0000-0000-000000000000"
FORM = """
<form class="goal__tick" method="post" action="{}">
  <input type="hidden" name="csrfmiddlewaretoken" value="{}">
  {}<input type="hidden" name="back" value="{}">
  {}
    {}
    <span class="visually-hidden">{} “{}”, {}</span>
  </button>
</form>"""
# What says that it is done, before the button or in it.
HIDDEN = SafeString('<input type="hidden" name="state" value="done">')
PRESSED = SafeString('<button class="tick" type="submit" aria-pressed="true">')
OPEN = SafeString(
    '<button class="tick" type="submit" name="state" value="done" aria-pressed="false">'
)

register = template.Library()


@register.simple_tag(takes_context=True)
def tick_of(context: dict[str, Any], goal: Goal, mark: Mark, back: str) -> SafeString:
    """Return the button that ticks this turn of a goal, or takes its tick back, and then leads back to a page."""
    is_done = mark.state == Tick.State.DONE
    address = _address("journal:goal_untick" if is_done else "journal:goal_tick", mark.day)
    return format_html(
        FORM,
        *(address.replace(STAND_IN, f"{goal.pk}"), context["csrf_token"]),
        *((HIDDEN, back, PRESSED) if is_done else ("", back, OPEN)),
        *(icon("check"), "Undo the tick for" if is_done else "Tick off", goal.title, mark.label),
    )


@lru_cache(MOST_DAYS)
def _address(view: str, day: date) -> str:
    return reverse(view, args=[STAND_IN, day])
