import pytest

from guide import checks
from tests.guide.pages import PART, a_page

LONG = "word " * 36 + "end."
HARD = "Institutional considerations necessitate extraordinarily comprehensive documentation."


@pytest.fixture
def content(tmp_path):
    """A folder with one part, and a way to put a page into it."""
    folder = tmp_path / "04-underneath"
    folder.mkdir()
    (folder / "_part.md").write_text(PART)

    def put(text, name="a-page.md"):
        (folder / name).write_text(text)
        return findings(tmp_path)

    return put


def findings(root):
    return [
        (found.id, found.obj.rsplit("/", 1)[1], found.msg) for found in checks.check_content(root)
    ]


def test_the_guide_itself_is_in_order():
    assert checks.guide_is_in_order() == []


def test_a_page_in_order_has_no_findings(content):
    assert (
        content(a_page(related="[a-page]", text="[a](a-page) [b](/support/) {Your_partner}")) == []
    )


@pytest.mark.parametrize(
    ("change", "code", "line", "message"),
    [
        ({"sources": None}, "E001", 1, "front matter needs 'sources', a list"),
        ({"reviewed": None}, "E001", 1, "front matter needs 'reviewed', a date"),
        ({"reviewed": "soon"}, "E001", 13, "front matter needs 'reviewed', a date"),
        ({"swaps": "Instead of: a\nTry: b"}, "E001", 19, "a page has two or three swaps"),
        ({"title": "After an affair"}, "E002", 2, "'affair'"),
        ({"title": "When {they} will not"}, "E002", 2, "'they'"),
        ({"tab": "Safety"}, "E002", 14, "'safety'"),
        ({"tool": "magic"}, "E003", 5, "'tool' names 'magic', which is not there"),
        ({"template": "gt-99"}, "E003", 6, "'template' names 'gt-99', which is not there"),
        ({"then": "[magic]"}, "E003", 14, "'then' names 'magic', which is not there"),
        ({"then": "[questions, z]"}, "E003", 14, "'then' names 'z', which is not there"),
        ({"then": "goal"}, "E001", 14, "front matter needs 'then', a list"),
        ({"goals": "[gt-01, gt-99]"}, "E003", 7, "'goals' names 'gt-99', which is not there"),
        ({"related": "[gone]"}, "E003", 8, "'related' names 'gone', which is not there"),
        ({"careful": "never"}, "E003", 9, "'careful' names 'never', which is not there"),
        ({"notes": "[SN-X]"}, "E003", 10, "'notes' names 'SN-X', which is not there"),
        ({"sources": "[S99]"}, "E003", 11, "'sources' names 'S99', which is not there"),
        ({"text": "One.\n\n[Go](gone)"}, "E004", 18, "the link 'gone' leads nowhere"),
        ({"text": "One.\n\nAsk {her}."}, "E005", 18, "unknown token '{her}'"),
        ({"text": "Ask {them now."}, "E005", 16, "unknown token '{them now.'"),
        ({"text": "One.\n" + LONG}, "E006", 17, "a sentence of 37 words"),
        ({"exercise": "You can win."}, "E007", 28, "the guide does without 'win'"),
        ({"text": HARD}, "E008", 15, "above 9: shorter words and sentences"),
    ],
)
def test_a_fault_is_found_with_its_line(content, change, code, line, message):
    found = content(a_page(**change))

    assert [(found_code, place) for found_code, place, _ in found] == [
        (f"guide.{code}", f"a-page.md:{line}")
    ]
    assert message in found[0][2]


def test_a_page_may_have_no_tool_when_it_says_so(content):
    assert content(a_page(tool='""', template=None)) == []
    assert content(a_page(tool=None))[0][2] == "front matter needs 'tool', a str"


def test_a_swap_may_advise_against_what_people_really_say(content):
    swaps = "Instead of: You always win!\nTry: b\n\nInstead of: c\nTry: d"

    assert content(a_page(swaps=swaps)) == []


def test_a_telling_address_is_found(content):
    found = content(a_page(), name="after-the-affair.md")

    assert found == [
        (
            "guide.E002",
            "after-the-affair.md:1",
            "the address 'after-the-affair' tells too much: 'affair'",
        )
    ]


def test_a_telling_part_is_found(tmp_path):
    folder = tmp_path / "04-divorce"
    folder.mkdir()
    (folder / "_part.md").write_text(PART)

    assert findings(tmp_path) == [
        ("guide.E002", "_part.md:1", "the address 'divorce' tells too much: 'divorce'")
    ]


def test_a_page_without_its_sections_is_found(content):
    assert content(a_page().replace("## Swaps", "## Other"))[0][:2] == (
        "guide.E001",
        "a-page.md:15",
    )


def test_the_same_slug_twice_is_found(tmp_path):
    for name in ("01-one", "02-two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "_part.md").write_text(PART)
        (folder / "same.md").write_text(a_page())

    assert findings(tmp_path) == [("guide.E001", "same.md:1", "another part has a page 'same' too")]


def test_a_bank_that_cannot_be_read_or_filled_is_found(tmp_path):
    (tmp_path / "notes.yaml").write_text("A: fine {their}\nB: Ask {him}.\n")
    (tmp_path / "goals.yaml").write_text("- a\nb: c: d\n")

    found = [(f.id, f.obj.rsplit("/", 1)[1]) for f in checks.check_banks(tmp_path)]

    assert found == [("guide.E001", "goals.yaml:2"), ("guide.E005", "notes.yaml:2")]
