import re

import pytest
from django.test import Client

from guide import banks, prose, self_check
from guide.checks import HIGHEST_GRADE, MAX_SENTENCE_WORDS, sentences_in
from guide.manuscript import Passage
from users.partner import PartnerWords

HOTLINE = 'href="tel:18007997233"'
EMERGENCY = 'href="tel:911"'
QUIET = "/settings/#id_quiet"


def html_of(client, address):
    return client.get(address).content.decode()


def said_by(group):
    """Return what a group says, in words."""
    text = ". ".join([group.link, group.title, group.first, re.sub(r"<[^>]+>", " ", group.text)])
    return PartnerWords.default().fill(text)


def test_it_asks_sixteen_things_in_four_lists():
    asked = [(group.name, len(group.items)) for group in self_check.lists()]

    assert asked == [("Danger", 7), ("Control", 7), ("My own actions", 1), ("My own safety", 1)]


def test_own_safety_is_told_first_then_danger_control_own_actions_and_none():
    names = [group.name for group in self_check.endings()]

    assert names == ["My own safety", "Danger", "Control", "My own actions", "None of these"]


def test_ending_for_own_safety_begins_with_the_note_on_crisis():
    assert "988" in self_check.group("d").first
    assert self_check.group("d").first[:60] == banks.notes()["SN-CRISIS"][:60]


def test_quiet_suggestions_are_offered_after_danger_and_control_alone():
    assert [group.name for group in self_check.groups() if group.quiet] == ["Danger", "Control"]


@pytest.mark.parametrize("group", self_check.groups(), ids=lambda group: group.name)
def test_words_are_plain(group):
    items = [PartnerWords.default().fill(item) for item in group.items]
    sentences = sentences_in([Passage(text, 1) for text in (said_by(group), *items)])

    assert max(len(sentence.words) for sentence in sentences) <= MAX_SENTENCE_WORDS
    assert prose.grade(sentences) <= HIGHEST_GRADE
    assert not prose.found_words(said_by(group), banks.words("avoid"))


@pytest.mark.parametrize("address", ["/support/check/", "/support/check/a/"])
def test_it_has_no_form(address):
    html = html_of(Client(), address)

    assert "<form" not in html
    assert "<input name" not in html
    assert "<title>Check · Same Side</title>" in html


def test_what_can_be_ticked_is_made_by_the_script_alone():
    html = html_of(Client(), "/support/check/")

    outside = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
    boxes = re.findall(r"<input[^>]*>", html)
    assert "<input" not in outside
    assert len(boxes) == 16
    assert all('autocomplete="off"' in box and "name=" not in box for box in boxes)
    assert [f"/support/check/{code}/" in outside for code in "abcde"] == [True] * 5


@pytest.mark.parametrize("group", self_check.groups(), ids=lambda group: group.name)
def test_each_ending_has_a_page_with_someone_to_call(group):
    html = html_of(Client(), f"/support/check/{group.code}/")

    assert HOTLINE in html
    assert EMERGENCY in html
    assert html.index(EMERGENCY) < html.index(HOTLINE)
    assert 'href="/support/"' in html
    assert QUIET not in html


def test_unknown_ending_is_not_there():
    assert Client().get("/support/check/z/").status_code == 404


@pytest.mark.parametrize("group", self_check.groups(), ids=lambda group: group.name)
def test_quiet_suggestions_are_offered_to_somebody_who_is_signed_in(client, alice, group):
    client.force_login(alice)

    html = html_of(client, f"/support/check/{group.code}/")

    assert (QUIET in html) == group.quiet


def test_quiet_suggestions_are_not_offered_once_the_session_has_ended(client, db, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "ended"

    assert QUIET not in html_of(client, "/support/check/a/")


def test_support_and_the_page_before_the_guide_lead_to_it():
    for address in ("/support/", "/guide/start-here/before-you-begin/"):
        assert 'href="/support/check/"' in html_of(Client(), address)
