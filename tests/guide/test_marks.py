"""A signed-in reader marks pages as tried or kept, and finds them again; a visitor's pages know nothing of it."""

import re
from datetime import date

import pytest

from guide import decks, library, road, safety
from guide.marks import marks_of
from tests.factories import GuideMarkFactory
from users.models import GuideMark, MarkKind, MarkTarget

PAGE = library.page("say-i-feel")
URL = PAGE.get_absolute_url()
ROAD = [page for part in road.groups()["road"] for page in part.pages]


@pytest.fixture
def reader(client, alice, time_machine):
    time_machine.move_to("2026-11-18T20:00Z", tick=False)
    client.force_login(alice)
    return client


def html_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def press(client, url, state):
    response = client.post(url, {"state": state})
    assert response.status_code == 303
    return response


def test_page_is_marked_as_tried_and_taken_back(reader):
    assert press(reader, f"{URL}mark/", "done").url == f"{URL}#marks"
    tried = html_of(reader, URL)
    contents = html_of(reader, "/guide/")

    press(reader, f"{URL}unmark/", "done")

    assert "You tried this on 18 November 2026." in tried
    assert contents.count('class="tried"') == 1
    assert "I tried this" in html_of(reader, URL)
    assert not any(row.readable() for row in GuideMark.objects.all())


def test_tried_page_is_named_in_its_part_too(reader):
    press(reader, f"{URL}mark/", "done")

    assert html_of(reader, library.part_of(PAGE).get_absolute_url()).count('class="tried"') == 1


def test_kept_page_stands_in_the_contents_until_it_is_kept_no_longer(reader):
    press(reader, f"{URL}mark/", "kept")
    kept = html_of(reader, "/guide/")
    page = html_of(reader, URL)

    press(reader, f"{URL}unmark/", "kept")

    assert URL in kept.partition("Pages you kept")[2].partition("</section>")[0]
    assert "This page is kept." in page
    assert "Pages you kept" not in html_of(reader, "/guide/")


@pytest.mark.parametrize("where", ["/guide/", "/today/"])
def test_reader_is_led_on_from_what_was_tried_last(reader, where):
    before = html_of(reader, where)

    press(reader, f"{ROAD[2].get_absolute_url()}mark/", "done")

    assert "Continue here" not in before
    after = html_of(reader, where).partition("Continue here")[2]
    assert f'href="{ROAD[3].get_absolute_url()}"' in after.partition("</a>")[0]


def test_way_on_passes_what_was_tried_and_comes_round():
    done = [ROAD[1].slug, ROAD[-1].slug]

    assert road.go_on([]) is None
    assert road.go_on(done) == ROAD[0]
    assert road.go_on([*done, "not-on-the-road"]) == ROAD[0]
    assert road.go_on([page.slug for page in ROAD]) is None


def test_way_on_of_a_quiet_reader_leads_to_no_page_for_two():
    for page in ROAD:
        on = safety.go_on([page.slug], quiet=True)
        assert on.careful != "hide"


def test_quiet_reader_is_not_shown_a_kept_page_for_two(reader, alice):
    hidden = next(page for page in ROAD if page.careful == "hide")
    press(reader, f"{hidden.get_absolute_url()}mark/", "kept")
    alice.preferences.quiet = True
    alice.preferences.save()

    assert "Pages you kept" not in html_of(reader, "/guide/")


@pytest.mark.parametrize(
    ("address", "state"),
    [
        (f"{URL}mark/", "loved"),
        (f"{URL}unmark/", ""),
        ("/guide/start-here/say-i-feel/mark/", "done"),
        ("/guide/talk-and-listen/nowhere/unmark/", "done"),
        ("/guide/dates/d99/mark/", "kept"),
        ("/guide/dates/d99/unmark/", "kept"),
        ("/journal/ideas/d99/done/", ""),
    ],
)
def test_what_is_not_there_cannot_be_marked(reader, address, state):
    assert reader.post(address, {"state": state}).status_code == 404
    assert not any(row.readable() for row in GuideMark.objects.all())


def test_mark_on_something_that_has_left_the_guide_is_passed_over(alice):
    GuideMark.objects.add_mark(alice, MarkTarget.PAGE, "gone", MarkKind.KEPT)
    for kind in MarkKind:
        GuideMark.objects.add_mark(alice, MarkTarget.IDEA, "d99", kind)

    marks = marks_of(alice)

    assert (marks.kept_pages, marks.kept_ideas, marks.done_ideas) == ([], [], [])


def test_idea_is_kept_and_let_go(reader):
    assert press(reader, "/guide/dates/d17/mark/", "kept").url == "/guide/dates/?idea=d17"
    listed = html_of(reader, "/guide/dates/").partition("Kept for later")[2]

    press(reader, "/guide/dates/d17/unmark/", "kept")

    assert decks.idea("d17").idea in listed.partition("</section>")[0]
    assert "Kept for later" not in html_of(reader, "/guide/dates/")


def test_what_was_done_lately_is_not_drawn(reader, time_machine):
    wish = "/guide/dates/?place=home&length=short&kind=body&warm=on&pick=on"
    for code in ("d03", "d08"):
        reader.post(f"/journal/ideas/{code}/done/")

    drawn = {reader.get(wish).url[-3:] for _ in range(12)}
    reader.post("/journal/ideas/d16/done/")

    assert drawn == {"d16"}
    assert reader.get(wish).url[-3:] in {"d03", "d08", "d16"}


def test_what_was_done_long_ago_may_be_drawn_again(alice, time_machine):
    time_machine.move_to("2026-08-18T20:00Z", tick=False)
    GuideMark.objects.add_mark(alice, MarkTarget.IDEA, "d03", MarkKind.DONE)
    time_machine.move_to("2026-11-18T20:00Z", tick=False)
    GuideMark.objects.add_mark(alice, MarkTarget.IDEA, "d08", MarkKind.DONE)

    assert marks_of(alice).resting() == {"d08"}


def test_pages_tried_in_a_week_are_those_of_the_persons_own_days(alice):
    alice.preferences.time_zone, alice.preferences.day_ends = "Europe/Berlin", "4"
    moments = {
        "choose-the-moment": "2026-11-16T02:00:00+00:00",  # three at night: still Sunday
        "say-i-feel": "2026-11-16T03:00:00+00:00",
        "gone-from-the-guide": "2026-11-17T03:00:00+00:00",
    }
    GuideMarkFactory(owner=alice, marks={"page done": moments, "page kept": moments})

    found = marks_of(alice).pages_within(date(2026, 11, 16), date(2026, 11, 22))

    assert [page.slug for page in found] == ["say-i-feel"]
