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

from journal.goals.progress import Mark, state_words
from journal.models import Goal, Tick
from users.templatetags.icons import icon

MOST_DAYS = 50  # the same few are to be ticked on a whole board
STAND_IN = "00000000-0000-0000-0000-000000000000"
# What says that it is done, before the button or in it.
HIDDEN = '<input type="hidden" name="state" value="done">'
PRESSED = '<button class="tick" type="submit" aria-pressed="true">'
OPEN = '<button class="tick" type="submit" name="state" value="done" aria-pressed="false">'
# The last turns, standing on one line: done a dot, partly a half, skipped a dash, what did not apply a ring, no tick a gap.
STEP, HEIGHT = 14, 16
KEPT: dict[str, str] = {
    Tick.State.DONE: "M{x} 7.5m2 0a5 5 0 1 0 10 0 5 5 0 1 0-10 0z",
    Tick.State.PARTLY: "M{x} 12.5m2 0a5 5 0 0 1 10 0z",
}
REST: dict[str, str] = {
    Tick.State.SKIPPED: "M{x} 11.5m3.5 0h7",
    Tick.State.NOT_APPLICABLE: "M{x} 9m3.5 0a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0z",
}
MOST_STRIPS = 1000
BROKEN = '<p class="notice">Part of this goal cannot be opened.</p>'

register = template.Library()


@register.simple_tag(takes_context=True)
def tick_of(context: dict[str, Any], goal: Goal, mark: Mark, back: str) -> SafeString:
    """Return the button that ticks this turn of a goal, or takes its tick back, and then leads back to a page."""
    token = escape(str(context["csrf_token"]))
    return mark_safe(_tick(goal, escape(goal.title), mark, back, token))


@register.simple_tag(takes_context=True)
def goal_rows(context: dict[str, Any], rows: Iterable[dict[str, Any]]) -> SafeString:
    """Return the goals of one lane of the board."""
    token = escape(str(context["csrf_token"]))
    return mark_safe("".join([_row(row, token) for row in rows]))


def _row(row: dict[str, Any], token: str) -> str:
    title, mark = escape(row["title"]), row["tick"]
    review = (
        f'<p><a href="{row["review_url"]}">Look back<span class="visually-hidden"> on “{title}”</span>:'
        " keep, change or stop?</a></p>"
    )
    return f"""
<li class="goal">
  {_tick(row["goal"], title, mark, "goals", token) if mark else ""}
  <div class="goal__body">
    <h3 class="goal__title person" dir="auto"><a href="{row["url"]}">{title}</a></h3>
    {BROKEN if row["is_broken"] else ""}
    <p class="goal__when soft">{escape(row["when"])}</p>
    {_sum(row["states"], row["summary"])}
    {review if row["review_url"] else ""}
  </div>
</li>"""


def _sum(states: tuple[str, ...], summary: str) -> str:
    """Return how the last turns went, drawn and in words."""
    if not states:
        return ""
    words = f"<span>{summary}</span>" if summary else ""
    return f'<p class="goal__sum">{_strip(states)}{words}</p>'


@lru_cache(MOST_STRIPS)
def _strip(states: tuple[str, ...]) -> str:
    """Return the last turns as one drawing: a goal's own page tells each with its day."""
    width = STEP * len(states)
    said = ", ".join([state_words(state) for state in states])
    kept, rest = (
        "".join([shapes.get(state, "").format(x=STEP * n) for n, state in enumerate(states)])
        for shapes in (KEPT, REST)
    )
    return (
        f'<svg class="strip" role="img" aria-label="Oldest first: {said}" width="{width}" height="{HEIGHT}">'
        f'<path class="strip__kept" d="{kept}"/><path class="strip__rest" d="M0 {HEIGHT - 0.75}h{width}{rest}"/></svg>'
    )


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
