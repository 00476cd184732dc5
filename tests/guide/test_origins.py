"""Whoever reads, and however they read: no page of the guide asks another site for anything."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from guide import library, self_check

PAGES = [page for part in library.parts() for page in part.pages]
READERS = ["visitor", "signed in", "quiet"]
ADDRESSES = [
    *("/guide/", "/guide/dates/", "/guide/dates/?idea=d08", "/guide/questions/"),
    *("/guide/search/", "/guide/sources/", "/support/", "/support/check/"),
    *(f"/support/check/{group.code}/" for group in self_check.groups()),
    *(part.get_absolute_url() for part in library.parts()),
    *(page.get_absolute_url() for page in PAGES),
]
# What a browser fetches or sends by itself; a link in a text is followed by a person.
FETCHED = {"src", "srcset", "action", "formaction", "data", "poster", "ping", "background"}
FETCHED_BY_TAG = {"link": {"href"}, "use": {"href", "xlink:href"}, "image": {"href"}}
FOREIGN = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
FOREIGN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?(?:[a-z]+:|//)""", re.IGNORECASE)


class Fetched(HTMLParser):
    """Collects the addresses that a page makes a browser turn to."""

    def __init__(self, html):
        super().__init__()
        self.foreign = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        names = FETCHED | FETCHED_BY_TAG.get(tag, set())
        self.foreign += [
            value for name, value in attrs if name in names and FOREIGN.match(value or "")
        ]


@pytest.fixture(params=READERS)
def reader(request, client, alice):
    """A visitor, somebody who is signed in, and somebody who asks for quiet suggestions."""
    alice.preferences.quiet = request.param == "quiet"
    alice.preferences.save()
    if request.param != "visitor":
        client.force_login(alice)
    return client


def test_walk_finds_what_leads_elsewhere():
    html = '<link href="//a.example/x.css"><script src="https://b.example"></script><a href="https://c">'

    assert Fetched(html).foreign == ["//a.example/x.css", "https://b.example"]


def test_every_page_is_there_and_turns_to_no_other_site(reader):
    for address in ADDRESSES:
        response = reader.get(address)
        assert response.status_code == 200, address
        assert Fetched(response.content.decode()).foreign == [], address
        assert "default-src 'none'" in response["Content-Security-Policy"]


def test_no_stylesheet_turns_to_another_site():
    assert FOREIGN_STYLE.search("src: url( 'https://a.example/x.woff2')")
    for file in Path(settings.BASE_DIR, "static", "css").rglob("*.css"):
        assert not FOREIGN_STYLE.search(file.read_text()), file.name
