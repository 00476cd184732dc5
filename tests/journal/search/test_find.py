"""Search over one's own words: what is found, and how it is marked."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guide import tools
from journal.digests.weeks import fold
from journal.models import GratitudeNote, WeekDigest
from journal.search.find import SHOWN, Place, in_context, search
from tests.factories import (
    AgreementFactory,
    DateNightFactory,
    EntryFactory,
    ExperimentFactory,
    GoalFactory,
    GratitudeNoteFactory,
    OwnWordFactory,
    ReviewFactory,
    SliderAnswersFactory,
    SliderQuestionsFactory,
    SummaryFactory,
    TalkFactory,
    ThreadFactory,
    TickFactory,
    WorksheetFactory,
)
from tests.journal.conftest import NOW
from tests.journal.samples import FINE_TEXTS
from users.models import Draft

PAGE = reverse("journal:search")
TAGS = re.compile(r"</?mark>")


def find(client, words, **more):
    return client.post(PAGE, {"words": words} | more).context["found"]


def marked(client, words):
    """Return the marked lines of the only row that is found."""
    (hit,) = find(client, words).hits
    return [str(text) for _, text in hit.lines]


def test_words_are_found_wherever_they_were_written(signed_in, alice):
    EntryFactory(owner=alice, happened_at=NOW, story="The heron stood there.")
    GratitudeNoteFactory(owner=alice, happened_at=NOW, what_it_did="I saw the heron too.")
    WorksheetFactory(owner=alice, happened_at=NOW, answers={"when": "a heron flew up"})
    GoalFactory(owner=alice, title="Find the heron", first_day=NOW.date())
    EntryFactory(owner=alice, happened_at=NOW, story="No bird.")

    found = find(signed_in, "Heron")

    assert sorted(hit.kind for hit in found.hits) == ["Entry", "Goal", "Thank-you", "Worksheet"]
    assert found.number == 4
    assert all("<mark>" in text for hit in found.hits for _, text in hit.lines)


def test_words_are_found_in_what_belongs_to_no_week(signed_in, alice):
    DateNightFactory(owner=alice, what="A hide, and a heron")
    ReviewFactory(owner=alice, insight="The heron waits, and so can I.")
    TalkFactory(owner=alice, thanks="For showing me the heron.")
    AgreementFactory(owner=alice, wording="Heron on Sundays.")
    thread = ThreadFactory(owner=alice, name="The heron")
    ExperimentFactory(owner=alice, thread=thread, trying="Stand like a heron.")
    SliderQuestionsFactory(owner=alice, wordings=["How often do I see a heron?"])
    SliderAnswersFactory(owner=alice, given=[{"wording": "Was there a heron?", "value": 3}])
    OwnWordFactory(owner=alice, label="still as a heron")
    TickFactory(owner=alice, state="done", note="Two herons!")
    SummaryFactory(owner=alice, parts=[], wish="To stand like a heron.")

    found = find(signed_in, "heron")

    assert sorted(hit.kind for hit in found.hits) == [
        *("Agreement", "Date night", "Experiment", "How we are doing", "Note on a goal"),
        *(
            "Page to take along",
            "Question of your own",
            "Thread",
            "Week review",
            "Weekly talk",
            "Word of your own",
        ),
    ]
    assert all(signed_in.get(hit.url).status_code == 200 for hit in found.hits)


def test_bare_tick_is_nothing_that_was_written(signed_in, alice):
    TickFactory(owner=alice, state="done")

    assert find(signed_in, "done").number == 0


def test_words_of_a_locked_worksheet_are_found_and_stay_behind_the_lock(signed_in, alice):
    (mode, *_) = tools.tools()["core-needs"].sheets
    (field, *_) = [field for field in mode.fields if field.kind in {"text", "long"}]
    answers = {field.slug: "A heron, not to be seen."}
    WorksheetFactory(owner=alice, tool="core-needs", mode=mode.slug, answers=answers)

    assert marked(signed_in, "heron") == ["Locked. It opens with your password."]


def test_all_words_have_to_stand_in_a_row_and_each_is_marked(signed_in, alice):
    EntryFactory(owner=alice, did="Tea by the river.", story="A boat on the river.")
    EntryFactory(owner=alice, did="Tea.")

    assert marked(signed_in, "river tea") == [
        "A boat on the <mark>river</mark>.",
        "<mark>Tea</mark> by the <mark>river</mark>.",
    ]


def test_chosen_words_are_found_as_well(signed_in, alice):
    EntryFactory(owner=alice, feelings=[{"feeling": "taken-for-granted", "strength": 3}])

    assert marked(signed_in, "granted") == ["taken for <mark>granted</mark>, 3, clear"]


def test_newest_stands_first_and_older_ones_follow_on_request(signed_in, alice):
    for n in range(SHOWN + 2):
        EntryFactory(owner=alice, happened_at=NOW - timedelta(days=n), did=f"Walk {n}.")

    first = find(signed_in, "walk")
    rest = find(signed_in, "walk", skip=first.after)

    assert (first.number, len(first.hits), first.after) == (32, 30, 30)
    assert "Walk</mark> 0." in first.hits[0].lines[-1][1]
    assert (len(rest.hits), rest.after) == (2, 0)


def test_feeling_that_is_renamed_is_found_by_its_new_name(signed_in, alice):
    word = OwnWordFactory(owner=alice, label="herony")
    EntryFactory(owner=alice, feelings=[{"feeling": word.ref, "strength": 3}])
    kinds = ["Entry", "Word of your own"]
    assert [hit.kind for hit in find(signed_in, "herony").hits] == kinds

    word.label = "steady"
    word.save()

    assert find(signed_in, "herony").number == 0
    assert [hit.kind for hit in find(signed_in, "steady").hits] == kinds


def test_what_was_changed_or_deleted_is_not_found_any_more(signed_in, alice):
    entry = EntryFactory(owner=alice, did="A lantern.")
    note = GratitudeNoteFactory(owner=alice, what_it_did="A lantern.")
    assert find(signed_in, "lantern").number == 2

    entry.did = "A lamp."
    entry.save()
    note.delete()

    assert find(signed_in, "lantern").number == 0
    assert find(signed_in, "lamp").number == 1


def test_row_that_goes_while_the_search_looks_is_left_out(signed_in, alice, monkeypatch):
    note = GratitudeNoteFactory(owner=alice, what_it_did="A lantern.")
    place = Place("gratitudenote", note.pk.hex, note.happened_at.isoformat())
    monkeypatch.setattr("journal.search.find._places", lambda *_: [place])
    GratitudeNote.objects.all().delete()

    assert find(signed_in, "lantern").hits == []


def test_nobody_finds_what_another_wrote(signed_in, bob):
    EntryFactory(owner=bob, did="A lantern.")

    assert find(signed_in, "lantern").number == 0


@pytest.mark.parametrize("text", FINE_TEXTS.values(), ids=FINE_TEXTS)
def test_any_text_is_found_and_shown_as_text(signed_in, alice, text):
    EntryFactory(owner=alice, did=f"{text} \x1e\x1f lantern")

    (hit,) = find(signed_in, "lantern").hits

    assert "<script>" not in str(hit.lines)
    assert find(signed_in, text[:40]).number == 1


def test_words_stay_out_of_addresses_and_storage(signed_in, alice):
    EntryFactory(owner=alice, did="A lantern.")
    find(signed_in, "lantern")
    before = WeekDigest.objects.values_list("version", flat=True).order_by("pk")

    response = signed_in.post(PAGE, {"words": "lantern"})

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "lantern" not in str(dict(signed_in.session)) + response.request["PATH_INFO"]
    assert not Draft.objects.exists()
    assert list(before) == list(before.all())


@pytest.mark.parametrize(
    "typed", [{}, {"words": " "}, {"words": "a", "skip": "x"}, {"words": "\0"}]
)
def test_nothing_to_look_for_leads_back_to_the_form(signed_in, typed):
    response = signed_in.post(PAGE, typed)

    assert (response.status_code, response.url) == (303, PAGE)


def test_very_long_words_are_cut(signed_in, alice):
    EntryFactory(owner=alice, did="a" * 200)

    assert find(signed_in, "a" * 150).number == 1


def test_empty_page_is_a_form(signed_in):
    assert "Find it" in signed_in.get(PAGE).content.decode()


CURLED = "\N{RIGHT SINGLE QUOTATION MARK}"
words = st.text(f"aAbßİ '{CURLED}<&", min_size=1, max_size=4).filter(
    lambda word: fold(word).strip()
)


@given(st.text(f"aAbBcßİ '{CURLED}<&é", max_size=300), words)
def test_marked_piece_is_the_text_itself_with_every_mark_on_the_word(text, word):
    word = fold(word).strip()

    piece = str(in_context(text, re.compile(re.escape(word))))

    plain = TAGS.sub("", piece).replace("&lt;", "<").replace("&amp;", "&").replace("&#x27;", "'")
    assert plain.removeprefix("…").removesuffix("…") in text
    assert bool(piece) == (word in fold(text))
    for part in re.findall("<mark>(.*?)</mark>", piece):
        raw = part.replace("&lt;", "<").replace("&amp;", "&").replace("&#x27;", "'")
        assert word in fold(raw) or fold(raw) in word


def test_search_of_much_that_is_to_be_read_anew_goes_on_in_steps(signed_in, alice, monkeypatch):
    monkeypatch.setattr("journal.digests.slices.SLICE_SIZE", 2)
    for age in range(4):
        EntryFactory(owner=alice, happened_at=NOW - timedelta(weeks=5 * age), story="The heron.")

    first = signed_in.post(PAGE, {"words": "heron"})
    pages = [signed_in.post(PAGE, {"words": "heron"}) for _ in range(8)]

    assert "prepared for search again" in first.content.decode()
    assert "found" not in first.context
    assert pages[-1].context["found"].number == 4


def test_no_words_find_nothing(alice):
    EntryFactory(owner=alice, story="The heron.")

    assert search(alice, " ").number == 0
