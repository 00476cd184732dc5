"""The page to take along: a line that is left out stands neither on the printed page nor in the file."""

from io import BytesIO
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.journeys import arrive
from tests.factories import EntryFactory
from users.models import User
from vault.row_security import acting_as

SECRET, SHOWN = "I hid the blue kettle.", "We laughed about the pigeon."


def write_two_entries():
    user = User.objects.get()
    with acting_as(user):
        EntryFactory(owner=user, did=SECRET)
        EntryFactory(owner=user, ended=SHOWN)


def words_of(download):
    file = PdfReader(BytesIO(Path(download.path()).read_bytes()))
    return " ".join(" ".join(page.extract_text() for page in file.pages).split())


def test_line_that_is_left_out_reaches_neither_paper_nor_file(open_browser, script):
    page = open_browser(360, script=script)
    arrive(page)
    write_two_entries()

    page.goto("/journal/")
    page.get_by_role("link", name="A page to take along").click()
    page.get_by_role("link", name="Choose what it tells").click()
    page.get_by_label("What I would like help with").fill("How to begin a talk.")
    page.get_by_role("button", name="Look at the lines").click()
    page.get_by_role("checkbox", name=SECRET).uncheck()
    page.get_by_label("Words to leave out everywhere").fill("pigeon")
    page.get_by_role("button", name="Make the page").click()

    page.emulate_media(media="print")
    sheet = page.get_by_role("article")
    expect(sheet).to_contain_text("How to begin a talk.")
    expect(sheet).to_contain_text("We laughed about the […].")
    expect(page.get_by_text(SECRET)).to_have_count(0)
    expect(page.get_by_role("heading", name="Your page")).to_be_hidden()
    page.emulate_media(media="screen")
    with page.expect_download() as download:
        page.get_by_role("link", name="Take it as a PDF").click()
    assert download.value.suggested_filename == "summary.pdf"
    assert "We laughed about the […]." in words_of(download.value)
    assert SECRET not in words_of(download.value)
