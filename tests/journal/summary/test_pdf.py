"""The file: tagged, in its language, with whatever was written as text, made by a program that takes nothing down."""

import json
import logging
import runpy
import subprocess
import sys
from io import BytesIO
from threading import BoundedSemaphore
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from journal.summary import Line, Section, pdf, typeset

MARKUP = "#set text(red) *bold* _it_ $x^2$ \\pagebreak() // no <label> @ref `raw` #panic() = Head"
PLAIN = "Gruß, żółć, “quoted” and so on… 5 €"


def page_of(*texts):
    return {
        "title": "Summary",
        "about": "Written down.",
        "lang": "en",
        "sections": [{"title": "What I #felt", "lines": [["Angry:", text] for text in texts]}],
    }


def read(made):
    return PdfReader(BytesIO(made))


def text_of(made):
    """Return what stands in a file, each run of spaces and line ends as one space."""
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


def says_so(made):
    return typeset.MISSING in text_of(made)


def of_the_standard(made):
    return b"pdfuaid:part" in made


def test_file_is_tagged_and_says_its_language_and_a_neutral_title():
    made = pdf.pdf_of("Summary", "Written down.", [Section("Felt", (Line("Angry", PLAIN),))])

    file = read(made)
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert {"/H1", "/H2", "/P"} <= set(kinds(root["/StructTreeRoot"]))
    assert file.metadata.title == "Summary"
    assert set(file.metadata) == {"/Title", "/Creator"}
    assert of_the_standard(made)
    assert f"Angry: {PLAIN}" in text_of(made)


def kinds(node):
    """Return the kind of each tag in the tree."""
    node = node.get_object()
    if isinstance(node, list):
        return [kind for child in node for kind in kinds(child)]
    if not hasattr(node, "get"):
        return []
    return [node.get("/S"), *(kinds(node["/K"]) if "/K" in node else [])]


def test_markup_stays_text():
    made = typeset.typeset(page_of(MARKUP, "one\n\ntwo"))

    assert "What I #felt" in text_of(made)
    assert MARKUP in text_of(made)
    assert len(read(made).pages) == 1
    assert of_the_standard(made)


@pytest.mark.parametrize("sign", ["😀", "日本", "\x07", "\u202e", "\ufffd"])
def test_sign_that_no_font_has_costs_the_promise_and_not_the_file(sign):
    made = typeset.typeset(page_of(f"before {sign} after", PLAIN))

    assert PLAIN in text_of(made)
    assert "before" in text_of(made)
    assert says_so(made) != of_the_standard(made)
    assert read(made).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_words_from_right_to_left_and_other_letters_stay_text():
    made = typeset.typeset(page_of("שלום עולם", "Привет", "Γειά"))

    assert "Привет" in text_of(made)
    assert "Γειά" in text_of(made)
    assert "שלום" in text_of(made) or "םולש" in text_of(made)


def test_long_text_goes_on_over_the_pages():
    text = "ninety words " * 1500

    made = typeset.typeset(page_of(text))

    assert text_of(made).count("ninety") == 1500
    assert "1 / 3" in text_of(made)


def test_program_reads_a_page_and_writes_its_file(monkeypatch):
    given, made = BytesIO(json.dumps(page_of(PLAIN)).encode()), BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=given))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=made))

    runpy.run_path(str(pdf.PROGRAM), run_name="__main__")

    assert PLAIN in text_of(made.getvalue())


def test_same_page_makes_the_same_file():
    assert typeset.typeset(page_of(PLAIN)) == typeset.typeset(page_of(PLAIN))


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("raise SystemExit(open('/dev/null') and 1)", "CalledProcessError"),
        ("while True: pass", "TimeoutExpired"),
    ],
    ids=["breaks", "hangs"],
)
def test_program_that_fails_is_ended_and_says_nothing_of_what_was_written(
    program, kind, monkeypatch, tmp_path, caplog
):
    (tmp_path / "typeset.py").write_text(program)
    monkeypatch.setattr(pdf, "PROGRAM", tmp_path / "typeset.py")
    monkeypatch.setattr(pdf, "SECONDS", 0.5)

    with caplog.at_level(logging.DEBUG):
        made = pdf.pdf_of("Summary", "", [Section("Felt", (Line("", "kestrel"),))])

    assert made is None
    assert caplog.messages == [f"a PDF could not be made: {kind}"]


def test_no_more_programs_run_at_once_than_there_are_places(monkeypatch, caplog):
    places = BoundedSemaphore(1)
    monkeypatch.setattr(pdf, "PLACES", places)
    monkeypatch.setattr(pdf, "PATIENCE", 0.01)
    sections = [Section("Felt", (Line("", "kestrel"),))]

    with places:
        refused = pdf.pdf_of("Summary", "", sections)

    assert refused is None
    assert caplog.messages == ["a PDF found no place to be made in"]
    assert pdf.pdf_of("Summary", "", sections)
    assert places.acquire(blocking=False)


def test_worker_never_loads_the_typesetter():
    known = "import sys, journal.summary.pdf; print([m for m in sys.modules if 'typst' in m])"
    setup = "import django, os; os.environ['DJANGO_SETTINGS_MODULE']='config.settings'; django.setup(); "

    said = subprocess.run(  # noqa: S603 - a program of ours
        [sys.executable, "-c", setup + known], capture_output=True, check=True
    )

    assert said.stdout.strip() == b"[]"
