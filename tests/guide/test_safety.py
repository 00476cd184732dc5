from dataclasses import replace

import pytest
from django.urls import reverse

from guide import banks, library, safety

FEAR = "This page is for two people who can disagree without fear."
SHORT = "This page is for two people who can both say no."
PAGES = [page for part in library.parts() for page in part.pages]
HIDDEN = [page for page in PAGES if page.careful == "hide"]
KEPT = library.page("before-you-begin")
NOTED = next(page for page in PAGES if page.careful == "note" and "SN-FEAR" not in page.notes)
FILTERED = [*("/guide/", "/goals/new/"), *(part.get_absolute_url() for part in library.parts())]


def switch_on(user):
    user.preferences.quiet = True
    user.preferences.save()


@pytest.fixture
def reader(client, alice):
    """Somebody who has not asked for quiet suggestions."""
    client.force_login(alice)
    return client


@pytest.fixture
def quiet_reader(reader, alice):
    """Somebody who has."""
    switch_on(alice)
    return reader


def html_of(client, page):
    address = page if isinstance(page, str) else page.get_absolute_url()
    return client.get(address).content.decode()


def links_to(html, pages):
    return [page.slug for page in pages if f'href="{page.get_absolute_url()}"' in html]


def goals_in(html):
    return [one.code for one in banks.goal_templates() if f"?template={one.code}" in html]


def test_there_are_pages_of_each_value():
    assert {page.careful for page in PAGES} == {"keep", "note", "hide"}


@pytest.mark.parametrize("quiet", [True, False])
def test_page_to_keep_says_what_it_always_says(quiet):
    usual = [banks.notes()[code] for code in KEPT.notes]

    assert safety.notes_above(KEPT, quiet=quiet) == usual
    assert not safety.asks_first(KEPT, quiet=quiet)


@pytest.mark.parametrize("careful", ["note", "hide"])
@pytest.mark.parametrize("notes", [(), ("SN-FEAR",), ("SN-SHARE", "SN-FEAR"), ("SN-SORRY",)])
def test_other_pages_begin_with_the_note_on_fear(careful, notes):
    page = replace(NOTED, careful=careful, notes=notes)

    first, *others = safety.notes_above(page, quiet=True)

    assert first == banks.notes()["SN-FEAR"]
    assert others == [banks.notes()[code] for code in notes if code != "SN-FEAR"]
    assert not safety.asks_first(page, quiet=True)


@pytest.mark.parametrize(
    ("careful", "notes", "asks"),
    [("hide", (), True), ("hide", ("SN-FEAR",), False), ("note", (), False)],
)
def test_page_for_two_asks_in_short_where_no_note_does(careful, notes, asks):
    page = replace(NOTED, careful=careful, notes=notes)

    assert safety.asks_first(page, quiet=False) == asks


def test_every_page_keeps_its_address_and_carries_the_note_it_needs(quiet_reader):
    for page in PAGES:
        html = html_of(quiet_reader, page)
        before = html[: html.index('<div class="text">')]
        called_for = page.careful != "keep" or "SN-FEAR" in page.notes
        assert before.count(FEAR) == html.count(FEAR) == called_for, page.slug
        assert SHORT not in html


def test_every_page_says_at_most_once_to_everybody_else_whom_it_is_for(reader):
    for page in PAGES:
        html = html_of(reader, page)
        assert html.count(FEAR) == ("SN-FEAR" in page.notes), page.slug
        assert html.count(SHORT) == (page.careful == "hide" and "SN-FEAR" not in page.notes)


@pytest.mark.parametrize("quiet", [True, False])
def test_no_note_stands_twice_above_a_page(quiet):
    for page in PAGES:
        notes = safety.notes_above(page, quiet=quiet)
        assert len(set(notes)) == len(notes), page.slug


def test_noted_page_has_the_note_for_nobody_else(reader):
    assert FEAR not in html_of(reader, NOTED)


def test_hidden_pages_are_suggested_nowhere(quiet_reader):
    for address in (*FILTERED, *(page.get_absolute_url() for page in PAGES)):
        assert links_to(html_of(quiet_reader, address), HIDDEN) == [], address


def test_everybody_else_is_led_to_every_page(reader):
    assert links_to(html_of(reader, "/guide/"), PAGES) == [page.slug for page in PAGES]
    assert "quiet suggestions" not in html_of(reader, "/guide/")


def test_part_that_lists_fewer_pages_says_why(quiet_reader):
    for address in ("/guide/", "/guide/talk-and-listen/"):
        assert "quiet suggestions</a> are on" in html_of(quiet_reader, address)
    assert "Talk and listen" not in html_of(quiet_reader, "/guide/")


def test_part_of_pages_that_are_all_kept_stays_as_it_is():
    part = library.part("start-here")

    assert safety.listed(part, quiet=True) is part


def test_next_page_is_the_next_that_may_be_suggested():
    page = library.page("respect-and-space")

    assert safety.around(page, quiet=False)[0] == library.page("same-team")
    assert safety.around(page, quiet=True) == (
        library.page("realistic-expectations"),
        library.page("curiosity-first"),
    )


def test_hidden_page_leads_back_to_pages_that_are_not():
    before, after = safety.around(library.page("empathy"), quiet=True)

    assert (before.slug, after.slug) == ("curiosity-first", "respect-and-appreciation")


def test_date_ideas_are_not_suggested(reader, alice):
    assert 'href="/guide/dates/"' in html_of(reader, "/guide/")

    switch_on(alice)

    assert 'href="/guide/dates/"' not in html_of(reader, "/guide/")


def test_questions_on_closeness_are_not_suggested(reader, alice):
    assert 'href="?set=i"' in html_of(reader, "/guide/questions/")

    switch_on(alice)

    assert 'href="?set=i"' not in html_of(reader, "/guide/questions/")


@pytest.mark.parametrize("address", [HIDDEN[0].get_absolute_url(), "/guide/dates/"])
def test_words_of_a_link_to_what_is_hidden_stay_without_the_link(address):
    page = replace(KEPT, text=f'<a href="{address}">two</a> <a href="/support/">three</a>')

    assert safety.as_read(page, quiet=True).text == 'two <a href="/support/">three</a>'
    assert safety.as_read(page, quiet=False) is page


def test_starting_points_on_the_first_page_are_those_that_may_be_suggested():
    page = library.page("welcome")

    usual, quiet = page.text, safety.as_read(page, quiet=True).text

    assert "<li>" in quiet
    assert "It is about money" in usual
    assert "It is about money" not in quiet
    assert "I am not sure I am safe" in quiet


def test_goals_on_offer_are_those_for_oneself(quiet_reader):
    for page in PAGES:
        shown = goals_in(html_of(quiet_reader, page).partition("Goals that go with this page")[2])
        assert all(banks.goal_template(code).careful for code in shown), page.slug


def test_new_goal_begins_with_goals_for_oneself(quiet_reader):
    careful = [one.code for one in banks.goal_templates() if one.careful]

    assert goals_in(html_of(quiet_reader, reverse("journal:goal_create"))) == careful


def test_new_goal_begins_with_every_goal_for_everybody_else(reader):
    every = [one.code for one in banks.goal_templates()]

    assert goals_in(html_of(reader, reverse("journal:goal_create"))) == every


def test_goal_can_still_be_reached_by_its_address(quiet_reader):
    assert "Date nights" in html_of(quiet_reader, "/goals/new/?template=gt-01")


def test_visitor_reads_the_whole_guide(client):
    assert links_to(html_of(client, "/guide/"), HIDDEN) == [page.slug for page in HIDDEN]
