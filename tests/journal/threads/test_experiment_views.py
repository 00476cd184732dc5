"""Experiments: plan one, meet it again on its day, say what became of it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from journal.models import Experiment, Thread
from tests.factories import ExperimentFactory, ThreadFactory
from tests.journal.browser import follow, open_page, saved, send, send_back
from tests.journal.tampering import spoil

TODAY = date(2026, 11, 18)
PLAN = {"trying": "Ring her first.", "cue": "it is Friday,", "act": "ring before supper."}
ASKS = "Look back at what you tried"


@pytest.fixture
def thread(alice):
    return ThreadFactory(owner=alice, name="Sunday visits")


@pytest.fixture
def days_later(client, alice, clock):
    """Let days pass, and sign in again: a session does not last so long."""

    def pass_days(number):
        clock.shift(timedelta(days=number))
        client.force_login(alice)

    return pass_days


def address(name, row):
    """Return the address of a page about a thread or an experiment."""
    return reverse(f"journal:experiment_{name}", args=[row.pk])


def page_of(client, row):
    return open_page(client, row.get_absolute_url())


def today(client):
    return open_page(client, reverse("journal:today"))


def test_experiment_runs_for_two_weeks_from_today(signed_in, thread):
    response = send(signed_in, address("create", thread), **PLAN, before="Tense.")

    row = Experiment.objects.get()
    assert response.url == saved(row) == saved(thread)
    assert (row.begins_on, row.review_on) == (TODAY, TODAY + timedelta(weeks=2))
    html = follow(signed_in, response).html
    told = ["Look back on Wednesday 2 December", "Ring her first.", "Tense."]
    assert all(said in html for said in [*told, "If it is Friday, then I ring before supper."])


def test_page_to_plan_on_shows_what_was_said_about_my_part(signed_in, thread):
    thread.part, thread.ask = "Say it sooner.", "ring her before Sunday"
    thread.save()

    html = open_page(signed_in, address("create", thread)).html

    assert "could get you hurt" in html
    assert "Say it sooner." in html
    assert "ring her before Sunday" in html


@pytest.mark.parametrize("day", ["2026-11-18", "2026-11-01", "2027-06-01", "9999-12-31"])
def test_day_to_look_back_lies_within_half_a_year(signed_in, thread, day):
    page = send_back(signed_in, address("create", thread), **PLAN, review_on=day)

    assert page.errors == {"review_on": ["Choose a day after the beginning, within half a year."]}
    assert page.typed["trying"] == ["Ring her first."]
    assert not Experiment.objects.exists()


@pytest.mark.parametrize("day", ["", "soon"])
def test_day_to_look_back_is_a_day(signed_in, thread, day):
    page = send_back(signed_in, address("create", thread), **PLAN, review_on=day)

    assert list(page.errors) == ["review_on"]


def test_plan_without_its_second_half_is_not_said(signed_in, thread):
    row = ExperimentFactory(owner=thread.owner, thread=thread, cue="it rains")

    assert "If it rains" not in page_of(signed_in, row).html


def test_second_experiment_waits_for_the_first(signed_in, thread):
    ExperimentFactory(owner=thread.owner, thread=thread)

    page = send_back(signed_in, address("create", thread), **PLAN)

    assert "One is running in this thread already." in page.html
    assert page.typed["trying"] == ["Ring her first."]
    assert Experiment.objects.count() == 1


def test_plan_can_be_changed_while_it_runs(signed_in, thread):
    row = ExperimentFactory(owner=thread.owner, thread=thread)

    send(signed_in, address("update", row), trying="Ring them both.", review_on="2026-11-30")

    row.refresh_from_db()
    assert (row.trying, row.review_on) == ("Ring them both.", date(2026, 11, 30))


def test_today_asks_for_it_from_its_day_on_and_not_before(signed_in, alice, days_later):
    row = ExperimentFactory(owner=alice, begins_on=TODAY, review_on=TODAY + timedelta(days=3))
    days_later(2)
    assert ASKS not in today(signed_in).html

    days_later(1)
    page = today(signed_in)

    assert ASKS in page.html
    assert f'href="{address("review", row)}"' in page.html
    assert row.trying not in page.html


def test_look_back_says_what_becomes_of_it_and_what_was_learned(signed_in, thread):
    row = ExperimentFactory(owner=thread.owner, thread=thread, before="Tense.")
    typed = {"outcome": "keep", "after": "Lighter.", "learned": "A call before lunch is enough."}

    page = follow(signed_in, send(signed_in, address("review", row), **typed))

    row.refresh_from_db()
    assert row.looked_back_on == TODAY
    told = ["2 to 18 November: Keep it", "Tense.", "Lighter.", "A call before lunch is enough."]
    assert [said for said in told if said not in page.html] == []
    assert ASKS not in today(signed_in).html


def test_look_back_asks_what_becomes_of_it(signed_in, thread):
    row = ExperimentFactory(owner=thread.owner, thread=thread)

    page = send_back(signed_in, address("review", row), learned="A little.")

    assert page.errors == {"outcome": ["Please fill this in."]}
    assert page.typed["learned"] == ["A little."]


def test_look_back_keeps_its_day_when_its_words_change(signed_in, thread, days_later):
    row = ExperimentFactory(owner=thread.owner, thread=thread)
    send(signed_in, address("review", row), outcome="stop")
    days_later(5)

    send(signed_in, address("review", row), outcome="change")

    row.refresh_from_db()
    assert (row.outcome, row.looked_back_on) == ("change", TODAY)


def test_experiment_that_ends_on_its_first_day_has_that_day(signed_in, thread):
    send(signed_in, address("create", thread), **PLAN)

    page = follow(
        signed_in, send(signed_in, address("review", Experiment.objects.get()), outcome="stop")
    )

    assert "Wednesday 18 November: Stop" in page.html


@pytest.mark.parametrize(
    ("outcome", "again"), [("change", "Ring her."), ("keep", ""), ("stop", "")]
)
def test_next_experiment_begins_where_the_last_one_ended(signed_in, thread, outcome, again):
    ExperimentFactory(
        owner=thread.owner,
        thread=thread,
        trying="Ring her.",
        outcome=outcome,
        after="Lighter.",
        looked_back_on=TODAY,
    )
    assert "Begin the next experiment" in page_of(signed_in, thread).html

    form = open_page(signed_in, address("create", thread)).typed

    assert (form["trying"], form["before"]) == ([again], ["Lighter."])


def test_what_is_kept_can_become_a_goal(signed_in, thread):
    row = ExperimentFactory(
        owner=thread.owner,
        thread=thread,
        **(PLAN | {"outcome": "keep", "learned": "It helps."}),
        looked_back_on=TODAY,
    )
    url = f"{reverse('journal:goal_create')}?experiment={row.pk}"
    assert f'href="{url}"' in page_of(signed_in, thread).html

    form = open_page(signed_in, url).typed

    plan = "If it is Friday, then I ring before supper."
    assert (form["title"], form["plan"], form["why"]) == (
        ["Ring her first."],
        [plan],
        ["It helps."],
    )


def test_goal_from_an_experiment_of_somebody_else_is_not_found(signed_in, bob):
    pk = ExperimentFactory(owner=bob).pk

    assert signed_in.get(f"{reverse('journal:goal_create')}?experiment={pk}").status_code == 404


def test_all_that_was_tried_stands_on_the_page_in_its_order(signed_in, thread):
    for day, words in [(9, "Second."), (2, "First.")]:
        ExperimentFactory(
            owner=thread.owner,
            thread=thread,
            trying=words,
            begins_on=date(2026, 11, day),
            review_on=date(2026, 11, day + 1),
            looked_back_on=date(2026, 11, day + 5),
        )
    ExperimentFactory(
        owner=thread.owner,
        thread=thread,
        trying="Third.",
        begins_on=TODAY,
        review_on=date(2026, 12, 2),
    )

    html = page_of(signed_in, thread).html

    places = [html.index(said) for said in ("First.", "Second.", "Third.")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "time to look back"), (1, "look back tomorrow"), (2, "look back Friday 20 November")],
)
def test_list_of_threads_says_when_it_is_time(signed_in, thread, days, said):
    ExperimentFactory(owner=thread.owner, thread=thread, review_on=TODAY + timedelta(days=days))

    assert f"No entries yet · {said}" in open_page(signed_in, reverse("journal:thread_list")).html


def test_deleting_asks_once_and_leaves_the_thread(signed_in, thread):
    row = ExperimentFactory(owner=thread.owner, thread=thread)
    assert row.trying in open_page(signed_in, address("delete", row)).html

    page = follow(signed_in, signed_in.post(address("delete", row)))

    assert page.messages == ["Deleted."]
    assert not Experiment.objects.exists()
    assert Thread.objects.get() == thread


def test_experiments_go_with_their_thread(signed_in, thread):
    ExperimentFactory(owner=thread.owner, thread=thread)

    signed_in.post(reverse("journal:thread_delete", args=[thread.pk]))

    assert not Experiment.objects.exists()


def test_experiment_that_does_not_open_says_so(signed_in, thread):
    row = ExperimentFactory(owner=thread.owner, thread=thread)
    spoil(row, "trying")

    assert page_of(signed_in, row).notices == ["Part of this cannot be opened."]
    assert open_page(signed_in, address("review", row)).notices[0].startswith("Part of this")


def test_database_holds_experiment_and_thread_together_by_owner(thread, bob):
    refusal = pytest.raises(IntegrityError, match="experiment_thread_of_the_same_owner")

    with refusal, transaction.atomic(), connection.cursor() as cursor:
        ExperimentFactory(owner=bob, thread=thread)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_database_itself_lets_one_run_at_a_time(thread):
    ExperimentFactory(owner=thread.owner, thread=thread)

    with pytest.raises(IntegrityError, match="experiment_one_at_a_time"), transaction.atomic():
        ExperimentFactory(owner=thread.owner, thread=thread)


@pytest.mark.parametrize("days", [0, -1, 183])
def test_database_itself_refuses_a_day_that_cannot_be(thread, days):
    day = date(2026, 11, 2) + timedelta(days=days)

    with pytest.raises(IntegrityError, match="runs_for_some_days"), transaction.atomic():
        ExperimentFactory(owner=thread.owner, thread=thread, review_on=day)


def test_ask_is_made_gently_on_a_worksheet_that_begins_with_it(signed_in, thread):
    thread.ask, thread.underneath = "ring her before Sunday", "left out"
    thread.save()
    url = f"{reverse('journal:worksheet_create', args=['i-feel'])}?mode=build&thread={thread.pk}"
    assert url.replace("&", "&amp;") in page_of(signed_in, thread).html

    page = open_page(signed_in, url)

    assert page.typed["answer_ask"] == ["ring her before Sunday"]
    assert page.typed["answer_feel"] == ["left out"]
    sheet = follow(signed_in, signed_in.post(url, page.typed))
    assert "Would you be willing to ring her before Sunday?" in sheet.html


def test_long_feeling_stays_in_its_thread(signed_in, thread):
    thread.underneath = "Left out.\nAnd tired."
    thread.save()
    url = f"{reverse('journal:worksheet_create', args=['i-feel'])}?thread={thread.pk}"

    assert open_page(signed_in, url).typed["answer_feel"] == [""]


def test_worksheet_from_a_thread_of_somebody_else_is_not_found(signed_in, bob):
    url = f"{reverse('journal:worksheet_create', args=['i-feel'])}?thread={ThreadFactory(owner=bob).pk}"

    assert signed_in.get(url).status_code == 404
