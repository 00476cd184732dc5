"""Where the exercise of a page leads: to its tool, and perhaps to another one afterwards."""

from dataclasses import dataclass

from guide import modes, safety, tools
from guide.library import Page


@dataclass(frozen=True)
class Way:
    """A tool as a page opens it. Its label holds partner tokens."""

    label: str
    url: str
    is_open: bool  # whether it needs no account


def offered(page: Page, *, quiet: bool) -> list[Way]:
    """Return where the page leads, its own tool first."""
    if not page.tool or not safety.offers_tool(page, quiet=quiet):
        return []
    tool = tools.tools()[page.tool]
    ways = [Way(tool.action, _url(page.tool, page.mode, page), tool.is_open)]
    if page.then and safety.offers(*page.then, quiet=quiet):
        ways.append(_afterwards(page, *page.then))
    return ways


def _afterwards(page: Page, slug: str, mode: str = "") -> Way:
    tool, way = tools.tools()[slug], modes.mode(mode) or tools.mode(slug, mode)
    label = f"{tool.name}: {way.name}" if way and mode else tool.action
    return Way(label, _url(slug, mode, page), tool.is_open)


def _url(slug: str, mode: str, page: Page) -> str:
    way = modes.mode(mode) if slug == modes.TOOL else None
    template = page.template if slug == page.tool else ""
    return way.url() if way else tools.tools()[slug].url(template, mode, page.slug)
