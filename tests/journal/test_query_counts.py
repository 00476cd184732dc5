"""Each list page asks the database as often for fifty rows as for one, and seldom."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from journal.models import Thread
from tests.factories import (
    AgreementFactory,
    DateNightFactory,
    EntryFactory,
    ExperimentFactory,
    GoalFactory,
    GratitudeNoteFactory,
    ReminderChoicesFactory,
    ReviewFactory,
    SliderAnswersFactory,
    SliderQuestionsFactory,
    SummaryFactory,
    ThreadEntryFactory,
    TickFactory,
    WorksheetFactory,
)
from tests.journal.conftest import NOW

MAX_QUERIES = 16
TRANSACTION = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
# After each transaction of a request a test gets its own sight of all rows back.
OF_THE_TEST = "set_config('app.system', 'on', true)"
PAGES = {
    "today": reverse("journal:today"),
    "timeline": reverse("journal:timeline"),
    "timeline of feelings": f"{reverse('journal:timeline')}?kind=entry",
    "timeline of thanks": f"{reverse('journal:timeline')}?kind=note",
    "timeline of worksheets": f"{reverse('journal:timeline')}?kind=worksheet",
    "worksheets": reverse("journal:worksheet_list"),
    "timeline of goals": f"{reverse('journal:timeline')}?kind=tick",
    "thanks": reverse("journal:note_list"),
    "threads": reverse("journal:thread_list"),
    "goals": reverse("journal:goal_list"),
    "insights": reverse("journal:insights"),
    "look back": f"{reverse('journal:look_back')}?show=all",
    "dates": reverse("journal:date_list"),
    "goal from an idea": f"{reverse('journal:goal_create')}?idea=d20",
    "week": reverse("journal:week_detail", args=["2026-W47"]),
    "review": reverse("journal:week_review", args=["2026-W47"]),
    "baskets": reverse("journal:week_baskets", args=["2026-W47"]),
    "card": reverse("journal:week_card", args=["2026-W47"]),
    "table": reverse("journal:week_table", args=["2026-W47"]),
    "table form": reverse("journal:week_table_update", args=["2026-W47"]),
    "agreements": reverse("journal:agreement_list"),
    "summary": reverse("journal:summary_detail"),
    "summary lines": reverse("journal:summary_lines"),
}


def write(owner, number):
    """Write this many of everything, all of it in this week."""
    for n in range(number):
        moment = NOW - timedelta(minutes=n)
        entry = EntryFactory(
            owner=owner, happened_at=moment, triggers=["work"], needs=["rest"], story="Long."
        )
        lies = ThreadEntryFactory(owner=owner, entry=entry)
        ExperimentFactory(owner=owner, thread=lies.thread)
        GratitudeNoteFactory(owner=owner, happened_at=moment)
        WorksheetFactory(owner=owner, happened_at=moment)
        goal = GoalFactory(owner=owner, rule="FREQ=DAILY", first_day=date(2026, 11, 1))
        TickFactory(owner=owner, goal=goal, day=date(2026, 11, 18), happened_at=moment)
        AgreementFactory(owner=owner)
        ReviewFactory(owner=owner, baskets={str(entry.pk): "let-go"})
        DateNightFactory(owner=owner, day=date(2026, 11, 13))


def remind(owner):
    """Remind of everything, early in the morning."""
    times = dict.fromkeys(["check_in_at", "week_at", "goals_at", "dates_at", "reviews_at"], "00:10")
    ReminderChoicesFactory(owner=owner, by="app", week_day="WE", **times)


def queries(client, url):
    """Return what a page asks the database, but for the marks of transactions."""
    client.get(url)  # the first request of a session notes the time
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    asked = [query["sql"] for query in captured]
    return [sql for sql in asked if not sql.startswith(TRANSACTION) and OF_THE_TEST not in sql]


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_as_often_for_fifty_rows_as_for_one(signed_in, alice, name):
    remind(alice)
    write(alice, 1)
    if "summary" in name:
        threads = [str(thread.pk) for thread in Thread.objects.for_user(alice)]
        SummaryFactory(owner=alice, threads=threads)
    for_one = queries(signed_in, PAGES[name])

    write(alice, 49)
    for_fifty = queries(signed_in, PAGES[name])

    listed = "\n".join(for_fifty)
    assert len(for_fifty) == len(for_one), listed
    assert len(for_fifty) <= MAX_QUERIES, listed


def test_page_at_depth_asks_no_more_than_the_first(signed_in, alice):
    write(alice, 50)
    first = signed_in.get(PAGES["timeline"]).context["page"]

    deep = queries(signed_in, f"{PAGES['timeline']}?before={first.older}")

    assert len(deep) == len(queries(signed_in, PAGES["timeline"])), "\n".join(deep)


def test_pages_of_one_row_ask_seldom(signed_in, alice):
    write(alice, 1)
    links = signed_in.get(PAGES["timeline"]).context["page"].days[0].items

    for item in links:
        row = item.row.titled_goal if item.kind == "tick" else item.row
        asked = queries(signed_in, row.get_absolute_url())
        assert len(asked) <= MAX_QUERIES, "\n".join(asked)


def test_thread_asks_as_often_for_fifty_entries_as_for_one(signed_in, alice):
    thread = ThreadEntryFactory(owner=alice).thread
    ExperimentFactory(owner=alice, thread=thread)
    for_one = queries(signed_in, thread.get_absolute_url())

    ThreadEntryFactory.create_batch(49, owner=alice, thread=thread)

    listed = "\n".join(for_one)
    assert len(queries(signed_in, thread.get_absolute_url())) == len(for_one), listed
    assert len(for_one) <= MAX_QUERIES, listed


def test_sliders_ask_as_often_for_ten_years_as_for_a_month(signed_in, alice):
    url = reverse("journal:slider_list")
    SliderQuestionsFactory(owner=alice)
    SliderAnswersFactory(owner=alice)
    for_one = queries(signed_in, url)

    for number in range(120):
        day = date(2010 + number // 12, number % 12 + 1, 28)
        SliderAnswersFactory(owner=alice, day=day)

    listed = "\n".join(for_one)
    assert len(queries(signed_in, url)) == len(for_one), listed
    assert len(for_one) <= MAX_QUERIES, listed


def test_connections_stay_open():
    assert connection.settings_dict["CONN_MAX_AGE"] is None


def test_search_asks_no_more_often_for_fifty_rows_than_for_one(signed_in, alice):
    asked = []
    for number in (1, 49):
        write(alice, number)
        signed_in.post(reverse("journal:search"), {"words": "boil"})
        with CaptureQueriesContext(connection) as captured:
            response = signed_in.post(reverse("journal:search"), {"words": "o"})
        assert response.context["found"].number >= number
        asked.append([q["sql"] for q in captured if not q["sql"].startswith(TRANSACTION)])

    # One query for each kind of row on the page: one of each shows more kinds than the newest of fifty.
    assert len(asked[1]) <= len(asked[0])
    listed = [sql for sql in asked[0] if OF_THE_TEST not in sql]
    assert len(listed) <= MAX_QUERIES, "\n".join(listed)
