from collections import Counter

import pytest

from guide import banks

REPEATS = {"times-a-week", "once", "daily", "weekdays", "weekly", "fortnightly", "monthly"}


def test_families_are_eight_of_eight_without_a_word_twice():
    families = banks.families()

    words = [feeling.word for family in families for feeling in family.feelings]
    assert [len(family.feelings) for family in families] == [8] * 8
    assert len({feeling.slug for family in families for feeling in family.feelings}) == 64
    assert len(set(words)) == 64


def test_families_have_the_slugs_of_their_shapes():
    slugs = [family.slug for family in banks.families()]

    assert slugs == ["unseen", "stressed", "hurt", "angry", "worried", "sorry", "close", "calm"]


def test_feeling_says_what_it_means_and_where_it_belongs():
    feeling = banks.feeling("taken-for-granted")

    assert (feeling.word, feeling.family_slug) == ("taken for granted", "unseen")
    assert all(f.meaning.endswith(".") for family in banks.families() for f in family.feelings)


def test_feeling_offers_help_for_two_words_only():
    feelings = [f for family in banks.families() for f in family.feelings]

    assert [f.slug for f in feelings if f.offer] == ["hopeless", "scared"]


@pytest.mark.parametrize("find", [banks.feeling, banks.family, banks.trigger, banks.need])
def test_lookups_answer_none_for_a_stranger(find):
    assert find("no-such-thing") is None


def test_lookups_find_what_is_there():
    assert banks.family("close").name == "Close"
    assert banks.trigger("a-good-surprise").label == "A good surprise"
    assert banks.need("being-heard").label == "being heard"
    assert banks.goal_template("gt-02").title == "Date every other week"
    assert banks.goal_template("gt-99") is None


def test_triggers_are_twenty():
    assert len({trigger.slug for trigger in banks.triggers()}) == 20


def test_needs_have_eight_groups_and_no_word_twice():
    needs = [need.slug for group in banks.needs() for need in group.needs]

    assert len(banks.needs()) == 8
    assert len(set(needs)) == len(needs) == 45


def test_strengths_go_from_a_flicker_to_flooding():
    words = {strength.level: strength.word for strength in banks.strengths()}

    assert words == {1: "a flicker", 2: "mild", 3: "clear", 4: "strong", 5: "flooding"}


def test_prompts_are_forty_six_in_five_groups():
    prompts = banks.prompts()

    assert [prompt.code for prompt in prompts] == [f"G{n:02}" for n in range(1, 47)]
    assert Counter(prompt.about for prompt in prompts) == {
        "partner": 14,
        "us": 10,
        "me": 8,
        "life": 8,
        "hard": 6,
    }


def test_goal_templates_are_thirty_one_with_steps_and_a_repeat():
    templates = banks.goal_templates()

    assert [template.code for template in templates] == [f"gt-{n:02}" for n in range(31)]
    assert all(template.steps for template in templates)
    assert {template.repeat for template in templates} == REPEATS
    assert {template.who for template in templates} == {"solo", "both", "either"}


def test_goal_templates_on_offer_under_quiet_suggestions():
    careful = [template.code[3:] for template in banks.goal_templates() if template.careful]

    assert careful == ["00", "06", "09", "16", "17", "22", "23", "24", "27", "29", "30"]


def test_notes_are_the_ten_standard_ones():
    assert len(banks.notes()) == 10
    assert "988" in banks.notes()["SN-CRISIS"]


def test_sources_are_fifteen_books_and_thirty_six_studies():
    codes = [f"B{n}" for n in range(1, 16)] + [f"S{n}" for n in range(1, 37)]

    assert list(banks.sources()) == codes
    assert all(source.lets_us_say for source in banks.sources().values())


def test_every_feeling_can_be_found_by_other_words():
    feelings = {feeling.slug for family in banks.families() for feeling in family.feelings}

    assert banks.read("near").keys() == feelings


def test_verdicts_are_not_among_the_feelings():
    assert not [word for word in banks.words("verdicts") if banks.feeling(word)]
