"""The page to take along: choose, look at each line, leave out, print or take a file."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from journal.models import Summary
from journal.summary import pdf
from tests.factories import (
    AgreementFactory,
    DateNightFactory,
    EntryFactory,
    ExperimentFactory,
    GoalFactory,
    GratitudeNoteFactory,
    ReviewFactory,
    SliderAnswersFactory,
    SliderQuestionsFactory,
    SummaryFactory,
    ThreadEntryFactory,
    ThreadFactory,
    TickFactory,
)
from tests.journal.browser import follow, open_page, send, send_back
from tests.journal.tampering import spoil

PAGE, CHOOSE, LINES, FILE, DELETE = (
    reverse(f"journal:summary_{name}") for name in ("detail", "update", "lines", "pdf", "delete")
)
OWN_DAYS = {"period": ["own"], "first_day": ["2026-11-01"], "last_day": ["2026-11-10"]}
CALM = [{"feeling": "calm", "strength": 2}]
PARTS = Summary.Part


@pytest.fixture
def words_of_a_week(alice):
    """Write one hard and one good entry, this week."""
    monday = {"owner": alice, "happened_at": "2026-11-16T09:00Z", "triggers": ["work"]}
    EntryFactory(**monday, needs=["rest"], did="I left.", ended="A door.")
    return EntryFactory(**monday, feelings=CALM, ended="We laughed.")


def texts(client):
    """Return what stands on the page, line by line."""
    sections = client.get(PAGE).context["sections"]
    return [f"{line.lead} {line.text}".strip() for one in sections for line in one.lines]


def offered(client):
    """Return every line that can be ticked, with its mark and whether it is."""
    found = client.get(LINES).context["form"].offered()
    return {line.text: (mark, ticked) for _, lines in found for mark, line, ticked in lines}


def make(client, **chosen):
    """Choose, look at the lines, and keep them as they are offered."""
    send(client, CHOOSE, **chosen)
    return send(client, LINES)


def test_empty_page_says_what_it_is_for_and_leads_to_the_choice(signed_in):
    html = open_page(signed_in, PAGE).html

    assert "You see every line before it stands there." in html
    assert f'href="{CHOOSE}"' in html
    assert signed_in.get(FILE).status_code == 404
    assert signed_in.get(DELETE).status_code == 404


def test_lines_without_a_choice_lead_to_it(signed_in):
    assert signed_in.get(LINES).url == CHOOSE


def test_choice_leads_to_the_lines_and_they_to_the_page(signed_in, words_of_a_week):
    lines = follow(signed_in, send(signed_in, CHOOSE, wish="Begin anew."))
    page = follow(signed_in, send(signed_in, LINES))

    assert "Only what is ticked stands on the page." in lines.html
    assert page.messages == ["Saved."]
    assert texts(signed_in) == [
        "Begin anew.",
        "In all: 2 feelings in 2 entries; 0 of them strong or flooding.",
        "Hurt and sad: once: lonely 1",
        "Calm and hopeful: once: calm 1",
        "Work: 2 entries, 1 with close or calm",
        "Rest: 1 entry",
        "In all: 1 of 2 entries hold something close or calm.",
        "16 November, how it ended: We laughed.",
        "16 November, what I did: I left.",
        "16 November, how it ended: A door.",
    ]


def test_line_that_is_left_out_stands_nowhere(signed_in, words_of_a_week):
    send(signed_in, CHOOSE)
    mark, ticked = offered(signed_in)["I left."]
    kept = [one for one in open_page(signed_in, LINES).typed["kept"] if one != mark]

    send(signed_in, LINES, kept=kept)

    assert ticked
    assert "I left." not in open_page(signed_in, PAGE).html
    assert offered(signed_in)["I left."] == (mark, False)
    assert any("A door." in text for text in texts(signed_in))


def test_line_nobody_has_looked_at_never_stands_on_the_page(signed_in, alice, words_of_a_week):
    make(signed_in)
    EntryFactory(owner=alice, did="I called my sister.")

    html = open_page(signed_in, PAGE).html

    assert "sister" not in html
    assert "lines are new since you looked" in html
    send(signed_in, LINES)
    assert "sister" in open_page(signed_in, PAGE).html


def test_words_that_are_taken_back_leave_the_page_at_once(signed_in, words_of_a_week):
    make(signed_in)
    words_of_a_week.delete()

    assert "We laughed." not in open_page(signed_in, PAGE).html


def test_mark_of_a_line_that_is_gone_is_dropped_without_a_word(signed_in, words_of_a_week):
    make(signed_in)

    page = follow(signed_in, send(signed_in, LINES, kept=["no such line"]))

    assert page.errors == {}
    assert "No line stands on it yet." in page.html
    assert Summary.objects.get().kept == []


def test_single_entries_wait_to_be_ticked(signed_in, words_of_a_week):
    make(signed_in, parts=[PARTS.ENTRIES])

    assert texts(signed_in) == []
    mark, _ = offered(signed_in)["We laughed."]
    send(signed_in, LINES, kept=[mark])
    assert texts(signed_in) == ["16 November, how it ended: We laughed."]


def test_words_left_out_are_blank_in_every_line_and_heading(signed_in, alice):
    thread = ThreadFactory(
        owner=alice,
        name="Anna\N{RIGHT SINGLE QUOTATION MARK}s visits",
        part="I let ANNA talk, not Joanna.",
    )
    make(signed_in, parts=[], threads=[str(thread.pk)])

    send(signed_in, LINES, without="Anna\nher mother, ")

    html = open_page(signed_in, PAGE).html
    assert "[…]\N{RIGHT SINGLE QUOTATION MARK}s visits" in html
    assert "I let […] talk, not Joanna." in html


def test_every_part_tells_what_was_written(signed_in, alice):
    GratitudeNoteFactory(owner=alice, state="said")
    goal = GoalFactory(owner=alice, title="Chess", date_night=True)
    TickFactory(owner=alice, goal=goal)
    TickFactory(owner=alice, goal=goal, day=date(2026, 11, 6), state="skipped")
    DateNightFactory(owner=alice, goal=goal)
    AgreementFactory(owner=alice, wording="Phones away.", note="Two days of three.")
    AgreementFactory(owner=alice, wording="Tea first.", agreed_on=date(2026, 11, 2), state="kept")
    SliderQuestionsFactory(owner=alice)
    SliderAnswersFactory(owner=alice)
    ReviewFactory(owner=alice, week=date(2026, 11, 9), insight="Hunger.")
    chosen = [PARTS.TOGETHER, PARTS.AGREEMENTS, PARTS.SLIDERS, PARTS.REVIEWS]

    make(signed_in, parts=chosen)

    assert texts(signed_in) == [
        "Thank-yous: 1 kept, 1 of them said",
        "Date nights: once",
        "Chess: done once, skipped once",
        "On trial, agreed 6 November: Phones away.",
        "Agreed 6 November, how it is going: Two days of three.",
        "Kept, agreed 2 November: Tea first.",
        "How rested am I? 4 in November 2026. A second month makes a line.",
        "9 to 15 November, one insight: Hunger.",
    ]


def test_evenings_for_two_are_left_out_under_quiet_suggestions(signed_in, alice, prefer):
    prefer(quiet=True)
    TickFactory(owner=alice, goal=GoalFactory(owner=alice, title="Chess", date_night=True))

    make(signed_in, parts=[PARTS.TOGETHER])

    assert texts(signed_in) == ["Chess: done once"]


def test_thread_tells_its_story(signed_in, alice):
    thread = ThreadEntryFactory(owner=alice, thread__part="Eating first.").thread
    ExperimentFactory(owner=alice, thread=thread, trying="Ring.", cue="it is Friday", act="ring")
    ThreadFactory(owner=alice, part="Another one.")

    make(signed_in, parts=[], threads=[str(thread.pk)])

    assert texts(signed_in) == [
        "It came up in: 1 entry",
        "My part: Eating first.",
        "What I tried: Ring. If it is Friday, then I ring.",
    ]


def test_own_days_begin_and_end_where_they_say(signed_in, alice):
    for day in ("2026-10-31", "2026-11-01", "2026-11-10", "2026-11-11"):
        EntryFactory(owner=alice, happened_at=f"{day}T12:00Z", did=f"Did {day}.")

    make(signed_in, parts=[PARTS.ENDINGS], **OWN_DAYS)

    told = [text.split(": ")[1] for text in texts(signed_in)]
    assert told == ["Did 2026-11-10.", "Did 2026-11-01."]
    assert "from 1 November to 10 November 2026" in open_page(signed_in, PAGE).html
    make(signed_in, period=["4"])
    assert Summary.objects.get().first_day is None


def test_latest_stand_there_and_the_rest_is_said(signed_in, alice):
    EntryFactory.create_batch(9, owner=alice, did="I slept.")
    send(signed_in, CHOOSE)

    assert "The latest 6 stand here; 3 earlier would not fit." in open_page(signed_in, LINES).html


def test_page_of_more_than_one_sheet_says_so(signed_in):
    make(signed_in, wish="A long wish. " * 500)

    assert "more than one sheet" in open_page(signed_in, PAGE).html


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"parts": [], "wish": ""}, "Choose one thing at least"),
        (OWN_DAYS | {"last_day": [""]}, "Choose a day."),
        (OWN_DAYS | {"last_day": ["2026-10-01"]}, "after the first one"),
        (OWN_DAYS | {"first_day": ["2025-11-01"]}, "within a year"),
        (OWN_DAYS | {"first_day": ["soon"]}, "Choose a day, or write it like this: 2026-11-21."),
        ({"period": []}, "Choose a time."),
    ],
)
def test_choice_that_cannot_be_kept_says_why_and_keeps_the_words(signed_in, chosen, said):
    page = send_back(signed_in, CHOOSE, **({"wish": "Begin anew."} | chosen))

    assert said in page.html
    assert page.typed["wish"] == [chosen.get("wish", "Begin anew.")]
    assert not Summary.objects.exists()


def test_file_is_handed_over_and_not_kept(signed_in, words_of_a_week):
    make(signed_in, wish="Begin anew.")

    answer = signed_in.get(FILE)

    assert answer.content.startswith(b"%PDF-1.7")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="summary.pdf"'
    assert answer["Cache-Control"] == "no-store, private"


def test_file_that_cannot_be_made_is_said_and_the_page_is_there_to_print(
    signed_in, words_of_a_week, monkeypatch, tmp_path
):
    make(signed_in)
    monkeypatch.setattr(pdf, "PROGRAM", tmp_path / "nowhere.py")

    answer = signed_in.get(FILE)

    assert answer.status_code == 503
    assert "print the page instead" in answer.content.decode()
    assert "We laughed." in answer.content.decode()


def test_many_files_in_a_minute_are_refused_kindly_and_only_to_whoever_took_them(
    signed_in, bob, monkeypatch
):
    monkeypatch.setattr(pdf, "pdf_of", lambda *_: b"%PDF-1.7")
    make(signed_in, wish="Begin anew.")
    SummaryFactory(owner=bob, wish="Rest.")
    taken = [signed_in.get(FILE).status_code for _ in range(10)]

    refused = signed_in.get(FILE)

    assert taken == [200] * 10
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert "a lot of files in a short time" in refused.content.decode()
    assert "Begin anew." in refused.content.decode()
    # No other page is drawn on the way: it would take along what waits to be said.
    assert "429.html" not in [template.name for template in refused.templates]
    signed_in.force_login(bob)
    assert signed_in.get(FILE).status_code == 200


def test_deleting_asks_once_and_leaves_the_journal_alone(signed_in, words_of_a_week):
    make(signed_in, wish="Begin anew.")
    assert "Begin anew." in open_page(signed_in, DELETE).html

    page = follow(signed_in, signed_in.post(DELETE))

    assert "Choose what it tells" in page.html
    assert not Summary.objects.exists()
    assert signed_in.get(words_of_a_week.get_absolute_url()).status_code == 200


def test_what_does_not_open_is_said(signed_in, alice):
    spoil(SummaryFactory(owner=alice), "wish")

    assert "Part of this cannot be opened." in open_page(signed_in, PAGE).html


def test_thread_that_was_deleted_is_chosen_no_more(signed_in, alice):
    gone, there = ThreadFactory.create_batch(2, owner=alice)
    SummaryFactory(owner=alice, threads=[str(gone.pk), str(there.pk)])
    gone.delete()

    assert open_page(signed_in, CHOOSE).typed["threads"] == [str(there.pk)]


def test_insights_sliders_and_the_worksheet_lead_to_it(signed_in, alice):
    EntryFactory.create_batch(5, owner=alice)
    SliderQuestionsFactory(owner=alice)
    for month in (9, 11):
        SliderAnswersFactory(owner=alice, day=date(2026, month, 10))
    sheet = f"{reverse('journal:worksheet_create', args=['ready-for-help'])}?mode=first-session"

    for page in (reverse("journal:insights"), reverse("journal:slider_list"), sheet):
        assert f'href="{PAGE}"' in open_page(signed_in, page).html, page


@pytest.mark.parametrize(
    "days", [("2026-11-10", "2026-11-01"), ("2025-01-01", "2026-11-01")], ids=["turned", "long"]
)
def test_database_holds_the_days_in_order_and_within_a_year(alice, days):
    first, last = map(date.fromisoformat, days)

    with pytest.raises(IntegrityError, match="summary_days_in_order"), transaction.atomic():
        SummaryFactory(owner=alice, period="own", first_day=first, last_day=last)


def test_database_holds_one_for_each_person(alice):
    SummaryFactory(owner=alice)

    with pytest.raises(IntegrityError, match="summary_one_per_user"), transaction.atomic():
        SummaryFactory(owner=alice)
