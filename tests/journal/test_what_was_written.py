"""What a person wrote stays text, wherever a page draws it: in charts, tables, lists, chips and what a search marks."""

from datetime import date

import pytest
from django.template import Context, Template
from django.urls import reverse

from journal.insights import charts
from journal.insights.parts import Table
from tests.factories import (
    EntryFactory,
    ExperimentFactory,
    GoalFactory,
    OwnWordFactory,
    SliderAnswersFactory,
    SliderQuestionsFactory,
    ThreadEntryFactory,
    ThreadFactory,
    TickFactory,
)
from tests.journal.conftest import NOW
from users.partner import PartnerKind

MARKUP = """<script>go("kestrel's")</script>"""
RAW = ("<script>go", '"kestrel\'s"')
HELD = {  # pages, and how often what was written stands on them at least
    "insights": 5,
    "goal_list": 2,
    "today": 2,
    "entry_create": 2,
    "slider_list": 3,
    "timeline": 3,
    "week_now": 3,
    "thread_list": 1,
    "word_list": 2,
    "summary_lines": 1,
}


@pytest.fixture
def written(alice):
    """Write the same markup wherever it may stand: five entries of this week, a goal, a thread, a slider."""
    felt = OwnWordFactory(owner=alice, label=MARKUP)
    trigger = OwnWordFactory(owner=alice, kind="trigger", label=MARKUP)
    feelings = [{"feeling": felt.ref, "strength": 4}, {"feeling": "calm", "strength": 2}]
    entries = EntryFactory.create_batch(
        5, owner=alice, happened_at=NOW, feelings=feelings, triggers=[trigger.ref], ended=MARKUP
    )
    goal = GoalFactory(owner=alice, title=MARKUP, rule="FREQ=DAILY")
    TickFactory(owner=alice, goal=goal, happened_at=NOW, note=MARKUP)
    thread = ThreadFactory(owner=alice, name=MARKUP)
    ThreadEntryFactory(owner=alice, thread=thread, entry=entries[0])
    ExperimentFactory(owner=alice, thread=thread, trying=MARKUP)
    SliderQuestionsFactory(owner=alice, wordings=[MARKUP])
    for day in (date(2026, 10, 10), date(2026, 11, 10)):
        SliderAnswersFactory(owner=alice, day=day, given=[{"wording": MARKUP, "value": 4}])
    return thread


def stands_as_text(html):
    """Return how often what was written stands there; fail where it is markup."""
    assert not [raw for raw in RAW if raw in html]
    return html.count("&lt;script&gt;go(&quot;kestrel&#x27;s&quot;)&lt;/script&gt;")


@pytest.mark.parametrize(("page", "least"), HELD.items(), ids=HELD)
def test_page_shows_markup_as_it_was_written(signed_in, written, page, least):
    html = signed_in.get(reverse(f"journal:{page}"), follow=True).content.decode()

    assert stands_as_text(html) >= least


def test_thread_and_search_show_markup_as_it_was_written(signed_in, written):
    pages = [
        signed_in.get(written.get_absolute_url()),
        signed_in.post(reverse("journal:search"), {"words": "kestrel"}),
    ]

    thread, found = (page.content.decode() for page in pages)

    assert stands_as_text(thread) >= 3
    assert stands_as_text(found.replace("<mark>", "").replace("</mark>", "")) >= 6


def test_name_of_somebody_is_shown_as_it_was_written(signed_in, prefer):
    prefer(partner_kind=PartnerKind.NAME, partner_name=MARKUP)
    budget = f"{reverse('journal:worksheet_create', args=['budget'])}?mode=view"
    guide = "/guide/start-here/welcome/"

    pages = [signed_in.get(page) for page in (budget, guide, "/settings/")]

    counts = [stands_as_text(page.content.decode()) for page in pages]
    assert all(counts), counts


ROWS = [(MARKUP, "", [1, 2]), (MARKUP, "hurt", [2, 1])]
TIMES = [MARKUP, MARKUP]
CHARTS = [
    (charts.over_time(MARKUP, MARKUP, TIMES, ROWS), 6),
    (charts.parts(MARKUP, MARKUP, [(MARKUP, 1, 2)]), 3),
    (charts.grid(MARKUP, MARKUP, ROWS, families=["hurt", "calm"]), 4),
    (charts.grid(MARKUP, MARKUP, ROWS, words=TIMES), 6),
]


@pytest.mark.parametrize(("chart", "number"), CHARTS, ids=["time", "parts", "families", "words"])
def test_chart_shows_markup_as_it_was_written(chart, number):
    template = Template('{% include "components/chart.html" with slug="one" %}')

    assert stands_as_text(template.render(Context({"chart": chart}))) == number


def test_table_shows_markup_as_it_was_written():
    table = Table(MARKUP, [("", MARKUP), ("hurt", MARKUP)], [(MARKUP, [1, None])])
    template = Template('{% include "journal/insights/_insight.html" %}')

    html = template.render(Context({"card": {"table": table, "chart": CHARTS[1][0]}}))

    assert stands_as_text(html) == 1 + 2 + 1 + 3
