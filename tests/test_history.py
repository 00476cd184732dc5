"""What stays in a browser's history: no address and no title holds a word that tells what it is about."""

import re
from itertools import chain

import pytest

from guide import decks, library, road, self_check, tools

# The list of words that no tab and no address may hold, and the stems of two of them.
WORDS = ("husband", "wife", "partner", "marri", "divorc", "affair", "abuse", "fight")
WORDS += ("safety", "therap")
TELLING = re.compile("|".join(WORDS), re.IGNORECASE)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
PAGES = [page for part in library.parts() for page in part.pages]
FORMS = [mode.url() for tool in tools.worksheets() for mode in tool.modes]
GUIDE = [
    *(one.get_absolute_url() for one in (*library.parts(), *PAGES)),
    *(f"/support/check/{group.code}/" for group in self_check.groups()),
    *(f"/guide/questions/?set={one.letter}" for one in decks.question_sets()),
    *(idea.get_absolute_url() for idea in decks.ideas()),
]


def tool_urls():
    """Return where the exercise of each page leads, its page named in the address."""
    found = tools.tools()
    return [
        found[page.tool].url(page.template, page.mode, page.slug) for page in PAGES if page.tool
    ]


def told(texts):
    return [text for text in texts if TELLING.search(text)]


def titles(client, addresses):
    pages = (client.get(address, follow=True).content.decode() for address in addresses)
    return list(chain.from_iterable(map(TITLE.findall, pages)))


def test_no_address_tells_anything():
    answers = [answer.get_absolute_url() for answer in road.answers()]

    assert told([*GUIDE, *FORMS, *tool_urls(), *answers]) == []


@pytest.mark.parametrize("addresses", [GUIDE, FORMS], ids=["guide", "worksheets"])
def test_no_title_tells_anything(client, alice, addresses):
    client.force_login(alice)

    found = titles(client, addresses)

    assert len(found) == len(addresses)
    assert told(found) == []
