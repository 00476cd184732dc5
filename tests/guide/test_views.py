import gzip
import re

import pytest
from django.test import Client
from django.urls import reverse

from guide import banks, library, self_check
from tests.guide.pages import BAD_GRAMMAR, PRESETS

PAGES = [page for part in library.parts() for page in part.pages]
ALL = [
    *("/guide/", "/support/", "/guide/sources/", "/guide/search/", "/support/check/"),
    *(f"/support/check/{group.code}/" for group in self_check.groups()),
    *("/guide/dates/", "/guide/questions/"),
    *(shown.get_absolute_url() for shown in (*library.parts(), *PAGES)),
]


@pytest.fixture
def visitor():
    """Somebody without a cookie. These tests do not ask for the database, so any query is refused."""
    return Client()


def choose(user, kind, name, pronoun):
    preferences = user.preferences
    preferences.partner_kind = kind
    preferences.partner_name = name
    preferences.pronoun = pronoun
    preferences.save()


def words_in(response):
    """Return what a page says itself: the title of somebody's book is theirs."""
    html = re.sub(r"<cite>.*?</cite>", " ", response.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("address", ALL)
def test_visitor_reads_without_query_cookie_or_vary(visitor, address):
    response = visitor.get(address)

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert not re.search(r"\{\w+\}", response.content.decode())
    assert not BAD_GRAMMAR.search(words_in(response))


@pytest.mark.parametrize("address", ALL)
def test_tab_title_tells_nothing(visitor, address):
    (title,) = re.findall(r"<title>(.*)</title>", visitor.get(address).content.decode())

    assert title.endswith(" · Same Side")
    assert not re.search(r"husband|partner|safe|fight|help", title, re.IGNORECASE)


def test_visitor_gets_304_for_what_is_known(visitor):
    first = visitor.get("/guide/")

    second = visitor.get("/guide/", headers={"if-none-match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    assert second["ETag"] == first["ETag"]
    assert second["Cache-Control"] == "public, no-cache"


def test_visitor_gets_the_same_bytes_again_whatever_the_query(visitor):
    assert visitor.get("/guide/").content == visitor.get("/guide/?x=1").content


def test_visitor_gets_a_page_packed_where_the_browser_can_unpack_it(visitor):
    plain = visitor.get("/guide/")

    packed = visitor.get("/guide/", headers={"accept-encoding": "gzip, br"})
    known = visitor.get(
        "/guide/", headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]}
    )

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert packed["ETag"] != plain["ETag"]
    assert known.status_code == 304


@pytest.mark.parametrize("preset", PRESETS, ids=str)
def test_reader_gets_own_words_on_every_page(client, alice, preset):
    choose(alice, *preset)
    client.force_login(alice)

    for address in ALL:
        response = client.get(address)
        assert "no-store" in response["Cache-Control"]
        assert not response.has_header("ETag")
        assert not re.search(r"\{\w+\}", response.content.decode()), address
        assert not BAD_GRAMMAR.search(words_in(response)), address


def test_reader_never_gets_what_a_visitor_was_sent(client, alice):
    choose(alice, "name", "Sam", "they")
    address = PAGES[0].get_absolute_url()
    etag = client.get(address)["ETag"]
    client.force_login(alice)

    response = client.get(address, headers={"if-none-match": etag})

    assert response.status_code == 200
    assert "Sam" in words_in(response)


def test_visitor_sees_template_edits_while_debugging(visitor, settings, tmp_path):
    visitor.get("/support/")
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "support.html").write_text("edited")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    settings.DEBUG = True

    response = visitor.get("/support/")

    assert response.content == b"edited"


@pytest.mark.parametrize(
    "address",
    ["/guide/nowhere/", "/guide/talk-and-listen/nowhere/", "/guide/nowhere/say-it-back/"],
)
def test_unknown_addresses_are_404(visitor, address):
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("address", ALL)
def test_pages_only_show(visitor, address):
    assert visitor.head(address).status_code == 200
    assert visitor.post(address).status_code == 405


def test_page_opens_its_tool_and_offers_goals(visitor):
    page = library.page("pause-and-return")

    html = visitor.get(page.get_absolute_url()).content.decode()

    goal = reverse("journal:goal_create")
    assert f'<a class="button" href="{goal}?template=gt-12">Make it a goal</a>' in html
    assert f'href="{goal}?template=gt-19"' in html


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_page_has_one_button_and_support_before_the_text_it_guards(visitor, page):
    html = visitor.get(page.get_absolute_url()).content.decode()

    guarded = "Open Support" in html[: html.index('<div class="text">')]
    assert html.count('class="button"') == bool(page.tool)
    assert guarded == bool(page.notes or page.careful == "hide")


@pytest.mark.parametrize(
    ("slug", "ways"),
    [
        ("first-days", ["self-care/new/?mode=three-days&amp;page=first-days", "?mode=know"]),
        ("kinds-of-closeness", ["/guide/dates/?kind=deep", "/guide/questions/?set=f"]),
        ("stay-curious", ["/guide/questions/"]),
        ("try-new-things", ["/goals/new/?template=gt-15", "/guide/dates/"]),
        ("small-wins", ["/journal/thanks/new/?about=win"]),
    ],
)
def test_page_opens_what_its_exercise_asks_for_and_what_comes_afterwards(visitor, slug, ways):
    html = visitor.get(library.page(slug).get_absolute_url()).content.decode()

    found = re.findall(r'<a class="button[^>]*href="([^"]*)"', html[html.index('id="try"') :])
    assert [url.endswith(way) for url, way in zip(found, ways, strict=False)] == [True] * len(ways)


def test_what_a_page_opens_for_afterwards_gives_way_too(client, alice):
    alice.preferences.quiet = True
    alice.preferences.save()
    client.force_login(alice)

    alone, both = (
        client.get(library.page(slug).get_absolute_url()).content.decode()
        for slug in ("nothing-is-wrong", "first-days")
    )

    assert "/guide/dates/" not in alone
    assert "mode=know" in both


def test_page_whose_exercise_is_open_asks_nobody_to_sign_in_or_write(visitor):
    page = library.page("before-you-begin")

    html = visitor.get(page.get_absolute_url()).content.decode()

    assert '<a class="button" href="/support/check/">' in html
    assert "asks you to sign in" not in html
    assert "<form" not in html


def test_page_leads_to_all_sources(visitor):
    page = library.page("say-i-feel")

    html = visitor.get(page.get_absolute_url()).content.decode()

    assert f'href="{reverse("guide:sources")}"' in html


def test_sources_are_all_told_without_remarks_for_editors(visitor):
    html = visitor.get("/guide/sources/").content.decode()

    assert html.count("<cite>") == len(banks.sources()) == 51
    assert "A plan made with a trained advocate helps" in html
    assert not re.search(r"write gently|never imply", html, re.IGNORECASE)


def test_support_holds_the_hotline_and_the_emergency_numbers(visitor):
    html = visitor.get("/support/").content.decode()

    assert 'href="tel:18007997233"' in html
    assert 'href="sms:88788"' in html
    assert "1-800-787-3224" in html
    assert all(f'href="tel:{number}"' in html for number in ["911", "112", "999", "000", "988"])


def test_support_says_what_was_not_checked_and_has_no_form(visitor):
    html = visitor.get("/support/").content.decode()

    assert "Not checked yet" in html
    assert "<form" not in html
