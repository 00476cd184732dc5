"""Forms that begin filled with what the guide offers."""

import pytest

from journal.models import Entry, Goal, GratitudeNote
from tests.journal.browser import follow, open_page


def fill(page):
    """Return what stands in the form of a page."""
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields}


def test_date_idea_becomes_a_goal_for_one_evening(signed_in):
    form = fill(signed_in.get("/goals/new/?idea=d20"))

    assert form["title"] == "Library date: choose a book for each other"
    assert form["rule"] in ("", "once")
    assert "Put the phones away" in str(form["steps"])


def test_question_becomes_a_goal_for_tonight(signed_in):
    form = fill(signed_in.get("/goals/new/?question=q17"))

    assert form["title"] == "Ask: What would you tell a friend who had your week?"
    assert "Listen" in str(form["steps"])


@pytest.mark.parametrize("asked", ["question=q74", "question=q99", "idea=d99"])
def test_what_is_not_for_asking_or_not_there_leaves_the_goal_empty(signed_in, asked):
    assert not fill(signed_in.get(f"/goals/new/?{asked}"))["title"]


def test_template_still_fills_a_goal(signed_in):
    assert fill(signed_in.get("/goals/new/?template=gt-12"))["title"] == "Pause plan"


def test_date_that_was_liked_becomes_a_thank_you_about_us(signed_in):
    form = fill(signed_in.get("/journal/thanks/new/?idea=d17"))

    assert form["what_they_did"].startswith("We did this, and I liked it. Comedy night")
    assert form["about"] == GratitudeNote.About.US


def test_question_stands_above_the_own_answer(signed_in, alice):
    alice.preferences.partner_kind, alice.preferences.partner_name = "name", "Sam"
    alice.preferences.save()

    page = signed_in.get("/journal/feelings/new/?question=q80")

    question = "What has Sam done lately that I let pass unseen?"
    assert fill(page)["story"] == f"{question}\n"
    assert f'<p class="lead">{question}</p>' in page.content.decode()


@pytest.mark.parametrize(
    ("address", "field", "model"),
    [
        ("/goals/new/?idea=d17", "title", Goal),
        ("/goals/new/?question=q17", "title", Goal),
        ("/journal/thanks/new/?idea=d17", "what_they_did", GratitudeNote),
    ],
)
def test_what_began_filled_is_saved_as_it_stands(signed_in, alice, address, field, model):
    page = open_page(signed_in, address)
    began = fill(signed_in.get(address))[field]

    follow(signed_in, signed_in.post(address, page.typed))

    assert getattr(model.objects.for_user(alice).get(), field) == began


def test_unknown_question_leaves_the_entry_empty(signed_in):
    assert not fill(signed_in.get("/journal/feelings/new/?question=q99"))["story"]
    assert not Entry.objects.exists()
