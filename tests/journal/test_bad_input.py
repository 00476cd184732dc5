"""What cannot be kept is said beside its field, and nothing that was typed is lost."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.journal.browser import follow, open_page, send, send_back
from tests.journal.samples import ENTRY, FINE_TEXTS, GOAL, SAMPLES, TEXT_FIELDS
from users.models import Draft

AGAIN = "Something needs another look. What you typed is still here."
INVISIBLE = "There is an invisible character in this text that cannot be kept. Please take it out."
LONG = "This is longer than one note can hold: {} characters, and there is room for {}."
GONE = (
    "What you were changing or started from has been deleted."
    " Your words are here, ready to be saved as a new one."
)
FIVE_MEGABYTES = 5 * 1024 * 1024

each_form = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
each_text = pytest.mark.parametrize(
    ("sample", "field"), TEXT_FIELDS, ids=lambda value: getattr(value, "name", value)
)


def room(field):
    """Return how many characters a field takes."""
    return 200 if field == "title" else 20_000


@each_text
def test_five_megabytes_of_text_are_handed_back_whole(signed_in, alice, sample, field):
    text = "Too much. " * (FIVE_MEGABYTES // 10)

    page = send_back(signed_in, sample.new, **sample.enough | {field: text})

    message = LONG.format(len(text) - 1, room(field))
    assert page.errors == {field: [message]}
    assert page.typed[field] == [text]
    assert page.notices == [AGAIN]
    assert not sample.model.objects.exists()


@pytest.mark.parametrize("letter", ["a", "ش", "💧"])
def test_five_megabytes_as_a_browser_sends_them_are_handed_back_whole(signed_in, letter):
    text = letter * (FIVE_MEGABYTES // len(letter.encode()))
    sent = open_page(signed_in, ENTRY.new).typed | ENTRY.enough | {"did": text}

    response = signed_in.post(
        ENTRY.new, urlencode(sent, doseq=True), content_type="application/x-www-form-urlencoded"
    )

    page = follow(signed_in, response)
    assert page.errors == {"did": [LONG.format(len(text), 20_000)]}
    assert page.typed["did"] == [text]


@each_text
def test_an_invisible_character_is_named_and_the_text_stays(signed_in, sample, field):
    text = "Made\0 soup."

    page = send_back(signed_in, sample.new, **sample.enough | {field: text})

    assert page.errors == {field: [INVISIBLE]}
    assert page.typed[field] == [text]
    assert not sample.model.objects.exists()


@pytest.mark.parametrize(
    ("sample", "field", "kind"),
    [
        (sample, field, kind)
        for sample, field in TEXT_FIELDS
        for kind in FINE_TEXTS
        if (field, kind) != ("title", "line ends")  # a single line has none
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_text_is_kept_to_the_letter(signed_in, sample, field, kind):
    text = FINE_TEXTS[kind]

    send(signed_in, sample.new, **sample.enough | {field: text.replace("\n", "\r\n")})

    row = sample.model.objects.get()
    assert getattr(row, field) == text
    on_page = open_page(signed_in, sample.edit(row)).typed[field]
    assert on_page == [text.replace("\n", "\r\n")]


@each_text
def test_the_longest_text_is_kept_also_in_the_widest_letters(signed_in, sample, field):
    text = "💧" * room(field)

    send(signed_in, sample.new, **sample.enough | {field: text})

    assert getattr(sample.model.objects.get(), field) == text


@each_text
def test_what_was_handed_back_can_be_mended_and_saved(signed_in, alice, sample, field):
    send_back(signed_in, sample.new, **sample.enough | {field: "Made\0 soup."})

    send(signed_in, sample.new, **{field: "Made soup."})

    assert getattr(sample.model.objects.get(), field) == "Made soup."
    assert not Draft.objects.for_user(alice).exists()


@each_form
def test_everything_missing_is_asked_for_beside_each_field(signed_in, sample):
    key = open_page(signed_in, sample.new).typed["form_key"]
    required = ["Please fill this in."]
    asked = {
        "entry": {"feelings": ["Choose at least one feeling."], "happened_at": required},
        "note": {"what_they_did": required, "about": required},
        "goal": dict.fromkeys(("title", "first_day", "rule", "whose"), required),
    }

    page = follow(signed_in, signed_in.post(sample.new, {"form_key": key}))

    assert page.errors == asked[sample.name]
    assert page.notices == [AGAIN]


@each_form
def test_what_is_not_a_form_opens_the_form(signed_in, sample):
    response = signed_in.post(sample.new, {"title": ["Walk"]}, content_type="application/json")

    assert "form_key" in follow(signed_in, response).typed
    assert not sample.model.objects.exists()


@each_form
@pytest.mark.parametrize("text", ["", " \t\r\n ", "\u2003\u00a0"])
def test_blank_text_is_kept_as_none(signed_in, sample, text):
    field = sample.texts[1]

    send(signed_in, sample.new, **sample.enough | {field: text})

    assert getattr(sample.model.objects.get(), field) == ""


@each_form
def test_of_a_text_sent_twice_the_last_one_counts(signed_in, sample):
    field = sample.texts[1]

    send(signed_in, sample.new, **sample.enough | {field: ["first", "last"]})

    assert getattr(sample.model.objects.get(), field) == "last"


@each_form
@pytest.mark.parametrize(
    "name", ["id", "pk", "owner", "owner_id", "version", "state", "written_at"]
)
def test_what_the_form_does_not_ask_is_not_taken(signed_in, alice, sample, bob, name):
    send(signed_in, sample.new, **sample.enough, **{name: str(bob.pk)})

    row = sample.model.objects.get()
    assert (row.owner_id, row.version) == (alice.pk, 1)
    assert row.pk != bob.pk


@each_form
def test_row_that_has_been_deleted_hands_its_words_to_a_new_form(signed_in, alice, sample):
    send(signed_in, sample.new, **sample.enough)
    row = sample.model.objects.get()
    field, url = sample.texts[1], sample.edit(row)
    sent = open_page(signed_in, url).typed | {field: "I still want to say this."}
    row.delete()

    page = follow(signed_in, signed_in.post(url, sent))

    assert page.response.request["PATH_INFO"] == sample.new
    assert page.typed[field] == ["I still want to say this."]
    assert page.notices == [GONE]
    signed_in.post(sample.new, page.typed)
    assert getattr(sample.model.objects.get(), field) == "I still want to say this."


@each_form
def test_row_that_has_been_deleted_is_not_there(signed_in, alice, sample):
    row = sample.factory(owner=alice)
    url = sample.edit(row)
    row.delete()

    answers = {signed_in.get(url).status_code, signed_in.post(url).status_code}

    assert answers == {404}


def test_tick_of_a_goal_that_has_been_deleted_is_not_there(signed_in, alice):
    goal = GOAL.factory(owner=alice)
    url = reverse("journal:goal_tick", args=[goal.pk, goal.first_day])
    goal.delete()

    assert signed_in.post(url, {"state": "done"}).status_code == 404


def test_steps_are_as_long_as_a_note_at_most(signed_in):
    steps = "Find the shoes. " * (FIVE_MEGABYTES // 16)

    page = send_back(signed_in, GOAL.new, **GOAL.enough, steps=steps)

    assert page.errors == {"steps": [LONG.format(len(steps) - 1, 20_000)]}
    assert page.typed["steps"] == [steps]


def test_more_steps_than_a_goal_can_hold_are_handed_back(signed_in):
    steps = "\r\n".join(f"Step {n}" for n in range(31))

    page = send_back(signed_in, GOAL.new, **GOAL.enough, steps=steps)

    assert page.errors == {
        "steps": ["These are 31 steps. Keep the first 30, or make two goals of it."]
    }
    assert page.typed["steps"] == [steps]
