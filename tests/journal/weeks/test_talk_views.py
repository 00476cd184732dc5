"""The Table: a page for a talk that puts itself together, the log afterwards, and the register of agreements."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from journal.models import Agreement, Talk
from tests.factories import (
    AgreementFactory,
    EntryFactory,
    GoalFactory,
    GratitudeNoteFactory,
    ReviewFactory,
    TalkFactory,
    WorksheetFactory,
)
from tests.journal.browser import follow, open_page, send, send_back
from tests.journal.tampering import spoil

WEEK = "2026-W47"
MONDAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)
TABLE = reverse("journal:week_table", args=[WEEK])
CHANGE = reverse("journal:week_table_update", args=[WEEK])
LOG = reverse("journal:week_table_log", args=[WEEK])
AGREEMENTS = reverse("journal:agreement_list")
NEW = reverse("journal:agreement_create")
GENTLE = {"when": "the plates stood there", "feel": "let down", "ask": "wash them on Tuesday"}


@pytest.fixture
def a_full_week(alice):
    """A week with everything in it that a talk can be made of."""
    GratitudeNoteFactory(owner=alice, happened_at=NOON, what_they_did="He made tea.")
    ReviewFactory(owner=alice, week=MONDAY, went_well="We ate early.", request="Phones away.")
    WorksheetFactory(owner=alice, happened_at=NOON, answers=GENTLE)
    GoalFactory(owner=alice, title="Money hour", rule="", first_day=date(2026, 12, 1))
    GoalFactory(owner=alice, title="Date night", first_day=date(2026, 11, 6))
    GoalFactory(owner=alice, title="Notice", rule="FREQ=DAILY", first_day=date(2026, 11, 1))


def test_page_puts_itself_together_from_the_week(signed_in, a_full_week):
    page = open_page(signed_in, CHANGE)

    assert {name: page.typed[name] for name in Talk.TEXTS} == {
        "thanks": ["He made tea."],
        "went_well": ["We ate early."],
        "issue": ["When the plates stood there, I feel let down."],
        "ask": ["wash them on Tuesday"],
        "plan": ["Date night, Friday 20 November"],
    }
    assert not Talk.objects.exists()


def test_thanks_to_read_aloud_are_for_them_in_the_words_of_a_plan(signed_in, alice):
    for about in ("me", "life", "win"):
        GratitudeNoteFactory(owner=alice, happened_at=NOON, about=about)
    GratitudeNoteFactory(owner=alice, happened_at=NOON, told=True, landed="badly")
    GratitudeNoteFactory(owner=alice, happened_at=NOON, planned=True, wording="I saw you sing.")

    assert open_page(signed_in, CHANGE).typed["thanks"] == ["I saw you sing."]


def test_nothing_raw_and_nobody_elses_stands_on_the_page(signed_in, alice, bob):
    EntryFactory(owner=alice, happened_at=NOON, what_happened="He never listens.")
    GratitudeNoteFactory(owner=bob, happened_at=NOON, what_they_did="Not hers.")
    WorksheetFactory(owner=alice, happened_at=NOON, mode="turn-it-around", answers={"sharp": "You"})

    html = open_page(signed_in, TABLE).html

    assert "Nothing stands here yet." in html
    assert "Put it gently first" in html
    assert "He never listens." not in html


def test_ask_comes_from_the_review_where_no_sentence_was_built(signed_in, alice):
    ReviewFactory(owner=alice, week=MONDAY, request="Phones away.")

    assert open_page(signed_in, CHANGE).typed["ask"] == ["Phones away."]


def test_page_is_changed_and_stays_as_it_was_left(signed_in, alice, a_full_week):
    page = follow(signed_in, send(signed_in, CHANGE, thanks="", issue="The plates."))
    GratitudeNoteFactory(owner=alice, happened_at=NOON, what_they_did="Later.")

    assert page.messages == ["Saved."]
    again = open_page(signed_in, TABLE).html
    assert "The plates." in again
    assert "He made tea." not in again
    assert "Later." not in again


def test_log_takes_a_minute_and_keeps_what_stood_on_the_page(signed_in, a_full_week):
    page = follow(signed_in, send(signed_in, LOG, went="mixed", learned="Tea first."))

    assert "Some of it" in page.html
    assert "Tea first." in page.html
    talk = Talk.objects.get()
    assert (talk.went, talk.plan) == ("mixed", "Date night, Friday 20 November")
    assert [label for label, _ in talk.readable()][-2:] == ["How it went", "What helped"]


def test_with_quiet_suggestions_the_table_is_not_offered(signed_in, alice, prefer):
    ReviewFactory(owner=alice, week=MONDAY, closed_at=NOON)
    pages = [reverse(f"journal:{name}", args=[WEEK]) for name in ("week_detail", "week_review")]
    assert all(TABLE in open_page(signed_in, page).html for page in pages)

    prefer(quiet=True)

    assert not any(TABLE in open_page(signed_in, page).html for page in pages)
    assert "disagree without fear" in open_page(signed_in, TABLE).html


def test_page_that_does_not_open_says_so(signed_in, alice):
    talk = TalkFactory(owner=alice, week=MONDAY)
    spoil(talk, "thanks")

    assert "Part of this cannot be opened." in open_page(signed_in, TABLE).html


def test_agreement_is_written_down_and_looked_at_in_two_weeks(signed_in):
    page = follow(signed_in, send(signed_in, NEW, wording="Phones away at nine."))

    assert "Phones away at nine." in page.html
    assert "look again on 2 December 2026" in page.html
    agreement = Agreement.objects.get()
    assert (agreement.agreed_on, agreement.review_on) == (date(2026, 11, 18), date(2026, 12, 2))


@pytest.mark.parametrize(
    ("state", "said"), [("kept", "kept"), ("changed", "changed"), ("let-go", "let go")]
)
def test_agreement_is_marked_and_can_go_on_trial_again(signed_in, alice, state, said):
    agreement = AgreementFactory(owner=alice)
    mark = reverse("journal:agreement_mark", args=[agreement.pk])

    page = follow(signed_in, signed_in.post(mark, {"state": state}))
    assert "Looked at" in page.html
    assert f"· {said}</p>" in page.html
    again = follow(signed_in, signed_in.post(mark, {"state": "trying"}))

    assert "On trial" in again.html
    assert Agreement.objects.get().version == 2


def test_mark_that_is_none_changes_nothing(signed_in, alice):
    agreement = AgreementFactory(owner=alice)

    follow(
        signed_in,
        signed_in.post(
            reverse("journal:agreement_mark", args=[agreement.pk]), {"state": "broken by him"}
        ),
    )

    assert Agreement.objects.get().is_on_trial


def test_agreements_say_which_is_due_and_show_nobody_elses(signed_in, alice, bob):
    AgreementFactory(owner=alice, wording="Later one.", review_on=date(2026, 12, 1))
    AgreementFactory(owner=alice, wording="Due one.", review_on=date(2026, 11, 18))
    AgreementFactory(owner=bob, wording="Not hers.")

    html = open_page(signed_in, AGREEMENTS).html

    assert html.index("Due one.") < html.index("Later one.")
    assert html.count("time to look again") == 1
    assert "Not hers." not in html


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"review_on": "2026-11-01"}, "review_on", "Look again on the day of the agreement"),
        ({"agreed_on": "1850-01-01"}, "agreed_on", "Choose a day between 1900 and 2199."),
        ({"review_on": "soon"}, "review_on", "Choose a day, or write it like this: 2026-11-21."),
        ({"wording": ""}, "wording", "Please fill this in."),
    ],
)
def test_what_does_not_pass_is_said_beside_its_field(signed_in, typed, field, said):
    page = send_back(signed_in, NEW, **{"wording": "Walks.", **typed})

    assert page.errors[field][0].startswith(said)
    assert page.typed["review_on"] == [typed.get("review_on", "2026-12-02")]


def test_database_refuses_a_look_before_the_agreement(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementFactory(owner=alice, review_on=date(2026, 11, 5))


def test_agreement_is_changed_and_deleted(signed_in, alice):
    agreement = AgreementFactory(owner=alice, wording="Before.")
    change = reverse("journal:agreement_update", args=[agreement.pk])
    delete = reverse("journal:agreement_delete", args=[agreement.pk])

    assert "After." in follow(signed_in, send(signed_in, change, wording="After.")).html
    assert "After." in open_page(signed_in, delete).html
    page = follow(signed_in, signed_in.post(delete))

    assert "Write down an agreement" in page.html
    assert not Agreement.objects.exists()


def test_agreement_that_does_not_open_says_so(signed_in, alice):
    spoil(AgreementFactory(owner=alice), "wording")

    assert "Part of this agreement cannot be opened." in open_page(signed_in, AGREEMENTS).html


def test_view_from_outside_is_shown_again_before_a_talk(signed_in, alice):
    offered = open_page(signed_in, TABLE).html
    EntryFactory(owner=alice, happened_at=NOON)
    seen = EntryFactory(owner=alice, happened_at=NOON, mode="friend")

    shown = open_page(signed_in, TABLE).html

    assert "Look at it from outside first" in offered
    assert f'href="{seen.get_absolute_url()}">Read once more' in shown
    assert "Look at it from outside first" not in shown
