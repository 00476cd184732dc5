"""The map is true: what the documents name is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
NAMED = re.compile(r"`([\w./-]+)`")
DEFINED = re.compile(r"\b(?:def|class) (\w+)|^\s*(\w+)(?:: [^=]+)? = ", re.MULTILINE)
APPS = ("config", "journal", "guide", "users", "vault")
PLACES = (*APPS, "templates", "static", "tests", "bin", "docs")


def places_in(text):
    """Return the names in a document that are files or folders of this project."""
    return {name for name in NAMED.findall(text) if name.split("/")[0] in PLACES and "/" in name}


def names_in(text):
    """Return the names in a document that are functions, classes or values."""
    return {
        name for name in NAMED.findall(text) if re.fullmatch(r"[a-z]+_\w+|[A-Z]\w+[a-z]\w*", name)
    }


def defined():
    """Return what the code defines, and the names that Django and the libraries bring."""
    names = set()
    for app in APPS:
        for file in (ROOT / app).rglob("*.py"):
            names |= {name for pair in DEFINED.findall(file.read_text()) for name in pair if name}
    return names


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "docs/architecture.md", "README.md"])
def test_every_place_a_document_names_is_there(document):
    text = (ROOT / document).read_text()

    assert {name for name in places_in(text) if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_name_in_a_document_is_defined(document):
    text = (ROOT / document).read_text()

    assert names_in(text) - defined() - {"calendar_changes"} == set()


def test_every_folder_of_the_journal_stands_on_the_map():
    folders = {
        f"journal/{file.parent.name}/" for file in (ROOT / "journal").glob("*/__init__.py")
    } - {"journal/migrations/", "journal/management/"}

    assert folders <= places_in((ROOT / "CONTRIBUTING.md").read_text())
