"""The review of a week: prefilled, closed in two minutes, opened again, and what it leads to."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from journal.models import Goal, Review, Worksheet
from tests.factories import EntryFactory, GratitudeNoteFactory, ReviewFactory
from tests.journal.browser import follow, open_page, send
from tests.journal.tampering import spoil

WEEK = "2026-W47"
REVIEW = reverse("journal:week_review", args=[WEEK])
TODAY = reverse("journal:today")
CLOSED = {"state": "closed"}


def at(day, hour=12):
    """Return a moment of November 2026."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def felt(slug, strength):
    """Return a feeling as it is kept."""
    return [{"feeling": slug, "strength": strength}]


@pytest.fixture
def hard(alice):
    """The hardest moment of Alice's week."""
    return EntryFactory(
        owner=alice,
        happened_at=at(16, 20),
        feelings=felt("lonely", 5),
        triggers=["work"],
        needs=["rest"],
        what_happened="The plates stood\nin the sink.",
        next_wish="do the plates on Tuesday",
    )


def test_review_begins_with_the_words_and_counts_of_the_week(signed_in, alice, bob, hard):
    EntryFactory(owner=alice, happened_at=at(17), feelings=felt("calm", 3), did="We ate early.")
    EntryFactory(owner=bob, happened_at=at(17), next_wish="Not hers.", feelings=felt("sad", 5))
    GratitudeNoteFactory(owner=alice, happened_at=at(17), what_they_did="He made tea.")

    page = open_page(signed_in, REVIEW)

    typed = {name: page.typed[name] for name in ("went_well", "differed", "insight", "request")}
    assert typed == {
        "went_well": ["He made tea."],
        "differed": ["We ate early."],
        "insight": [
            "This week I most often felt calm and lonely, once each. Usually just before: Work, once."
        ],
        "request": ["do the plates on Tuesday"],
    }
    assert "in the evening, once" in page.html or "in the afternoon and in the evening" in page.html
    assert not Review.objects.exists()


def test_closing_keeps_the_words_and_shows_the_sentence(signed_in, prefer):
    prefer(partner_kind="name", partner_name="Sam")
    words = {"more": "I push.", "more_they": "goes quiet", "more_again": "push", **CLOSED}

    page = follow(signed_in, send(signed_in, REVIEW, **words, insight="Evenings are hard."))

    assert page.messages == ["Saved."]
    assert "The more I push, the more Sam goes quiet, the more I push." in page.html
    assert "Evenings are hard." in page.html
    assert Review.objects.get().is_closed
    week = open_page(signed_in, reverse("journal:week_detail", args=[WEEK])).html
    assert "The more I push, the more Sam goes quiet" in week
    assert "This week is closed" in week


def test_a_review_that_is_kept_for_later_stays_open(signed_in):
    page = follow(signed_in, send(signed_in, REVIEW, let_go="The towels.", state="open"))

    assert not Review.objects.get().is_closed
    assert "Go on with the review" in page.html
    assert open_page(signed_in, REVIEW).typed["let_go"] == ["The towels."]


def test_a_closed_week_is_opened_again_and_closed_again(signed_in):
    send(signed_in, REVIEW, insight="First.", **CLOSED)

    page = follow(signed_in, signed_in.post(reverse("journal:week_reopen", args=[WEEK])))
    assert page.typed["insight"] == ["First."]
    send(signed_in, REVIEW, insight="Second.", **CLOSED)

    review = Review.objects.get()
    assert (review.insight, review.is_closed) == ("Second.", True)


def test_the_same_words_kept_open_in_another_tab_are_closed_without_a_conflict(signed_in):
    stale = open_page(signed_in, REVIEW).typed | {"insight": "One."}
    signed_in.post(REVIEW, stale | {"state": "open"})

    signed_in.post(REVIEW, stale | CLOSED)

    assert Review.objects.get().is_closed


def test_other_words_from_another_tab_are_shown_beside_what_is_saved(signed_in):
    stale = open_page(signed_in, REVIEW).typed
    send(signed_in, REVIEW, insight="From here.", **CLOSED)

    page = follow(signed_in, signed_in.post(REVIEW, stale | {"insight": "From there."} | CLOSED))

    assert page.typed["insight"] == ["From there."]
    assert "From here." in page.html


def test_a_week_has_one_review_whatever_day_weeks_start_on(signed_in, prefer):
    send(signed_in, REVIEW, insight="One.", **CLOSED)
    prefer(week_start="saturday")

    send(signed_in, reverse("journal:week_reopen", args=[WEEK]).replace("reopen/", ""))
    follow(signed_in, signed_in.post(reverse("journal:week_reopen", args=[WEEK])))
    send(signed_in, REVIEW, insight="Two.", **CLOSED)

    assert Review.objects.get().insight == "Two."


def test_review_is_deleted_after_one_question(signed_in, alice):
    ReviewFactory(owner=alice, week=at(16).date(), insight="Gone soon.")
    url = reverse("journal:week_review_delete", args=[WEEK])

    assert "Gone soon." in open_page(signed_in, url).html
    follow(signed_in, signed_in.post(url))

    assert not Review.objects.exists()
    assert signed_in.get(url).status_code == 404
    assert signed_in.post(reverse("journal:week_reopen", args=[WEEK])).status_code == 404


def test_closed_review_leads_to_a_goal_with_a_day_to_look_back(signed_in):
    page = follow(
        signed_in, send(signed_in, REVIEW, request="Phones away at nine.", insight="I.", **CLOSED)
    )
    url = f"{reverse('journal:goal_create')}?review={WEEK}"
    assert f'href="{url}"' in page.html

    made = follow(signed_in, send(signed_in, url))

    goal = Goal.objects.get()
    assert (goal.title, goal.why) == ("Phones away at nine.", "I.")
    assert goal.review_day == date(2026, 12, 2)
    assert "Look back on 2 December 2026." in made.html


@pytest.mark.parametrize("week", ["2026-W99", "now", ""])
def test_goal_from_a_week_that_is_none_is_not_there(signed_in, week):
    assert signed_in.get(reverse("journal:goal_create"), {"review": week}).status_code == 404


def test_closed_review_leads_to_one_sentence_about_the_hardest_moment(signed_in, hard):
    page = follow(signed_in, send(signed_in, REVIEW, **CLOSED))
    url = f"{reverse('journal:worksheet_create', args=['i-feel'])}?mode=build&entry={hard.pk}"
    assert url.replace("&", "&amp;") in page.html

    send(signed_in, url)

    assert Worksheet.objects.get().answers == {
        "when": "The plates stood in the sink.",
        "feel": "lonely",
        "need": "rest",
        "ask": "do the plates on Tuesday",
    }


def test_sentence_is_built_from_nobody_elses_entry(signed_in, bob):
    url = reverse("journal:worksheet_create", args=["i-feel"])
    theirs = EntryFactory(owner=bob)

    assert signed_in.get(url, {"mode": "build", "entry": theirs.pk}).status_code == 404
    assert signed_in.get(url, {"mode": "build", "entry": "x"}).status_code == 404
    assert signed_in.get(url, {"mode": "noticed", "entry": theirs.pk}).status_code == 200


def test_quiet_suggestions_offer_nothing_for_two(signed_in, prefer, hard):
    prefer(quiet=True)

    html = follow(signed_in, send(signed_in, REVIEW, **CLOSED)).html

    assert "with a day to look back" in html
    for name in ("week_card", "week_baskets"):
        assert reverse(f"journal:{name}", args=[WEEK]) not in html
    assert str(hard.pk) not in html


@pytest.mark.parametrize(
    ("day", "line", "week"),
    [
        (21, "", ""),
        (22, "This week can be closed", "2026-W47"),
        (23, "Last week can be closed", "2026-W47"),
        (24, "Last week can be closed", "2026-W47"),
        (25, "", ""),
    ],
)
def test_today_says_for_three_days_that_a_week_can_be_closed(signed_in, later, day, line, week):
    later(at(day))

    html = open_page(signed_in, TODAY).html

    assert ("can be closed" in html) == bool(line)
    assert line in html
    assert not week or f'href="{reverse("journal:week_review", args=[week])}"' in html


def test_today_says_nothing_about_a_week_that_is_closed(signed_in, later):
    later(at(22))
    send(signed_in, REVIEW, **CLOSED)

    assert "can be closed" not in open_page(signed_in, TODAY).html


@pytest.mark.parametrize(
    ("day", "week"), [(18, "2026-W47"), (23, "2026-W47"), (24, "2026-W47"), (25, "2026-W48")]
)
@pytest.mark.parametrize("name", ["review", "baskets", "card"])
def test_pages_of_the_guide_open_the_week_that_is_meant(signed_in, later, day, week, name):
    later(at(day))

    response = signed_in.get(reverse(f"journal:{name}_now"))

    assert response.url == reverse(f"journal:week_{name}", args=[week])


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        ("", "review_now"),
        ("pattern", "review_now"),
        ("baskets", "baskets_now"),
        ("share-card", "card_now"),
        ("seven-days", "noticing"),
    ],
)
def test_a_mode_that_is_a_form_of_its_own_leads_there(signed_in, mode, name):
    url = reverse("journal:worksheet_create", args=["weekly-review"])

    assert signed_in.get(url, {"mode": mode}).url == reverse(f"journal:{name}")


def test_a_review_that_does_not_open_says_so_and_stays_as_it_is(signed_in, alice):
    review = ReviewFactory(owner=alice, week=at(16).date(), closed_at=at(17))
    spoil(review, "insight")

    week = open_page(signed_in, reverse("journal:week_detail", args=[WEEK])).html
    closed = open_page(signed_in, REVIEW).html

    assert "Part of this review cannot be opened." in week
    assert "Part of this cannot be opened." in closed
