"""The index that search in the browser works on, so that what is typed never leaves the page.

Its form is what MiniSearch 7 (static/vendor) writes and reads as JSON.
"""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from guide import library, road
from guide.library import Page

FIELDS = ("title", "promise", "text")
NOT_SAID = re.compile(r"<[^>]+>|\{\w+\}")
WORD = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True)
class Document:
    """Something to be found: its name in the search page, and the HTML of each field."""

    name: str
    fields: tuple[str, str, str]

    def words(self) -> list[Counter[str]]:
        """Count the words of each field; words of the reader's own for their partner are left out."""
        return [
            Counter(WORD.findall(unescape(NOT_SAID.sub(" ", html)).lower())) for html in self.fields
        ]


def documents() -> list[Document]:
    """Return every page and every answer."""
    pages = [page for part in library.parts() for page in part.pages]
    return [
        *(Document(page.slug, (page.title, page.promise, _told(page))) for page in pages),
        *(Document(answer.code, (answer.question, "", answer.text)) for answer in road.answers()),
    ]


@cache
def index() -> bytes:
    """Return the index as JSON."""
    return json.dumps(_index(documents()), separators=(",", ":"), ensure_ascii=False).encode()


def _told(page: Page) -> str:
    swaps = (f"{swap.instead_of} {swap.try_this}" for swap in page.swaps)
    return " ".join([page.text, *swaps, page.exercise.name, page.exercise.text])


def _index(documents: list[Document]) -> dict[str, Any]:
    lengths = {}
    terms: defaultdict[str, defaultdict[int, dict[int, int]]]
    terms = defaultdict(lambda: defaultdict(dict))
    for number, document in enumerate(documents):
        counted = document.words()
        lengths[number] = [len(words) for words in counted]
        for field, words in enumerate(counted):
            for word, times in words.items():
                terms[word][field][number] = times
    return {
        "documentCount": len(documents),
        "nextId": len(documents),
        "documentIds": {number: document.name for number, document in enumerate(documents)},
        "fieldIds": {name: number for number, name in enumerate(FIELDS)},
        "fieldLength": lengths,
        "averageFieldLength": [
            sum(sizes) / len(documents) for sizes in zip(*lengths.values(), strict=True)
        ],
        "storedFields": {},
        "dirtCount": 0,
        "index": sorted(terms.items()),
        "serializationVersion": 2,
    }
