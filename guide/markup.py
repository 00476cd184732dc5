"""Markdown to HTML: reviewed text of ours, partner tokens kept, raw HTML refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict


def _link_open(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any
) -> str:
    """Turn a link to a page's slug into a link to its address."""
    href = str(tokens[at].attrs["href"])
    tokens[at].attrs["href"] = env["links"].get(href, href)
    return renderer.renderToken(tokens, at, options, env)


MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True})
MARKDOWN.enable(["table", "replacements", "smartquotes"])
MARKDOWN.add_render_rule("link_open", _link_open)


def page(text: str, links: Mapping[str, str]) -> str:
    """Render paragraphs, lists and headings."""
    return str(MARKDOWN.render(_typeset(text), {"links": links}))


def line(text: str) -> str:
    """Render a title or a sentence, without a paragraph around it."""
    return str(MARKDOWN.renderInline(_typeset(text.strip()), {"links": {}}))


def _typeset(text: str) -> str:
    # A token ends in a brace, after which the typographer cannot tell an apostrophe from an opening quote.
    return text.replace("}'", "}\u2019")
