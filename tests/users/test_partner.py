import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils.safestring import SafeString

from users.partner import PRONOUN_TOKENS, PartnerKind, PartnerWords, Pronoun, words_of

KINDS = {
    PartnerKind.HUSBAND: "husband",
    PartnerKind.WIFE: "wife",
    PartnerKind.PARTNER: "partner",
    PartnerKind.EX: "ex",
}
TOKENS = [*PRONOUN_TOKENS, "my_partner", "your_partner"]
EVERY_CHOICE = [(kind, pronoun) for kind in PartnerKind for pronoun in Pronoun]
SENTENCE = (
    "{They_are} late, and {they_have} {their} reasons; {they_do} it {themself}, that is {theirs}."
)


def words(kind=PartnerKind.HUSBAND, name="", pronoun=Pronoun.HE):
    return PartnerWords.from_choice(kind, name, pronoun)


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize(("kind", "pronoun"), EVERY_CHOICE)
def test_every_token_has_a_word_for_every_choice_and_a_capital(kind, pronoun, token):
    chosen = words(kind, "sam", pronoun)

    plain = chosen.fill(f"{{{token}}}")
    capital = chosen.fill(f"{{{token.capitalize()}}}")

    assert plain
    assert "{" not in plain
    assert capital == plain[0].upper() + plain[1:]


@pytest.mark.parametrize(
    ("pronoun", "sentence"),
    [
        ("he", "He is late, and he has his reasons; he does it himself, that is his."),
        ("she", "She is late, and she has her reasons; she does it herself, that is hers."),
        (
            "they",
            "They are late, and they have their reasons; they do it themself, that is theirs.",
        ),
    ],
)
def test_sentence_agrees_with_its_pronoun(pronoun, sentence):
    assert words(pronoun=pronoun).fill(SENTENCE) == sentence


def test_both_pasts_and_objects_agree():
    assert words(pronoun="she").fill("{they_were} {them}") == "she was her"
    assert words(pronoun="they").fill("{they_were} {them}") == "they were them"


@pytest.mark.parametrize(("kind", "noun"), KINDS.items())
def test_kind_gives_its_noun(kind, noun):
    assert words(kind).fill("{my_partner}, {your_partner}") == f"my {noun}, your {noun}"


@pytest.mark.parametrize(
    ("pronoun", "noun"), [("he", "fiancé"), ("she", "fiancée"), ("they", "fiancé(e)")]
)
def test_betrothed_agrees_with_the_pronoun(pronoun, noun):
    assert words(PartnerKind.FIANCE, pronoun=pronoun).my_partner == f"my {noun}"


def test_name_stands_alone():
    assert words(PartnerKind.NAME, "Sam").fill("{My_partner} and {your_partner}") == "Sam and Sam"


def test_name_that_was_left_empty_is_my_partner():
    assert words(PartnerKind.NAME, "").my_partner == "my partner"


def test_name_counts_only_where_it_was_chosen():
    assert words(PartnerKind.WIFE, "Sam").my_partner == "my wife"


@pytest.mark.parametrize("text", ["{nobody}", "{THEY}", "{they_Are}", "{sam}"])
def test_unknown_token_is_an_error(text):
    with pytest.raises(KeyError):
        words().fill(text)
    with pytest.raises(KeyError):
        words().fill_html(text)


def test_text_without_tokens_stays_as_it_is():
    assert words().fill("Say { it } and {} plainly.") == "Say { it } and {} plainly."


def test_own_words_are_escaped_and_ready_html_is_not():
    html = words(PartnerKind.NAME, "<b>Sam</b> & 'Jo'").fill_html("<p>{My_partner}</p>")

    assert html == "<p>&lt;b&gt;Sam&lt;/b&gt; &amp; &#x27;Jo&#x27;</p>"
    assert isinstance(html, SafeString)


def test_token_inside_a_name_is_not_filled_again():
    assert words(PartnerKind.NAME, "{they}").fill("{my_partner}") == "{they}"


def test_default_is_my_husband_and_he():
    assert PartnerWords.default().fill("{my_partner}: {they}") == "my husband: he"


def test_tokens_are_words():
    assert all(re.fullmatch(r"\w+", token) for token in words().tokens)


def test_visitor_gets_the_default_without_a_look_at_the_session():
    request = RequestFactory().get("/guide/")  # has neither session nor user

    assert words_of(request) == PartnerWords.default()


def test_reader_whose_session_has_ended_gets_the_default(settings):
    request = RequestFactory().get("/guide/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "ended"
    request.user = AnonymousUser()

    assert words_of(request) == PartnerWords.default()


def test_reader_gets_their_own_words(alice, settings):
    alice.preferences.partner_kind = PartnerKind.NAME
    alice.preferences.partner_name = "Sam"
    alice.preferences.save()
    request = RequestFactory().get("/guide/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "hers"
    request.user = alice

    assert words_of(request).my_partner == "Sam"
