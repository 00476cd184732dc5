import gzip
import json

import pytest
from django.test import Client

from guide import library, road, search


@pytest.fixture
def index():
    return json.loads(search.index())


def where(index, word, field):
    """Return the names of the documents that hold a word in a field."""
    terms = dict(index["index"])
    numbers = terms.get(word, {}).get(str(index["fieldIds"][field]), {})
    return {index["documentIds"][number] for number in numbers}


def test_index_holds_every_page_and_every_answer(index):
    slugs = [page.slug for part in library.parts() for page in part.pages]

    names = list(index["documentIds"].values())
    assert names == [*slugs, *(answer.code for answer in road.answers())]
    assert index["documentCount"] == index["nextId"] == len(index["fieldLength"]) == len(names)


def test_word_is_found_where_it_stands(index):
    assert "say-i-feel" in where(index, "true", "title")
    assert "a03" in where(index, "budget", "text")
    assert "a03" not in where(index, "budget", "title")


def test_index_holds_words_and_neither_markup_nor_tokens(index):
    words = {word for word, _ in index["index"]}

    assert not words & {"href", "your_partner", "blockquote", "div"}
    assert all(len(word) > 2 and word == word.lower() for word in words)


def test_index_is_sent_once_and_small():
    visitor = Client(headers={"accept-encoding": "gzip"})

    first = visitor.get("/guide/search/index.json")
    second = visitor.get("/guide/search/index.json", headers={"if-none-match": first["ETag"]})

    assert gzip.decompress(first.content) == search.index()
    assert first["Content-Type"] == "application/json"
    assert first["Cache-Control"] == "public, no-cache"
    assert not first.cookies
    assert (second.status_code, second.content) == (304, b"")


def test_search_page_lists_all_that_can_be_found_and_has_no_form(index):
    html = Client().get("/guide/search/").content.decode()

    names = index["documentIds"].values()
    assert [html.count(f'data-document="{name}"') for name in names] == [1] * len(names)
    assert "<form" not in html
    assert " name=" not in html.split('type="search"')[1].split(">")[0]


def test_only_the_search_page_loads_the_search():
    assert "search.js" in Client().get("/guide/search/").content.decode()
    assert "search.js" not in Client().get("/guide/").content.decode()
