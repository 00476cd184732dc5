"""The made-up person whose pages are full."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from guide import banks
from journal.models import Agreement, Entry, Goal, GratitudeNote, Review, Thread, Tick
from journal.models.thread_steps import STEPS
from tests.journal.browser import open_page
from tests.journal.conftest import NOW
from users.models import Draft, User


def load():
    """Run the command; return what it says."""
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


@pytest.fixture
def demo(db):
    """The made-up person."""
    load()
    return User.objects.get(username="demo")


def test_command_says_how_to_sign_in(client, db):
    said = load()

    name, password = said.split("“")[1].split("”")[0], said.split("“")[2].split("”")[0]
    client.post(reverse("account_login"), {"login": name, "password": password})
    assert client.get(reverse("journal:today")).status_code == 200


def test_demo_has_written_for_twelve_weeks_with_gaps(demo):
    moments = [entry.happened_at for entry in Entry.objects.for_user(demo)]

    weeks = {moment.isocalendar()[:2] for moment in moments}
    assert max(moments) <= NOW
    assert max(moments) - min(moments) >= timedelta(weeks=12)
    assert len(moments) >= 60
    assert len(weeks) == 13  # of fourteen


def test_demo_has_closed_weeks_and_written_agreements_down(demo):
    reviews = list(Review.objects.for_user(demo))

    assert len(reviews) == 2
    assert all(review.is_closed and review.request for review in reviews)
    assert {row.state for row in Agreement.objects.for_user(demo)} == {"kept", "trying"}


def test_every_word_of_the_story_is_in_the_banks(demo):
    entries = list(Entry.objects.for_user(demo))

    families = {felt.family for entry in entries for felt in entry.felt}
    triggers = [slug for entry in entries for slug in entry.triggers]
    needs = [slug for entry in entries for slug in entry.needs]
    assert families == {family.slug for family in banks.families()}
    assert all(banks.trigger(slug) for slug in triggers)
    assert all(banks.need(slug) for slug in needs)
    assert (len(set(triggers)), len(set(needs))) >= (15, 20)


def test_every_strength_kind_of_note_and_state_of_a_tick_is_there(demo):
    strengths = Counter(
        felt.strength for entry in Entry.objects.for_user(demo) for felt in entry.felt
    )
    notes = list(GratitudeNote.objects.for_user(demo))
    states = {tick.state for tick in Tick.objects.for_user(demo)}

    assert set(strengths) == {1, 2, 3, 4, 5}
    assert {note.state for note in notes} == set(GratitudeNote.State.values)
    assert {note.landed for note in notes} == {"", "well", "quietly"}
    assert [note.say_on for note in notes if note.is_planned] == [NOW.date()]
    assert {note.about for note in notes} >= {"partner", "us", "life", "win"}
    assert states == set(Tick.State.values)


def test_goals_repeat_in_different_ways_and_some_turns_are_open(demo):
    goals = {goal.title: goal for goal in Goal.objects.for_user(demo)}

    words = [goals[title].repeat.in_words() for title in ("Date night", "One thank-you a day")]
    assert words == ["Every second Friday", "Every day"]
    assert goals["Weekly check-in"].repeat.in_words() == "Every Sunday"
    assert any(step["done"] for goal in goals.values() for step in goal.steps)
    assert any(goal.pauses for goal in goals.values())
    assert {goal.state for goal in goals.values()} == set(Goal.State.values)
    assert any(tick.note for tick in Tick.objects.for_user(demo))
    assert not Tick.objects.for_user(demo).filter(day__gte=NOW.date()).exists()


def test_every_page_is_full(client, demo):
    client.force_login(demo)

    pages = {
        name: open_page(client, reverse(f"journal:{name}"))
        for name in ("today", "timeline", "note_list", "goal_list", "thread_list", "slider_list")
    }

    assert not [name for name, page in pages.items() if 'class="empty"' in page.html]
    assert not [name for name, page in pages.items() if page.notices]
    assert "Daniel" in open_page(client, reverse("users:settings")).html


def test_thread_of_the_story_has_all_its_parts(client, demo):
    client.force_login(demo)
    thread = Thread.objects.for_user(demo).get()

    html = open_page(client, thread.get_absolute_url()).html

    told = ["Times that went better", "The other times", "The more I", "Change it", "Look back on"]
    assert [said for said in told if said not in html] == []
    assert [label for label, _ in thread.readable()][1:] == [step.name for step in STEPS]


def test_months_of_the_story_have_moved_and_have_a_gap(client, demo):
    client.force_login(demo)

    seen = client.get(reverse("journal:slider_list")).context["seen"]

    assert seen.still_since is None
    assert {len(line.points) for line in seen.lines} == {3, 4}


def test_only_what_was_written_days_later_is_called_so(demo):
    assert not [entry for entry in Entry.objects.for_user(demo) if entry.written_later]


def test_loading_again_replaces_the_demo_person_and_nobody_else(demo, alice):
    Draft.objects.create(owner=demo, place="/goals/new/", data={"title": ["Half"]})
    before = [Entry.objects.count(), GratitudeNote.objects.count(), Tick.objects.count()]

    load()

    again = User.objects.get(username="demo")
    assert again.pk != demo.pk
    assert [Entry.objects.count(), GratitudeNote.objects.count(), Tick.objects.count()] == before
    assert Entry.objects.for_user(again).count() == before[0]
    assert User.objects.filter(pk=alice.pk).exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("day", range(1, 8))
def test_demo_can_be_loaded_on_any_day(db, clock, day):
    clock.move_to(datetime(2026, 11, 8 + day, 0, 30, tzinfo=UTC), tick=False)

    load()

    assert Entry.objects.count() >= 60


def test_demo_is_refused_on_a_public_site(settings, db):
    settings.IS_LOCAL = False

    with pytest.raises(CommandError, match="for a local address only"):
        load()

    assert not User.objects.exists()
