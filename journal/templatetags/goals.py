"""Goals in lists, and the button that ticks one: a board has dozens, and a template takes long for each.

What a person wrote is escaped here.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from journal.models import Goal, Tick
from journal.progress import Mark
from journal.templatetags.charts import marks_of
from users.templatetags.icons import icon

MOST_DAYS = 50  # the same few are to be ticked on a whole board
STAND_IN = "00000000-0000-0000-0000-000000000000"
# What says that it is done, before the button or in it.
HIDDEN = '<input type="hidden" name="state" value="done">'
PRESSED = '<button class="tick" type="submit" aria-pressed="true">'
OPEN = '<button class="tick" type="submit" name="state" value="done" aria-pressed="false">'
BROKEN = '<p class="notice">Part of this goal cannot be opened.</p>'

register = template.Library()


@register.simple_tag(takes_context=True)
def tick_of(context: dict[str, Any], goal: Goal, mark: Mark, back: str) -> SafeString:
    """Return the button that ticks this turn of a goal, or takes its tick back, and then leads back to a page."""
    token = escape(str(context["csrf_token"]))
    return mark_safe(_tick(goal, escape(goal.title), mark, back, token))


@register.simple_tag(takes_context=True)
def goal_rows(context: dict[str, Any], rows: Iterable[dict[str, Any]]) -> SafeString:
    """Return the goals of one part of the board."""
    token = escape(str(context["csrf_token"]))
    return mark_safe("".join([_row(row, token) for row in rows]))


def _row(row: dict[str, Any], token: str) -> str:
    title, mark = escape(row["title"]), row["tick"]
    tick = _tick(row["goal"], title, mark, "goals", token) if mark else ""
    review = (
        f'<p><a href="{row["review_url"]}">Look back<span class="visually-hidden"> on “{title}”</span>:'
        " keep, change or stop?</a></p>"
    )
    return f"""
<li class="goal">
  {tick or '<span class="goal__tick"></span>'}
  <div class="goal__body">
    <h3 class="goal__title person"><a href="{row["url"]}">{title}</a></h3>
    {BROKEN if row["is_broken"] else ""}
    <p class="goal__when soft">{escape(row["when"])}</p>
    {f'<ol class="marks">{marks_of(row["marks"])}</ol>' if row["marks"] else ""}
    {f'<p class="marks__sum">{row["summary"]}</p>' if row["summary"] else ""}
    {review if row["review_url"] else ""}
  </div>
</li>"""


def _tick(goal: Goal, title: str, mark: Mark, back: str, token: str) -> str:
    is_done = mark.state == Tick.State.DONE
    address = _address("journal:goal_untick" if is_done else "journal:goal_tick", mark.day)
    return f"""
<form class="goal__tick" method="post" action="{address.replace(STAND_IN, str(goal.pk))}">
  <input type="hidden" name="csrfmiddlewaretoken" value="{token}">
  {HIDDEN if is_done else ""}<input type="hidden" name="back" value="{back}">
  {PRESSED if is_done else OPEN}
    {icon("check")}
    <span class="visually-hidden">{"Undo the tick for" if is_done else "Tick off"} “{title}”, {escape(mark.label)}</span>
  </button>
</form>"""


@lru_cache(MOST_DAYS)
def _address(view: str, day: date) -> str:
    return reverse(view, args=[STAND_IN, day])
