"""Every kind of delete takes children and drafts along, and its undo brings all of it back as it was."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from journal import tasks
from journal.models import DateNight, Entry, Experiment, ThreadEntry, Tick
from journal.trash import undo
from tests.addresses import fingerprint, url_of, walk
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
    TickFactory,
    WorksheetFactory,
)
from tests.journal.browser import follow, open_page
from tests.tables import PRIVATE_TABLES
from users.models import Draft

LIST = reverse("journal:deleted_list")
FRIDAY = date(2026, 11, 13)
# What is only reckoned from other rows, and comes anew when somebody looks.
DERIVED = {
    *("journal_goaldigest", "journal_kinddigest"),
    *("journal_weekdigest", "journal_yeardigest"),
}
WRITTEN = [table for table in PRIVATE_TABLES if table not in DERIVED]


def an_entry_in_two_threads(owner):
    """Return an entry that lies in two threads."""
    entry = ThreadEntryFactory(owner=owner).entry
    ThreadEntryFactory(owner=owner, entry=entry)
    return entry


def a_goal_with_ticks_and_an_evening(owner):
    """Return a goal that was ticked twice, with a note, and an evening that was planned."""
    goal = GoalFactory(owner=owner, date_night=True)
    TickFactory(owner=owner, goal=goal, note="We got lost.")
    TickFactory(owner=owner, goal=goal, day=FRIDAY - timedelta(weeks=1))
    DateNightFactory(owner=owner, goal=goal)
    return goal


def a_thread_with_all_that_lies_in_it(owner):
    """Return a thread with an entry and two experiments."""
    thread = ThreadEntryFactory(owner=owner).thread
    ExperimentFactory(owner=owner, thread=thread)
    ExperimentFactory(owner=owner, thread=thread, looked_back_on=FRIDAY, learned="Much.")
    return thread


def a_review_of_this_week(owner):
    """Return a review of the week in which the tests take place."""
    return ReviewFactory(owner=owner, week=date(2026, 11, 16))


def answers_of_this_month(owner):
    """Return the answers of the month in which the tests take place."""
    SliderQuestionsFactory(owner=owner)
    return SliderAnswersFactory(owner=owner)


# Each address that deletes: what makes a row for it with all that hangs on it, and a form that changes the row.
DELETES = {
    "entry_delete": (an_entry_in_two_threads, "entry_update"),
    "note_delete": (GratitudeNoteFactory, "note_update"),
    "worksheet_delete": (WorksheetFactory, "worksheet_update"),
    "goal_delete": (a_goal_with_ticks_and_an_evening, "goal_update"),
    "thread_delete": (a_thread_with_all_that_lies_in_it, "thread_update"),
    "experiment_delete": (ExperimentFactory, "experiment_update"),
    "agreement_delete": (AgreementFactory, "agreement_update"),
    "week_review_delete": (a_review_of_this_week, "week_baskets"),
    "slider_delete": (answers_of_this_month, "slider_answer"),
    "summary_delete": (SummaryFactory, "summary_lines"),
}
each_delete = pytest.mark.parametrize("name", DELETES)


def a_row(name, owner):
    """Return a row that can be deleted at the address of this name."""
    return DELETES[name][0](owner=owner)


def delete(client, name, row):
    """Delete a row, and return the answer."""
    return client.post(url_of(f"journal:{name}", row.pk))


def restore(client, package):
    """Bring a deleted row back, and return the answer."""
    return client.post(reverse("journal:deleted_restore", args=[package.pk]))


def packages(owner):
    """Return what this user has deleted, the first first."""
    return list(Draft.objects.for_user(owner).deleted().order_by("updated_at"))


def autosave(client, name, row):
    """Keep a half-written change of a row as a draft, and one in another tab."""
    url = url_of(f"journal:{DELETES[name][1]}", row.pk)
    for sent in [open_page(client, url).typed for _ in range(2)]:
        client.post(reverse("users:draft_keep"), sent)


def test_every_delete_is_walked():
    names = {address.name.removeprefix("journal:") for address in walk()}

    assert {name for name in names if name.endswith("_delete")} - {"users:draft_delete"} == set(
        DELETES
    )


@each_delete
def test_undo_brings_back_every_row_as_it_was(signed_in, alice, clock, name):
    row = a_row(name, alice)
    EntryFactory(owner=alice, happened_at="2026-11-17T09:00Z")
    autosave(signed_in, name, row)
    before = fingerprint(*WRITTEN)
    clock.shift(timedelta(minutes=5))

    response = delete(signed_in, name, row)

    (package,) = packages(alice)
    assert not type(row).objects.filter(pk=row.pk).exists()
    assert list(Draft.objects.for_user(alice)) == [package]
    assert 'type="submit">Undo</button>' in follow(signed_in, response).html
    assert restore(signed_in, package).status_code == 303
    assert fingerprint(*WRITTEN) == before


@each_delete
def test_what_is_deleted_is_read_and_brought_back_from_the_list(signed_in, alice, name):
    row = a_row(name, alice)
    row.owner = alice
    texts = row.readable()

    delete(signed_in, name, row)

    html = open_page(signed_in, LIST).html
    assert "Bring it back" in html
    assert all(text in html for _, text in texts if "\n" not in text and "'" not in text)


@each_delete
def test_row_that_took_its_place_stays_and_what_was_deleted_waits(signed_in, alice, name):
    row = a_row(name, alice)
    delete(signed_in, name, row)
    (package,) = packages(alice)
    again = undo.rows_in(package)[0]
    again.save(force_insert=True)

    page = follow(signed_in, restore(signed_in, package))

    assert "It cannot be brought back" in page.html
    assert type(row).objects.filter(pk=row.pk).count() == 1
    assert packages(alice) == [package]


def test_experiment_comes_back_with_its_thread(signed_in, alice):
    experiment = ExperimentFactory(owner=alice)
    before = fingerprint(*WRITTEN)
    delete(signed_in, "experiment_delete", experiment)
    delete(signed_in, "thread_delete", experiment.thread)

    restore(signed_in, packages(alice)[0])

    assert fingerprint(*WRITTEN) == before


def test_experiment_whose_thread_is_gone_for_good_waits(signed_in, alice):
    experiment = ExperimentFactory(owner=alice)
    delete(signed_in, "experiment_delete", experiment)
    experiment.thread.delete()

    page = follow(signed_in, restore(signed_in, packages(alice)[0]))

    assert "It cannot be brought back" in page.html
    assert len(packages(alice)) == 1
    assert not Experiment.objects.exists()


@pytest.mark.parametrize("first", ["entry", "thread"])
@pytest.mark.parametrize("order", [1, -1])
def test_entry_and_thread_come_back_together_in_any_order(signed_in, alice, clock, first, order):
    lies = ThreadEntryFactory(owner=alice)
    before = fingerprint(*WRITTEN)
    for name in ["entry", "thread"] if first == "entry" else ["thread", "entry"]:
        delete(signed_in, f"{name}_delete", getattr(lies, name))
        clock.shift(timedelta(minutes=1))

    for package in packages(alice)[::order]:
        restore(signed_in, package)

    assert fingerprint(*WRITTEN) == before


def test_entry_comes_back_without_a_thread_that_is_gone_for_good(signed_in, alice):
    lies = ThreadEntryFactory(owner=alice)
    delete(signed_in, "entry_delete", lies.entry)
    lies.thread.delete()

    restore(signed_in, packages(alice)[0])

    assert Entry.objects.exists()
    assert not ThreadEntry.objects.exists()
    assert not packages(alice)


def test_words_that_were_written_on_meanwhile_are_not_replaced(signed_in, alice):
    entry = EntryFactory(owner=alice)
    sent = open_page(signed_in, url_of("journal:entry_update", entry.pk)).typed
    keep = reverse("users:draft_keep")
    signed_in.post(keep, sent | {"story": "Half."})
    delete(signed_in, "entry_delete", entry)
    signed_in.post(keep, sent | {"story": "Half, and more."})

    restore(signed_in, packages(alice)[0])

    assert Draft.objects.for_user(alice).get().data["story"] == ["Half, and more."]


def test_drafts_of_other_rows_stay(signed_in, alice):
    entry, other = EntryFactory(owner=alice), EntryFactory(owner=alice)
    autosave(signed_in, "entry_delete", other)

    delete(signed_in, "entry_delete", entry)

    assert Draft.objects.for_user(alice).filter(reason="typed").count() == 2


def test_locked_worksheet_is_not_shown_among_what_was_deleted(signed_in, alice):
    answers = {"when": "the bin was full"}
    delete(signed_in, "worksheet_delete", WorksheetFactory(owner=alice, answers=answers))
    assert "the bin was full" in open_page(signed_in, LIST).html
    sheet = WorksheetFactory(owner=alice, tool="core-needs", mode="circles", answers={})
    assert sheet.locked

    delete(signed_in, "worksheet_delete", sheet)

    assert open_page(signed_in, LIST).html.count("What it says") == 1


def test_drafts_that_nobody_touched_for_a_year_are_deleted_at_night(alice, clock):
    old = Draft.objects.create(owner=alice, place="/goals/new/", data={"title": ["Half"]})
    clock.shift(timedelta(days=364))
    young = Draft.objects.create(owner=alice, place="/goals/new/", data={"title": ["Whole"]})
    tasks.let_go_of_deleted(0)
    assert set(Draft.objects.all()) == {old, young}

    clock.shift(timedelta(days=2))
    tasks.let_go_of_deleted(0)

    assert list(Draft.objects.all()) == [young]


def test_ticks_and_evenings_go_with_their_goal(signed_in, alice):
    goal = a_goal_with_ticks_and_an_evening(alice)

    delete(signed_in, "goal_delete", goal)

    assert not Tick.objects.exists()
    assert not DateNight.objects.exists()
