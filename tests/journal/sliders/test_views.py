"""Sliders: own questions, once a month, beside one's own past."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from journal.models import SliderAnswers, SliderQuestions
from journal.sliders.forms import name_for
from journal.sliders.lines import SUGGESTED
from tests.factories import SliderAnswersFactory, SliderQuestionsFactory
from tests.journal.browser import follow, open_page, send, send_back
from tests.journal.tampering import spoil

LIST = reverse("journal:slider_list")
QUESTIONS = reverse("journal:slider_questions")
ANSWER = reverse("journal:slider_answer")
REST = "How rested am I?"
STILL = "no answer has moved by more than one"


@pytest.fixture
def questions(alice):
    return SliderQuestionsFactory(owner=alice, wordings=[REST, "How seen do I feel?"])


def given(value, wording=REST):
    return [{"wording": wording, "value": value}]


def test_empty_page_says_what_it_is_for_and_leads_to_the_questions(signed_in):
    html = open_page(signed_in, LIST).html

    assert "compared only with yourself" in html
    assert f'href="{QUESTIONS}"' in html


def test_answering_without_questions_leads_to_them(signed_in):
    assert signed_in.get(ANSWER).url == QUESTIONS


def test_six_suggestions_stand_there_to_start_from(signed_in):
    page = open_page(signed_in, QUESTIONS)

    typed = [page.typed[f"question_{n}"][0] for n in range(1, 7)]
    assert typed == list(SUGGESTED)


def test_questions_are_kept_in_own_words_and_lead_on_to_the_answers(signed_in):
    emptied = {f"question_{n}": "" for n in range(3, 7)}

    page = follow(
        signed_in,
        send(signed_in, QUESTIONS, question_1=REST, question_2=" How brave am I? ", **emptied),
    )

    assert SliderQuestions.objects.get().wordings == [REST, "How brave am I?"]
    assert page.messages == ["Saved."]
    assert page.html.count("<fieldset") == 2


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["", "  "], "Write one question at least."),
        ([REST, REST], "Two of the questions are the same."),
    ],
)
def test_questions_that_cannot_be_kept_say_why(signed_in, texts, said):
    typed = {f"question_{n}": "" for n in range(1, 7)}
    typed |= {f"question_{n}": text for n, text in enumerate(texts, 1)}

    page = send_back(signed_in, QUESTIONS, **typed)

    assert said in page.html
    assert not SliderQuestions.objects.exists()


def test_question_that_is_too_long_is_said_beside_its_field(signed_in):
    page = send_back(signed_in, QUESTIONS, question_2="x" * 161)

    assert list(page.errors) == ["question_2"]


def test_answers_are_kept_with_the_words_they_were_given_to(signed_in, alice, questions):
    response = send(signed_in, ANSWER, **{name_for(REST): "0"})

    row = SliderAnswers.objects.for_user(alice).get()
    assert (row.month, row.day) == (date(2026, 11, 1), date(2026, 11, 18))
    assert row.given == given(0)
    page = follow(signed_in, response)
    assert "0 in November 2026. A second month makes a line." in page.html
    assert "Not answered yet." in page.html


def test_second_time_in_a_month_changes_the_first(signed_in, questions):
    send(signed_in, ANSWER, **{name_for(REST): "3"})
    assert "Change this month" in open_page(signed_in, LIST).html

    send(signed_in, ANSWER, **{name_for(REST): "4"})

    assert SliderAnswers.objects.get().given == given(4)


def test_month_that_was_answered_in_another_window_shows_both(signed_in, questions):
    here = open_page(signed_in, ANSWER).typed
    send(signed_in, ANSWER, **{name_for(REST): "3"})

    page = follow(signed_in, signed_in.post(ANSWER, here | {name_for(REST): "8"}))

    assert page.notices[0].startswith("This was changed somewhere else")
    assert SliderAnswers.objects.get().given == given(3)


@pytest.mark.parametrize("form", [ANSWER, QUESTIONS])
def test_second_click_changes_nothing(signed_in, questions, form):
    sent = open_page(signed_in, form).typed | {name_for(REST): "3", "question_3": "And now?"}

    first, second = signed_in.post(form, sent), signed_in.post(form, sent)

    assert first.url == second.url
    assert "saved=1" in second.url


@pytest.mark.parametrize("value", ["11", "-1", "5.5", "five"])
def test_answer_is_a_number_from_nought_to_ten(signed_in, questions, value):
    page = send_back(signed_in, ANSWER, **{name_for(REST): value})

    assert list(page.errors.values()) == [["Choose a number from 0 to 10."]]
    assert not SliderAnswers.objects.exists()


def test_month_without_any_answer_is_not_kept(signed_in, questions):
    page = send_back(signed_in, ANSWER)

    assert "Answer one question at least" in page.html
    assert not SliderAnswers.objects.exists()


def test_answer_never_goes_to_a_question_that_was_worded_anew(signed_in, questions):
    sent = open_page(signed_in, ANSWER).typed | {name_for(REST): "3"}
    sent |= {name_for("How seen do I feel?"): "5"}
    send(signed_in, QUESTIONS, question_1="How awake am I?")

    signed_in.post(ANSWER, sent)

    assert SliderAnswers.objects.get().given == given(5, "How seen do I feel?")


def test_changed_wording_keeps_the_old_line_under_its_old_words(signed_in, questions, alice):
    SliderAnswersFactory(owner=alice, day=date(2026, 10, 10), given=given(4))
    SliderAnswersFactory(owner=alice, given=given(7))
    send(signed_in, QUESTIONS, question_1="How awake am I?")
    send(signed_in, ANSWER, **{name_for("How awake am I?"): "6"})

    html = open_page(signed_in, LIST).html

    assert html.index("How awake am I?") < html.index("Questions of before") < html.index(REST)
    assert "7 in November 2026, before that 4 in October." in html


def test_gap_is_said_in_the_table(signed_in, questions, alice):
    for month in (9, 11):
        SliderAnswersFactory(owner=alice, day=date(2026, month, 10), given=given(5))

    html = open_page(signed_in, LIST).html

    assert html.count(">no answer<") == 1
    assert html.count("<circle") == 2


def test_months_of_long_ago_are_a_page_back(signed_in, questions, alice):
    SliderAnswersFactory(owner=alice, day=date(2024, 3, 10), given=given(9))
    assert 'href="?until=2025-11"' in open_page(signed_in, LIST).html

    html = open_page(signed_in, f"{LIST}?until=2024-11").html

    assert "<td>9</td>" in html
    assert 'href="?until=2025-11"' in html


@pytest.mark.parametrize(("value", "is_said"), [(5, True), (8, False)])
def test_when_nothing_moves_other_ways_are_offered(signed_in, questions, alice, value, is_said):
    SliderAnswersFactory(owner=alice, day=date(2026, 10, 10), given=given(4))
    SliderAnswersFactory(owner=alice, given=given(value))

    html = open_page(signed_in, LIST).html

    assert (STILL in html) is is_said
    for url in ("/guide/when-it-is-harder/working-alone/", "ready-for-help/new/?mode=first"):
        assert (url in html) is is_said
    if is_said:
        assert signed_in.get("/guide/when-it-is-harder/working-alone/").status_code == 200


def test_deleting_a_month_asks_once(signed_in, questions, alice):
    row = SliderAnswersFactory(owner=alice)
    url = reverse("journal:slider_delete", args=[row.pk])
    assert REST in open_page(signed_in, url).html

    page = follow(signed_in, signed_in.post(url))

    assert page.messages == ["Deleted."]
    assert not SliderAnswers.objects.exists()


def test_what_does_not_open_is_said(signed_in, questions):
    spoil(questions, "wordings")

    assert len(open_page(signed_in, LIST).notices) == 1


def test_questions_are_read_under_their_numbers(questions):
    assert questions.readable()[0] == ("Question 1", REST)


@pytest.mark.parametrize(
    ("month", "day"), [("2026-11-02", "2026-11-14"), ("2026-10-01", "2026-11-14")]
)
def test_database_itself_keeps_a_day_within_its_month(alice, month, day):
    with pytest.raises(IntegrityError, match="within_their_month"), transaction.atomic():
        SliderAnswersFactory(owner=alice, month=month, day=day)


def test_database_itself_keeps_one_answer_a_month(alice):
    SliderAnswersFactory(owner=alice)

    with pytest.raises(IntegrityError, match="once_a_month"), transaction.atomic():
        SliderAnswersFactory(owner=alice)
