"""What happens at the same moment: real threads, real transactions, one record."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from time import sleep

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from journal.models import Entry, Goal, Review, Tick
from tests.addresses import PRIVATE, WITH_ID, url_with_row
from tests.factories import EntryFactory, GoalFactory
from tests.journal.browser import open_page, saved, send
from tests.journal.conftest import NOW
from tests.journal.samples import ENTRY, SAMPLES
from users.form_keys import FormKey
from users.models import Draft, Preferences
from vault.row_security import acting_as

pytestmark = pytest.mark.usefixtures("transactional_db")
each_form = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
FRIDAY = date(2026, 11, 13)


@pytest.fixture
def at_once(signed_in):
    """Send several forms at the same moment, each on a connection of its own; return the answers."""

    def post(*forms):
        ready = Barrier(len(forms))

        def one(form):
            client = Client()
            client.cookies = signed_in.cookies
            ready.wait()
            try:
                return client.post(*form)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(forms)) as pool:
            return list(pool.map(one, forms))

    return post


def rows_of(alice, model):
    """Return all of Alice's rows, opened while they can be."""
    with acting_as(alice):
        rows = list(model.objects.for_user(alice))
        assert [row.unreadable() for row in rows] == [[]] * len(rows)
        return rows


@each_form
def test_parallel_submits_make_one_record(signed_in, alice, at_once, sample):
    sent = open_page(signed_in, sample.new).typed | sample.enough

    answers = at_once(*[(sample.new, sent)] * 4)

    (row,) = rows_of(alice, sample.model)
    assert {answer.url for answer in answers} == {saved(row)}
    assert row.version == 1


def test_parallel_taps_make_one_entry(signed_in, alice, at_once):
    quick = reverse("journal:entry_quick")
    sent = open_page(signed_in, quick).typed | {"feeling": "calm", "strength": "2"}

    at_once(*[(quick, sent)] * 4)

    assert len(rows_of(alice, Entry)) == 1


def test_review_is_saved_while_seven_days_are_begun(signed_in, alice, at_once):
    page = reverse("journal:review_now")
    place = signed_in.get(page).url
    start = reverse("journal:noticing_start")
    for _ in range(4):
        sent = open_page(signed_in, place).typed | {"insight": "Tea helps."}
        answers = at_once((place, sent), (start, {}), (place, sent), (start, {}))

        (review,) = rows_of(alice, Review)
        assert {answer.status_code for answer in answers} == {303}
        assert (review.insight, review.noticing_from is None) == ("Tea helps.", False)
        with acting_as(alice):
            review.delete()


@each_form
def test_parallel_submits_of_a_change_are_one_change(signed_in, alice, at_once, sample):
    send(signed_in, sample.new, **sample.enough)
    (row,) = rows_of(alice, sample.model)
    url = sample.edit(row)
    sent = open_page(signed_in, url).typed | {sample.texts[1]: "Changed once."}

    answers = at_once(*[(url, sent)] * 4)

    (row,) = rows_of(alice, sample.model)
    assert {answer.url for answer in answers} == {saved(row)}
    assert row.version == 2


@each_form
def test_of_two_parallel_changes_one_is_saved_and_the_other_kept(signed_in, alice, at_once, sample):
    send(signed_in, sample.new, **sample.enough)
    (row,) = rows_of(alice, sample.model)
    url, field = sample.edit(row), sample.texts[1]
    sent = open_page(signed_in, url).typed

    answers = at_once((url, sent | {field: "Here."}), (url, sent | {field: "There."}))

    (row,), (draft,) = rows_of(alice, sample.model), rows_of(alice, Draft)
    assert {answer.url for answer in answers} == {saved(row), url}
    assert {getattr(row, field), *draft.data[field]} == {"Here.", "There."}
    assert draft.reason == Draft.Reason.CONFLICT


@each_form
def test_parallel_submits_that_do_not_pass_keep_one_draft(signed_in, alice, at_once, sample):
    sent = open_page(signed_in, sample.new).typed | {sample.texts[1]: "Half\0"}

    answers = at_once(*[(sample.new, sent)] * 4)

    (draft,) = rows_of(alice, Draft)
    assert {answer.status_code for answer in answers} == {303}
    assert draft.data[sample.texts[1]] == ["Half\0"]


def test_what_is_typed_and_what_does_not_pass_at_once_are_one_draft(signed_in, alice, at_once):
    sent = open_page(signed_in, ENTRY.new).typed | {"did": "Half\0"}
    key, less = FormKey.read(*sent["form_key"]), {"did": ["Less than half"]}

    with ThreadPoolExecutor(1) as pool, acting_as(alice):
        alice.lock()
        Draft.objects.write(alice, ENTRY.new, less, Draft.Reason.TYPED, key=key)
        answer = pool.submit(at_once, (ENTRY.new, sent))
        _wait_until_somebody_waits()

    assert answer.result()[0].status_code == 303
    assert [draft.data["did"] for draft in rows_of(alice, Draft)] == [["Half\0"]]


def test_parallel_ticks_end_in_one(signed_in, alice, at_once):
    with acting_as(alice):
        goal = GoalFactory(owner=alice)
    url = reverse("journal:goal_tick", args=[goal.pk, FRIDAY])

    answers = at_once(*[(url, {"state": state}) for state in ("done", "partly", "skipped", "done")])

    (tick,) = rows_of(alice, Tick)
    assert {answer.status_code for answer in answers} == {303}
    assert (tick.goal_id, tick.day, tick.version) == (goal.pk, FRIDAY, 4)


def test_of_two_notes_on_one_turn_one_is_saved_and_the_other_kept(signed_in, alice, at_once):
    with acting_as(alice):
        goal = GoalFactory(owner=alice)
    url = reverse("journal:occurrence_detail", args=[goal.pk, FRIDAY])
    here, there = (open_page(signed_in, url).typed | {"state": "done"} for _ in range(2))

    at_once((url, here | {"note": "Here."}), (url, there | {"note": "There."}))

    (tick,), (draft,) = rows_of(alice, Tick), rows_of(alice, Draft)
    assert {tick.note, *draft.data["note"]} == {"Here.", "There."}
    assert draft.reason == Draft.Reason.CONFLICT


def test_one_turn_moved_on_two_devices_has_moved_once(signed_in, alice, at_once):
    with acting_as(alice):
        goal = GoalFactory(owner=alice)
    url = reverse("journal:occurrence_move", args=[goal.pk, FRIDAY])
    here, there = open_page(signed_in, url).typed, open_page(signed_in, url).typed

    answers = at_once((url, here | {"to": "2026-11-14"}), (url, there | {"to": "2026-11-15"}))

    (goal,) = rows_of(alice, Goal)
    assert {answer.status_code for answer in answers} == {303}
    assert list(goal.moves) == [f"{FRIDAY}"]
    assert goal.version == 1


LOCKING = ("pg_advisory_xact_lock", "FOR UPDATE", "INSERT", "UPDATE", "DELETE")
OURS = sorted(name for name in PRIVATE | WITH_ID.keys() if ":" in name)  # the others are allauth's
TYPED = {
    "journal:date_answers": {"good": "The quiet.", "again": "yes"},
    "journal:occurrence_detail": {"state": "done", "note": "Tea."},
    "journal:goal_tick": {"state": "done"},
}


@pytest.mark.parametrize("name", OURS)
def test_whoever_writes_locks_the_person_before_any_row(signed_in, alice, name):
    with acting_as(alice):
        url = url_with_row(name, alice)
    open_page(signed_in, reverse("journal:today"))  # the visit of the day is noted by now

    with CaptureQueriesContext(connection) as queries:
        signed_in.post(url, TYPED.get(name, {}))

    statements = [query["sql"] for query in queries]
    locks = [sql for sql in statements if any(word in sql for word in LOCKING)]
    assert not locks or f"pg_advisory_xact_lock({alice.lock_number})" in locks[0]


def test_parallel_ticks_of_a_step_are_all_counted(signed_in, alice, at_once):
    steps = [{"id": 1, "text": "Find the shoes", "done": False}]
    with acting_as(alice):
        goal = GoalFactory(owner=alice, steps=steps)

    at_once(*[(reverse("journal:step_tick", args=[goal.pk, 1]), {})] * 3)

    (goal,) = rows_of(alice, Goal)
    assert (goal.steps[0]["done"], goal.version) == (True, 3)


def test_parallel_beginnings_of_a_hard_season_make_one(signed_in, alice, at_once):
    at_once(*[(reverse("journal:season_begin"), {})] * 4)

    (preferences,) = rows_of(alice, Preferences)
    assert (preferences.seasons, preferences.version) == ([[f"{NOW:%Y-%m-%d}", None]], 1)


def test_tick_that_meets_the_deletion_of_its_goal_leaves_nothing_behind(signed_in, alice, at_once):
    with acting_as(alice):
        goal = GoalFactory(owner=alice)

    answers = at_once(
        (reverse("journal:goal_tick", args=[goal.pk, FRIDAY]), {"state": "done"}),
        (reverse("journal:goal_delete", args=[goal.pk]), {}),
    )

    assert answers[0].status_code in {303, 404}
    assert answers[1].status_code == 303
    assert rows_of(alice, Goal) == rows_of(alice, Tick) == []


def test_parallel_deletions_end_in_one(signed_in, alice, at_once):
    with acting_as(alice):
        entry = EntryFactory(owner=alice)

    answers = at_once(*[(reverse("journal:entry_delete", args=[entry.pk]), {})] * 4)

    assert {answer.status_code for answer in answers} <= {303, 404}
    assert rows_of(alice, Entry) == []


def test_change_that_meets_a_deletion_keeps_its_words(signed_in, alice, at_once):
    send(signed_in, ENTRY.new, **ENTRY.enough)
    (entry,) = rows_of(alice, Entry)
    url = ENTRY.edit(entry)
    sent = open_page(signed_in, url).typed | {"did": "I still want to say this."}

    with ThreadPoolExecutor(1) as pool, acting_as(alice):
        entry.delete()
        answer = pool.submit(at_once, (url, sent))
        _wait_until_somebody_waits()

    assert answer.result()[0].url == ENTRY.new
    assert rows_of(alice, Draft)[0].data["did"] == ["I still want to say this."]


def _wait_until_somebody_waits():
    """Return when another transaction waits for what this one has locked."""
    with connection.cursor() as cursor:
        for _ in range(2000):
            waiting = cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if waiting.fetchone()[0]:
                return
            sleep(0.005)
    pytest.fail("nobody waited")
