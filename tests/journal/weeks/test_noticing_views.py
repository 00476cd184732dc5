"""Seven days of noticing: one prompt a day, and nothing lost by a day that is missed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guide import banks
from journal.models import Review
from journal.weeks.noticing import prompt_on
from tests.factories import EntryFactory
from tests.journal.browser import follow, open_page
from tests.journal.conftest import NOW

NOTICING = reverse("journal:noticing")
TODAY = reverse("journal:today")
DAY = timedelta(days=1)


def begin(client):
    return follow(client, client.post(reverse("journal:noticing_start")))


def test_each_of_seven_days_shows_its_prompt_on_today(signed_in, later):
    begin(signed_in)

    shown = []
    for n in range(8):
        later(NOW + n * DAY)
        html = open_page(signed_in, TODAY).html
        shown += [text for text in banks.noticing() if text in html]

    assert shown == list(banks.noticing())


def test_week_page_shows_the_prompts_beside_their_days(signed_in):
    begin(signed_in)

    week = open_page(signed_in, reverse("journal:week_detail", args=["2026-W47"])).html
    after = open_page(signed_in, reverse("journal:week_detail", args=["2026-W48"])).html

    assert week.count("To notice:") == 5
    assert after.count("To notice:") == 2
    assert "Read it back, and rest." in after


@pytest.mark.parametrize("written", [True, False])
def test_missed_day_is_met_kindly(signed_in, alice, later, written):
    begin(signed_in)
    if written:
        EntryFactory(owner=alice, happened_at=NOW)
    later(NOW + DAY)

    html = open_page(signed_in, TODAY).html

    assert "Day 2 of seven" in html
    assert ("Missed a day? Carry on with this one." in html) != written


def test_seven_days_begin_afresh_or_stop(signed_in, later):
    begin(signed_in)
    later(NOW + 6 * DAY)

    assert "Today is day 7 of seven." in open_page(signed_in, NOTICING).html
    begin(signed_in)
    assert "Today is day 1 of seven." in open_page(signed_in, NOTICING).html
    follow(signed_in, signed_in.post(reverse("journal:noticing_stop")))

    assert "Begin today" in open_page(signed_in, NOTICING).html
    assert not Review.objects.exclude(noticing_from=None).exists()


def test_beginning_leaves_the_words_of_the_week_alone(signed_in, alice):
    Review.objects.create(owner=alice, week=date(2026, 11, 16), insight="Mine.")

    begin(signed_in)

    review = Review.objects.get()
    assert (review.insight, review.noticing_from) == ("Mine.", NOW.date())


def test_nobody_is_asked_to_notice_what_somebody_else_began(signed_in, bob):
    Review.objects.notice_from(bob, NOW.date())

    assert "of seven" not in open_page(signed_in, TODAY).html


@given(
    st.lists(st.integers(-30, 30), max_size=4).map(
        lambda days: [NOW.date() + n * DAY for n in days]
    )
)
def test_a_day_has_a_prompt_just_if_somebody_began_within_the_six_days_before(starts):
    prompt = prompt_on(NOW.date(), starts)

    passed = [(NOW.date() - start).days for start in starts if 0 <= (NOW.date() - start).days < 7]
    assert (prompt.number if prompt else None) == (min(passed) + 1 if passed else None)
