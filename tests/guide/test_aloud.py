"""Pages as they are read aloud: headings in their order, named drawings, tables with a caption, words before colour."""

import re
from itertools import pairwise

import pytest

from guide import modes, tools
from tests.guide.test_views import ALL, PAGES

SHEETS = [mode.url() for tool in tools.worksheets() for mode in tool.sheets]
OWN = [
    *("/today/", "/journal/", "/journal/thanks/", "/goals/", "/goals/new/", "/journal/worksheets/"),
    *(mode.url() for mode in modes.modes().values()),
]
HEADING = re.compile(r"<h([1-6])[ >]")
NAMED = re.compile(r'aria-hidden="true"|aria-label(?:ledby)?="|role="img"')


def faults(html):
    """Return what would be read out of order, or without its name."""
    main = html[html.index("<main") : html.index("</main>")]
    levels = [int(level) for level in HEADING.findall(main)]
    return [
        *(["it has no single first heading"] if levels[:1] != [1] or levels.count(1) != 1 else []),
        *(f"h{a} is followed by h{b}" for a, b in pairwise(levels) if b > a + 1),
        *(svg for svg in re.findall(r"<svg[^>]*>", html) if not NAMED.search(svg)),
        *(t for t in re.findall(r"<table.*?</thead>", main, re.DOTALL) if "<caption" not in t),
    ]


def test_pages_of_the_guide_are_read_aloud_in_their_order(client, db):
    assert {address: found for address in ALL if (found := faults(page(client, address)))} == {}


def test_own_pages_are_read_aloud_in_their_order(client, alice):
    client.force_login(alice)

    found = {address: faults(page(client, address)) for address in [*OWN, *SHEETS]}

    assert {address: said for address, said in found.items() if said} == {}


@pytest.mark.parametrize("landmark", ["<header", "<nav", "<main", "<footer"])
def test_every_page_has_its_landmarks(client, db, landmark):
    assert all(landmark in page(client, address) for address in ALL)


def test_what_to_say_instead_is_told_in_words(client, db):
    for one in PAGES:
        html = page(client, one.get_absolute_url())
        assert html.count("<dt>Instead of</dt>") == html.count("<dt>Try</dt>") == len(one.swaps)


def page(client, address):
    return client.get(address).content.decode()
