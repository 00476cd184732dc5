"""Under "Quiet suggestions" what takes two is not offered, at no address; what can be done alone stands there instead."""

import pytest

from guide import library, safety, tools
from journal.models import Worksheet
from tests.journal.browser import follow, open_page, send
from users.models import Draft

INSTEAD = "What takes two is not offered here"
PAGES = [page for part in library.parts() for page in part.pages]
MODES = [mode for tool in tools.worksheets() for mode in tool.sheets]
FOR_TWO = [mode for mode in MODES if mode.careful == "hide"]


@pytest.fixture
def reader(client, alice):
    """Somebody who asks for quiet suggestions."""
    alice.preferences.quiet = True
    alice.preferences.save()
    client.force_login(alice)
    return client


def html_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_some_worksheets_take_two_and_some_do_not():
    alone = {mode.tool_slug for mode in MODES} - {mode.tool_slug for mode in FOR_TWO}

    assert {"self-care", "affirmations", "ready-for-help", "weekly-review", "first-step"} == alone
    assert {mode.careful for mode in MODES} == {"keep", "hide"}


@pytest.mark.parametrize("mode", MODES, ids=lambda one: f"{one.tool_slug}-{one.slug}")
def test_worksheet_for_two_gives_way_to_what_can_be_done_alone(reader, mode):
    html = html_of(reader, mode.url())

    assert (INSTEAD in html) == (mode in FOR_TWO)
    assert ("Save this worksheet" in html) == (mode not in FOR_TWO)


def test_list_offers_no_worksheet_for_two(reader):
    html = html_of(reader, "/journal/worksheets/")

    assert [mode.url() for mode in FOR_TWO if mode.url().replace("&", "&amp;") in html] == []
    assert "/journal/worksheets/self-care/new/" in html


def test_ways_of_a_tool_that_take_two_are_not_offered_beside_the_others(reader):
    html = html_of(reader, tools.mode("core-needs", "builder").url())

    assert "mode=space-and-closeness" in html
    assert "mode=touch-list" not in html


def test_ways_to_look_back_that_are_for_two_are_not_offered(reader):
    html = html_of(reader, tools.mode("weekly-review", "snapshot").url())

    assert "Find the pattern" in html
    assert "Share card" not in html
    assert "Baskets" not in html


def test_half_written_worksheet_is_never_taken_away(client, alice):
    client.force_login(alice)
    url = tools.mode("repair", "apology").url()
    typed = open_page(client, url).typed
    client.post("/drafts/keep/", typed)
    alice.preferences.quiet = True
    alice.preferences.save()

    page = follow(client, send(client, url, **dict.fromkeys(answers_in(typed), "It rained.")))

    assert page.messages == ["Saved."]
    assert not Draft.objects.exists()


def answers_in(typed):
    return [name for name in typed if name.startswith("answer_")][:1]


@pytest.mark.parametrize("query", ["", "?idea=d03", "?place=home&pick=on"])
def test_ideas_for_a_date_give_way(reader, query):
    html = html_of(reader, f"/guide/dates/{query}")

    assert INSTEAD in html
    assert "idea=d" not in html


@pytest.mark.parametrize("query", ["?set=i", "?card=q67"])
def test_questions_on_closeness_give_way_to_questions_to_oneself(reader, query):
    html = html_of(reader, f"/guide/questions/{query}")

    assert INSTEAD in html
    assert 'href="/guide/questions/?set=j"' in html
    assert 'id="card"' not in html


def test_other_questions_are_for_oneself_and_not_to_be_asked_tonight(reader):
    html = html_of(reader, "/guide/questions/?card=q17")

    assert '<a class="button" href="/journal/feelings/new/?question=q17"' in html
    assert "Ask tonight" not in html


def test_no_page_leads_to_an_exercise_or_a_goal_for_two(reader):
    for page in PAGES:
        html = html_of(reader, page.get_absolute_url())
        offers = safety.offers_tool(page, quiet=True)
        assert (INSTEAD in html) == (not offers), page.slug
        assert html.count('<a class="button"') == (offers and bool(page.tool)), page.slug


def test_everybody_else_is_offered_all_of_it(client, alice):
    client.force_login(alice)

    for url in ("/guide/dates/", "/guide/questions/?set=i", FOR_TWO[0].url()):
        assert INSTEAD not in html_of(client, url)


def test_question_for_two_is_not_asked_but_what_was_written_stays(reader, client, alice):
    url = tools.mode("ready-for-help", "going-alone").url()
    assert "if I want to invite" not in html_of(reader, url)

    follow(client, send(client, url, answer_goals="Sleep."))

    (sheet,) = Worksheet.objects.for_user(alice)
    sheet.answers |= {"card": "Would you come?"}
    sheet.save()
    change = f"{sheet.get_absolute_url()}edit/"
    assert "if I want to invite" in html_of(reader, change)
    send(client, change, answer_goals="Sleep, and eat.")
    sheet.refresh_from_db()
    assert sheet.answers == {"goals": "Sleep, and eat.", "card": "Would you come?"}
