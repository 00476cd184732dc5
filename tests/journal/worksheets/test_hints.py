"""Kind remarks: what they notice, and what they leave alone."""

import pytest

from guide import tools
from journal.worksheets.hints import hints, rules


def said(tool, mode, **answers):
    """Return what is remarked, as field and phrase."""
    sheet = {slug.replace("_", "-"): text for slug, text in answers.items()}
    found = tools.mode(tool, mode)
    labels = {field.label: field.slug for field in found.fields}
    return [(labels[hint.label], hint.phrase) for hint in hints(found, sheet)]


@pytest.mark.parametrize(
    ("field", "text", "phrase"),
    [
        ("when", "you never lift a finger", "never"),
        ("when", "you ALWAYS come late", "always"),
        ("when", "a lazy evening of yours", "lazy"),
        ("when", "the bin was full, and another thing, the car", "and another thing"),
        ("when", "word " * 41, "41 words"),
        ("feel", "I feel that you do not care", "i feel that you"),
        ("feel", "ignored", "ignored"),
        ("ask", "be more caring", "be more"),
    ],
)
def test_phrase_is_named(field, text, phrase):
    assert (field, phrase) in said("i-feel", "build", **{field: text})


def test_plain_sentence_is_left_alone():
    answers = {
        "when": "I do every bedtime",
        "feel": "worn out",
        "need": "rest",
        "ask": "take Monday",
    }

    assert said("i-feel", "build", **answers) == []


def test_a_word_inside_another_is_no_phrase():
    assert said("i-feel", "build", when="the nevertheless-coat hung there") == []


def test_apology_meets_the_red_pen():
    assert said("repair", "apology", did="shouted, but you made me") == [("did", "you made me")]


def test_limit_that_threatens_is_asked_what_it_needs():
    assert said("core-needs", "builder", then="leave, or else") == [("then", "or else")]
    assert said("core-needs", "builder", not_willing="pay while you must beg") == [
        ("not-willing", "you must")
    ]


@pytest.mark.parametrize(
    ("gist", "phrase"),
    [
        ("You worked hard, but I was busy", "but"),
        ("You should rest", "you should"),
        ("You were tired. " * 20, "60 words"),
    ],
)
def test_saying_back_notices_a_but_advice_and_length(gist, phrase):
    assert ("gist", phrase) in said("reflect-back", "practice", story="one", gist=gist)


def test_length_is_held_against_what_was_heard():
    heard = {"heard": "I am so tired of it all", "gist": "You are tired and it is the whole house"}

    assert said("reflect-back", "practice", **heard) == [("gist", "9 words")]
    assert said("reflect-back", "practice", gist=heard["gist"]) == []


def test_browser_is_told_what_a_summary_is_compared_with():
    gist = next(
        field for field in tools.mode("reflect-back", "practice").fields if field.slug == "gist"
    )

    compared = [rule["heard"] for rule in rules(gist)]

    assert compared == [[], [], [], ["heard", "story"]]
