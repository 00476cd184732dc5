"""What stands in a chart and above its table, drawn in one go: a page has hundreds of such pieces, and a template takes long for each."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from journal.goals.progress import MOST_MARKS, Mark
from journal.insights.charts import Chart, Column, Lane, Tick

register = template.Library()


@register.simple_tag
def drawn(chart: Chart) -> SafeString:
    """Return the lanes of a chart, its columns, and the words below them."""
    shapes = escape(static("img/shapes.svg"))
    lines = [_lane(lane, shapes) for lane in chart.lanes]
    lines += [_column(column, shapes, chart.icon_y) for column in chart.columns]
    lines.append("".join(_tick(tick, chart.foot) for tick in chart.ticks))
    return mark_safe("\n".join(lines))


@register.simple_tag
def heads(named: Iterable[tuple[str, str]]) -> SafeString:
    """Return the heads of a table: a family is shown by its shape."""
    shapes = escape(static("img/shapes.svg"))
    cells = []
    for family, word in named:
        shape = (
            f'<svg class="shape shape--{family}" viewBox="0 0 24 24" aria-hidden="true">'
            f'<use href="{shapes}#{family}"/></svg><span class="visually-hidden">{escape(word)}</span>'
        )
        cells.append(f'<th scope="col">{shape if family else escape(word)}</th>')
    return mark_safe("".join(cells))


@register.simple_tag
def marks_of(marks: Iterable[Mark]) -> SafeString:
    """Return the last turns of a goal as a strip."""
    return mark_safe("".join([_mark(mark.state, mark.label) for mark in marks]))


@lru_cache(MOST_MARKS)
def _mark(state: str, label: str) -> str:
    return (
        f'<li class="mark mark--{state}"><span class="visually-hidden">{escape(label)}</span></li>'
    )


def _lane(lane: Lane, shapes: str) -> str:
    label = escape(lane.label)
    base = f'<path class="chart__base" d="{lane.base}"/>' if lane.base else ""
    bars = f'<path d="{lane.bars}"/>' if lane.bars else ""
    if not lane.family:
        return f'<g><text y="{lane.y}">{label}</text>{base}{bars}</g>'
    return (
        f'<g class="family--{lane.family}">'
        f'<use href="{shapes}#{lane.family}" y="{lane.icon_y}" width="14" height="14"/>'
        f'<text x="20" y="{lane.y}">{label}</text>{base}{bars}</g>'
    )


def _column(column: Column, shapes: str, icon_y: int) -> str:
    dots = f'<path class="chart__dots" d="{column.dots}"/>'
    if not column.family:
        return dots
    return (
        f'<g class="family--{column.family}">'
        f'<use href="{shapes}#{column.family}" x="{column.icon_x}" y="{icon_y}" width="16" height="16"/>'
        f"{dots}</g>"
    )


def _tick(tick: Tick, foot: int) -> str:
    anchor = "" if tick.anchor == "start" else f' text-anchor="{tick.anchor}"'
    return f'<text class="chart__tick" x="{tick.x}" y="{foot}"{anchor}>{escape(tick.text)}</text>'
