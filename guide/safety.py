"""What the guide suggests to a reader who has asked for "Quiet suggestions", and what it says above a page.

A page's own careful value decides: one to "keep" is shown as usual, one to "note" stands below the note on fear,
and one to "hide" is suggested nowhere, but keeps its address, with that note at its top.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cache

from django.urls import reverse

from guide import banks, decks, library, road, tools
from guide.banks import GoalTemplate
from guide.decks import QuestionSet
from guide.library import Page, Part
from guide.road import Answer
from guide.tools import Mode, Tool

FEAR = "SN-FEAR"
KEEP, HIDE = "keep", "hide"
CLOSENESS = "i"
ALONE = ("self-care", "affirmations", "emotion-entry", "ready-for-help")
LINK = re.compile(r'<a href="(?P<address>[^"]*)">(?P<words>.*?)</a>', re.DOTALL)
LONE_LINK = re.compile(r'<li><a href="(?P<address>[^"]*)">[^<]*</a></li>\n')


def notes_above(page: Page, *, quiet: bool) -> list[str]:
    """Return the safety notes of a page, the one on fear first where it is called for."""
    codes = list(page.notes)
    if quiet and page.careful != KEEP:
        codes = [FEAR, *(code for code in codes if code != FEAR)]
    return [banks.notes()[code] for code in codes]


def asks_first(page: Page, *, quiet: bool) -> bool:
    """Return whether a page for two asks, in short, whether both can say no: where the note on fear does not."""
    return page.careful == HIDE and not quiet and FEAR not in page.notes


def suggested(pages: Iterable[Page], *, quiet: bool) -> tuple[Page, ...]:
    """Return those of these pages that may be suggested."""
    return tuple(page for page in pages if not (quiet and page.careful == HIDE))


@cache
def _hidden_pages() -> frozenset[Page]:
    pages = [page for part in library.parts() for page in part.pages]
    return frozenset(page for page in pages if page.careful == HIDE)


@cache
def _hidden() -> frozenset[str]:
    """Return the addresses that no text leads to: those of the hidden pages, and the date ideas."""
    return frozenset(
        {reverse("guide:dates"), *(page.get_absolute_url() for page in _hidden_pages())}
    )


def _unlinked(html: str) -> str:
    """Return our HTML with the words of a link to what is hidden, and not the link; a line of a list goes whole."""
    html = LONE_LINK.sub(lambda match: "" if match["address"] in _hidden() else match[0], html)
    return LINK.sub(
        lambda match: match["words"] if match["address"] in _hidden() else match[0], html
    )


def as_read(page: Page, *, quiet: bool) -> Page:
    """Return a page whose own words lead to no page that is hidden."""
    if not quiet:
        return page
    exercise = replace(page.exercise, text=_unlinked(page.exercise.text))
    return replace(page, text=_unlinked(page.text), exercise=exercise)


def listed(part: Part, *, quiet: bool) -> Part:
    """Return a part as it is listed; its own text goes with the pages that it would speak of."""
    pages = suggested(part.pages, quiet=quiet)
    return part if pages == part.pages else replace(part, pages=pages, text="")


def shelf(parts: Iterable[Part], *, quiet: bool) -> list[Part]:
    """Return the parts of a shelf as they are listed; one of which every page is hidden stands on none."""
    shown = [(listed(part, quiet=quiet), part) for part in parts]
    return [now for now, before in shown if now.pages or not before.pages]


def around(page: Page, *, quiet: bool) -> tuple[Page | None, Page | None]:
    """Return the pages to go to before and after this one."""
    return road.neighbours(page, without=_hidden_pages() if quiet else ())


def go_on(done: Collection[str], *, quiet: bool) -> Page | None:
    """Return the page of the road to go on with."""
    return road.go_on(done, without=_hidden_pages() if quiet else ())


def answers(*, quiet: bool) -> list[Answer]:
    """Return what people ask; an answer does not lead to a page that is hidden."""
    hidden = _hidden_pages() if quiet else frozenset()
    return [
        replace(answer, page=None) if answer.page in hidden else answer for answer in road.answers()
    ]


def question_sets(*, quiet: bool) -> tuple[QuestionSet, ...]:
    """Return the sets of questions to draw from."""
    return tuple(
        questions
        for questions in decks.question_sets()
        if not (quiet and questions.letter == CLOSENESS)
    )


def modes(tool: Tool, *, quiet: bool) -> tuple[Mode, ...]:
    """Return the ways to use a tool that may be offered."""
    return tuple(mode for mode in tool.modes if not (quiet and mode.careful == HIDE))


def worksheets(*, quiet: bool) -> list[Tool]:
    """Return the worksheets that may be offered, each in the ways that may be."""
    worksheets_left = [replace(tool, modes=modes(tool, quiet=quiet)) for tool in tools.worksheets()]
    return [tool for tool in worksheets_left if tool.modes]


def offers_tool(page: Page, *, quiet: bool) -> bool:
    """Return whether a page may lead to its tool."""
    return offers(page.tool, page.mode, page.template, quiet=quiet)


def offers(tool: str = "", mode: str = "", template: str = "", *, quiet: bool) -> bool:
    """Return whether a tool may be offered in this mode: an exercise or a goal for two is not."""
    way, goal = tools.mode(tool, mode) or tools.tools().get(tool), banks.goal_template(template)
    for_two = (way and way.careful == HIDE) or (goal and not goal.careful)
    return not (quiet and for_two)


def alone(*, quiet: bool) -> list[Tool]:
    """Return what a reader who is not offered something for two can do alone."""
    return [tools.tools()[slug] for slug in ALONE] if quiet else []


def goals(templates: Iterable[GoalTemplate], *, quiet: bool) -> tuple[GoalTemplate, ...]:
    """Return those of these goals that may be suggested."""
    return tuple(template for template in templates if template.careful or not quiet)


def steps(template: GoalTemplate, *, quiet: bool) -> tuple[str, ...]:
    """Return the steps of a goal: those for one person where quiet suggestions are asked for."""
    return (quiet and template.alone) or template.steps
