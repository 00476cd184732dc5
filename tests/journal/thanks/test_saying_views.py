"""From kept to said: a plan, the day, how it landed, each step back; and when nothing is suggested."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from journal.models import GratitudeNote
from tests.factories import EntryFactory, GratitudeNoteFactory
from tests.journal.browser import follow, open_page, saved, send, send_back
from tests.journal.conftest import NOW
from users.models import Draft

TODAY = reverse("journal:today")
WEDNESDAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 20)
PLAN = {"moment": "over the washing-up", "wording": "You warmed the car."}
COULD = "You could say this"
BADLY = "they landed badly"


def address(name, note):
    return reverse(f"journal:note_{name}", args=[note.pk])


def fresh(note):
    return GratitudeNote.objects.for_user(note.owner).get(pk=note.pk)


@pytest.fixture
def note(alice):
    """A thank-you that Alice has kept."""
    return GratitudeNoteFactory(
        owner=alice, happened_at=NOW, what_they_did="Warmed the car.", what_it_did="No ice."
    )


def landed(owner, *marks):
    """Let earlier ones have landed like this, the last one last."""
    for number, mark in enumerate(marks):
        moment = NOW - timedelta(days=9 - number)
        GratitudeNoteFactory(owner=owner, told=True, landed=mark, counts_since=moment)


def test_plan_begins_with_own_words_and_is_kept(signed_in, note):
    begun = open_page(signed_in, address("plan", note)).typed

    page = follow(signed_in, send(signed_in, address("plan", note), **PLAN, say_on="2026-11-20"))

    planned = fresh(note)
    again = open_page(signed_in, address("plan", note)).typed
    assert begun["wording"] == ["Warmed the car. No ice."]
    assert again["wording"] == ["You warmed the car."]
    assert (planned.state, planned.say_on) == ("planned", FRIDAY)
    assert ("When I could say it", "over the washing-up") in planned.readable()
    assert ("In these words", "You warmed the car.") in planned.readable()
    assert "planned, Friday 20 November" in page.html


def test_plan_needs_a_moment_and_no_day(signed_in, note):
    page = send_back(signed_in, address("plan", note), moment="")
    answer = send(signed_in, address("plan", note), moment="on the stairs")

    assert "moment" in page.errors
    assert answer.url == saved(note)
    assert (fresh(note).state, fresh(note).say_on) == ("planned", None)


def test_plan_takes_no_day_that_has_passed_unless_it_stood_there(signed_in, alice, note):
    old = GratitudeNoteFactory(owner=alice, planned=True, say_on=FRIDAY - timedelta(weeks=2))

    page = send_back(signed_in, address("plan", note), **PLAN, say_on="2026-11-17")
    answer = send(signed_in, address("plan", old), **PLAN)

    assert page.errors["say_on"] == ["Choose today or a day to come."]
    assert page.typed["moment"] == ["over the washing-up"]
    assert answer.url == saved(old)


def test_every_step_can_be_taken_back(signed_in, alice):
    note = GratitudeNoteFactory(owner=alice, planned=True, say_on=FRIDAY)
    states = []

    for step in ("say", "unsay", "unplan", "say"):
        follow(signed_in, signed_in.post(address(step, note)))
        states.append((fresh(note).state, fresh(note).say_on))

    assert states == [("said", FRIDAY), ("planned", FRIDAY), ("kept", None), ("said", None)]
    assert fresh(note).moment == "over the washing-up"


def test_what_was_never_planned_is_kept_again(signed_in, note):
    said = follow(signed_in, signed_in.post(address("say", note)))
    kept = follow(signed_in, signed_in.post(address("unsay", note)))

    assert "· said" in said.html
    assert "· said" not in kept.html
    assert fresh(note).state == "kept"


def test_how_it_landed_is_told_and_goes_when_it_was_not_said_after_all(signed_in, note):
    words = {"landed": "well", "landed_note": "A laugh."}
    page = follow(signed_in, send(signed_in, address("landed", note), **words))
    told = fresh(note)

    signed_in.post(address("unsay", note))

    assert (told.state, told.counts_since) == ("said", NOW)
    assert told.readable()[-2:] == [("How it landed", "Well"), ("To remember", "A laugh.")]
    assert "Change how it landed" in page.html
    assert (fresh(note).landed, fresh(note).counts_since) == ("", None)
    assert fresh(note).landed_note == "A laugh."


def test_planning_one_that_was_said_leaves_it_said(signed_in, alice):
    note = GratitudeNoteFactory(owner=alice, told=True)

    send(signed_in, address("plan", note), **PLAN)

    assert fresh(note).state == "said"


def test_what_nobody_knows_yet_does_not_weigh_and_a_note_alone_changes_no_moment(signed_in, note):
    send(signed_in, address("landed", note), landed="open")
    unknown = fresh(note).counts_since
    GratitudeNote.objects.update(counts_since=NOW - timedelta(days=3))
    send(signed_in, address("landed", note), landed_note="A nod.")

    assert unknown is None
    assert fresh(note).counts_since == NOW - timedelta(days=3)


def test_one_that_landed_badly_is_met_kindly(signed_in, note):
    page = follow(signed_in, send(signed_in, address("landed", note), landed="badly"))

    assert "it is no verdict on what you saw" in page.html
    assert f'href="{reverse("guide:support")}"' in page.html


def test_kept_note_says_a_moment_and_one_that_went_well_comes_first(signed_in, alice, note):
    before = open_page(signed_in, note.get_absolute_url()).html
    GratitudeNoteFactory(owner=alice, told=True, moment="on the stairs")

    after = open_page(signed_in, note.get_absolute_url()).html

    assert COULD in before
    assert address("plan", note) in before
    assert "on the stairs" in after
    assert "went well before" in after


def test_suggestions_rest_after_bad_landings_until_they_are_wanted_again(signed_in, alice, note):
    landed(alice, "well", "badly", "badly")
    resting = open_page(signed_in, note.get_absolute_url()).html
    today = open_page(signed_in, TODAY).html

    signed_in.post(reverse("journal:note_suggest"))

    assert BADLY in resting
    assert COULD not in resting + today
    assert "Warmed the car." in today
    assert COULD in open_page(signed_in, note.get_absolute_url()).html
    assert {row.landed for row in GratitudeNote.objects.all()} == {"", "well", "badly"}


@pytest.mark.parametrize("chosen", [{"quiet": True}, {"seasons": [["2026-11-01", None]]}])
def test_nothing_is_suggested_under_quiet_suggestions_or_in_a_hard_season(
    signed_in, prefer, note, chosen
):
    suggested = open_page(signed_in, TODAY).html
    prefer(**chosen)

    html = open_page(signed_in, note.get_absolute_url()).html
    today = open_page(signed_in, TODAY).html

    assert COULD in suggested
    assert COULD not in html + today
    assert address("plan", note) not in html + today
    assert "Warmed the car." in today


@pytest.mark.parametrize("about", ["me", "life", "win"])
def test_nobody_asks_to_say_what_is_not_about_them(signed_in, alice, about):
    note = GratitudeNoteFactory(owner=alice, about=about)

    html = open_page(signed_in, note.get_absolute_url()).html + open_page(signed_in, TODAY).html

    assert COULD not in html
    assert address("say", note) in html


def test_today_says_quietly_what_was_meant_for_this_day(signed_in, alice, bob, prefer):
    GratitudeNoteFactory(owner=alice, planned=True, say_on=WEDNESDAY)
    GratitudeNoteFactory(owner=alice, planned=True, say_on=FRIDAY, moment="on Friday")
    GratitudeNoteFactory(owner=bob, planned=True, say_on=WEDNESDAY, moment="not hers")

    html = open_page(signed_in, TODAY).html
    prefer(seasons=[["2026-11-01", None]])

    assert "For today:" in html
    assert "over the washing-up" in html
    assert "on Friday" not in html
    assert "not hers" not in html
    assert "For today:" not in open_page(signed_in, TODAY).html


def test_today_takes_turns_among_those_that_wait(signed_in, alice, later):
    GratitudeNoteFactory(owner=alice, what_they_did="Tea.")
    GratitudeNoteFactory(owner=alice, what_they_did="Toast.", planned=True)
    GratitudeNoteFactory(owner=alice, what_they_did="Said.", told=True)
    first = open_page(signed_in, TODAY).html

    later(NOW + timedelta(days=1))
    second = open_page(signed_in, TODAY).html

    assert ("Tea." in first, "Toast." in first) != ("Tea." in second, "Toast." in second)
    assert "You meant to say this" in first + second
    assert "Said." not in first + second


def test_thanks_wait_behind_a_hard_entry_until_they_are_asked_for(signed_in, alice, note):
    entry = EntryFactory(owner=alice, feelings=[{"feeling": "furious", "strength": 5}])

    html = open_page(signed_in, saved(entry)).html

    assert html.index("<summary>A thank-you that you kept") < html.index("Warmed the car.")
    assert "Not now" in html


def test_deleting_a_note_takes_its_half_written_plan_along(signed_in, alice, note):
    send_back(signed_in, address("plan", note), moment="")

    signed_in.post(address("delete", note))

    assert [draft.reason for draft in Draft.objects.for_user(alice)] == ["deleted"]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "sent"}, "gratitude_note_state_known"),
        ({"say_on": FRIDAY}, "gratitude_note_day_of_a_plan"),
        ({"counts_since": NOW}, "gratitude_note_landed_once_said"),
    ],
)
def test_database_refuses_what_cannot_be(note, change, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        GratitudeNote.objects.filter(pk=note.pk).update(**change)
