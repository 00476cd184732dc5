import pytest

from guide.manuscript import PART_FIELDS, ContentError, Passage, read

HEAD = "---\ntitle: Part\npromise: A promise.\n---\n"


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "page.md"
        path.write_text(text)
        return path

    return write


def refusal(path):
    with pytest.raises(ContentError) as caught:
        read(path, PART_FIELDS)
    assert str(caught.value).startswith(f"{path}:{caught.value.line}: ")
    return caught.value.line, caught.value.reason


def test_read_gives_front_matter_body_and_lines(write):
    file = read(write(f"{HEAD}\nText.\n"), PART_FIELDS)

    assert file.slug == "page"
    assert file.meta == {"title": "Part", "promise": "A promise."}
    assert file.body == Passage("\nText.\n", 5)
    assert (file.line_of("promise"), file.line_of("tab")) == (3, 1)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("Text.", 1, "the file must begin with front matter between two '---' lines"),
        ("---\n- a\n---\n", 2, "front matter is a list of 'field: value' lines"),
        ("---\ntitle: Part\n---\n", 1, "front matter needs 'promise', a str"),
        ("---\ntitle: Part\npromise: 4\n---\n", 3, "front matter needs 'promise', a str"),
        (HEAD.replace("---\n", "---\nmood: x\n", 1), 2, "front matter has no field 'mood'"),
        ("---\ntitle: a: b\n---\n", 2, "front matter: mapping values are not allowed here"),
    ],
)
def test_read_refuses_and_says_where(write, text, line, reason):
    assert refusal(write(text)) == (line, reason)


def test_sections_know_their_lines(write):
    text = f"{HEAD}Text.\n\n## Swaps\n\nInstead of: a\nTry: b\n\n## Try it now: Go\n\nDo it.\n"

    file = read(write(text), PART_FIELDS)

    assert {name: passage.line for name, passage in file.sections.items()} == {
        "text": 5,
        "swaps": 8,
        "name": 12,
        "exercise": 13,
    }
    assert file.swaps == [(Passage("a", 9), Passage("b", 10))]


def test_sections_are_refused_when_one_is_missing(write):
    file = read(write(f"{HEAD}Text.\n"), PART_FIELDS)

    with pytest.raises(ContentError, match=r"page\.md:5: a page needs '## Swaps'"):
        _ = file.sections


def test_swaps_are_refused_without_a_try(write):
    text = f"{HEAD}## Swaps\n\nInstead of: a\nTry: b\n\nInstead of: c\n\n## Try it now: Go\n"
    file = read(write(text), PART_FIELDS)

    with pytest.raises(ContentError, match=r"page\.md:10: a swap is 'Instead of"):
        _ = file.swaps
