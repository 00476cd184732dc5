"""Plans in a calendar app: off until chosen, discreet, at an address that can be taken away."""

from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from journal.models import CalendarFeed
from tests.factories import (
    AgreementFactory,
    CalendarFeedFactory,
    DateNightFactory,
    ExperimentFactory,
    GoalFactory,
)
from tests.journal.calendar.calendars import YEAR, days_in, events_in, starts_of, titles_in
from tests.journal.tampering import spoil

CHOICES = reverse("journal:calendar_update")
RENEW = reverse("journal:calendar_renew")
STOP = reverse("journal:calendar_stop")
EVERYTHING = {"dates": "on", "goals": "on", "weeks": "on", "looks": "on"}
DATE_NIGHT = {"title": "Dance in the kitchen", "date_night": True}


@pytest.fixture
def app():
    """A calendar app: nobody is signed in to it, and it keeps no cookie."""
    return Client()


@pytest.fixture
def choose(signed_in):
    def send(**chosen):
        key = signed_in.get(CHOICES).context["form"].key.token
        return signed_in.post(CHOICES, chosen | {"form_key": key})

    return send


@pytest.fixture
def feed(alice):
    return CalendarFeedFactory(owner=alice)


def test_it_is_off_until_somebody_chooses_it(signed_in, choose, alice):
    before = signed_in.get(CHOICES)
    choose(**EVERYTHING)
    after = signed_in.get(CHOICES)

    feed = CalendarFeed.objects.for_user(alice).get()
    assert "Off." in before.content.decode()
    assert not before.context["address"]
    assert after.context["address"].endswith(f"/calendar/{feed.token}.ics")
    assert len(feed.token) == 64
    assert "Saved" in signed_in.get(f"{CHOICES}?saved=1").content.decode()


def test_calendar_app_gets_plans_without_a_cookie(app, alice, feed):
    GoalFactory(owner=alice, title="Swim on Fridays")
    feed.refresh_from_db()

    response = app.get(feed.path)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-cache"
    assert not app.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "Swim" not in response.content.decode()
    assert app.head(feed.path).content == b""
    assert len(days_in(response.content, *YEAR)) == 104  # Fridays, and the ends of the weeks


def test_titles_say_nothing_unless_their_writer_chose_so(app, alice, choose):
    choose(**EVERYTHING)
    goal = GoalFactory(owner=alice, **DATE_NIGHT, review_day=date(2026, 12, 4))
    GoalFactory(owner=alice, title="Swim")
    DateNightFactory(owner=alice, goal=goal, day=date(2026, 11, 20), what="Chess", time="8 pm")
    path = CalendarFeed.objects.for_user(alice).get().path

    discreet = titles_in(app.get(path).content)
    choose(**EVERYTHING, own_words="on")
    own = titles_in(app.get(path).content)

    assert discreet == {"Evening plan", "Small plan", "Weekly notes", "Look back"}
    kept = {"Dance in the kitchen", "Chess", "Swim", "Week review"}
    assert own == kept | {"Look back: Dance in the kitchen"}


def test_planned_evening_stands_at_its_own_time_and_place(app, alice, choose):
    choose(dates="on", own_words="on", at="18:00")
    goal = GoalFactory(owner=alice, **DATE_NIGHT)
    plan = {"what": "Chess", "time": "8.30 pm", "place": "Kitchen"}
    DateNightFactory(owner=alice, goal=goal, day=date(2026, 11, 20), **plan)
    path = CalendarFeed.objects.for_user(alice).get().path

    (events,) = events_in(app.get(path).content)

    assert events[1].location.value == "Kitchen"
    hours = [start.time() for start in starts_of(events, date(2026, 11, 18), date(2026, 11, 28))]
    assert hours == [time(20, 30), time(18)]


def test_days_to_look_back_are_those_of_what_is_going_on(app, alice, feed):
    GoalFactory(owner=alice, rule="", review_day=date(2026, 12, 1))
    GoalFactory(owner=alice, rule="", review_day=date(2026, 12, 2), state="done")
    ExperimentFactory(owner=alice, review_on=date(2026, 12, 3))
    AgreementFactory(owner=alice, review_on=date(2026, 12, 4))
    AgreementFactory(owner=alice, review_on=date(2026, 12, 5), state="kept")
    CalendarFeed.objects.for_user(alice).get()
    feed.weeks = False
    feed.save()

    days = days_in(app.get(feed.path).content, *YEAR)

    assert days == [date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4)]


def test_what_rests_is_left_out(app, alice, feed, later):
    goal = GoalFactory(owner=alice)
    goal.pause(date(2026, 11, 18))
    paused = days_in(app.get(feed.path).content, *YEAR)
    goal.resume(date(2026, 12, 2))
    resumed = days_in(app.get(feed.path).content, *YEAR)
    alice.preferences.begin_hard_season(date(2026, 11, 18))
    hard = days_in(app.get(feed.path).content, *YEAR)

    assert {day.strftime("%A") for day in paused} == {"Sunday"}  # the week goes on
    fridays = [day for day in resumed if day.strftime("%A") == "Friday"]
    assert fridays[0] == date(2026, 12, 4)
    assert hard == []


def test_what_has_no_fixed_days_or_does_not_open_makes_no_event(app, alice, feed):
    GoalFactory(owner=alice, rule="FREQ=WEEKLY", times=3)
    spoil(GoalFactory(owner=alice), "rule")
    feed.weeks = False
    feed.save()

    assert events_in(app.get(feed.path).content) == []


def test_only_what_the_calendar_tells_of_a_goal_has_to_open(app, alice, feed):
    spoil(GoalFactory(owner=alice), "why")

    assert "Small plan" in titles_in(app.get(feed.path).content)


@pytest.mark.parametrize("token", ["A" * 64, "short", "not-base64-" * 6, "é" * 64])
def test_unknown_token_is_not_there(app, feed, token):
    response = app.get(f"/calendar/{token}.ics")

    assert response.status_code == 404
    assert "ETag" not in response
    assert response.content == app.get("/calendar/none.ics").content


def test_right_row_with_a_wrong_secret_is_not_there(app, feed):
    assert app.get(f"/calendar/{feed.token[:-4]}AAAA.ics").status_code == 404


def test_nobody_asks_in_the_name_of_somebody_who_may_not_sign_in(app, alice, feed):
    alice.is_active = False
    alice.save()

    assert app.get(feed.path).status_code == 404


def test_new_address_ends_the_old_one_in_the_same_act(app, signed_in, alice, feed):
    old = feed.path
    assert "stops at once" in signed_in.get(RENEW).content.decode()

    signed_in.post(RENEW)

    new = CalendarFeed.objects.for_user(alice).get().path
    assert new != old
    assert [app.get(old).status_code, app.get(new).status_code] == [404, 200]


def test_turned_off_it_is_gone(app, signed_in, feed):
    signed_in.get(STOP)
    signed_in.post(STOP)

    assert app.get(feed.path).status_code == 404
    assert signed_in.get(RENEW).status_code == signed_in.get(STOP).status_code == 404


def test_address_that_does_not_open_can_be_replaced(app, signed_in, alice, feed):
    spoil(feed, "token")
    page = signed_in.get(CHOICES)

    signed_in.post(RENEW)

    assert "cannot be opened" in page.content.decode()
    assert app.get(CalendarFeed.objects.for_user(alice).get().path).status_code == 200


@pytest.mark.parametrize(("at", "error"), [("05:59", "from six"), ("soon", "hours and minutes")])
def test_time_before_six_is_asked_again(signed_in, choose, at, error):
    response = choose(**EVERYTHING, at=at)

    assert error in signed_in.get(response.url).content.decode()


def test_app_that_has_the_file_gets_nothing_new(app, feed):
    first = app.get(feed.path)
    with CaptureQueriesContext(connection) as captured:
        again = app.get(feed.path, headers={"if-none-match": first["ETag"]})

    assert len([query for query in captured if " FROM " in query["sql"]]) == 1
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("what", ["goal", "evening", "try", "agreement", "preferences", "choices"])
def test_every_change_is_told_to_the_app(app, alice, feed, choose, what):
    goal = GoalFactory(owner=alice, **DATE_NIGHT)
    rows = {
        "goal": goal,
        "evening": DateNightFactory(owner=alice, goal=goal),
        "try": ExperimentFactory(owner=alice),
        "agreement": AgreementFactory(owner=alice),
        "preferences": alice.preferences,
        "choices": feed,
    }
    tag = app.get(feed.path)["ETag"]

    rows[what].save()

    assert app.get(feed.path, headers={"if-none-match": tag}).status_code == 200


def test_what_is_deleted_leaves_the_calendar(app, alice, feed):
    goal = GoalFactory(owner=alice)
    before = app.get(feed.path)

    goal.delete()
    after = app.get(feed.path, headers={"if-none-match": before["ETag"]})

    assert len(events_in(after.content)) == len(events_in(before.content)) - 1


def test_event_keeps_its_name_and_counts_its_changes(app, signed_in, alice, feed):
    goal = GoalFactory(owner=alice)
    move = reverse("journal:occurrence_move", args=[goal.pk, date(2026, 11, 20)])
    (before,) = [one for one in events_in(app.get(feed.path).content) if len(one) == 1][:1]

    key = signed_in.get(move).context["form"].key.token
    signed_in.post(move, {"to": "2026-11-21", "form_key": key})
    (after,) = [one for one in events_in(app.get(feed.path).content) if len(one) == 2]

    series, moved = after
    names = {one[0].uid.value for one in events_in(app.get(feed.path).content)}
    assert before[0].uid.value in names
    assert int(series.sequence.value) == int(moved.sequence.value) == 1
    assert moved.dtstart.value == date(2026, 11, 21)


def test_file_is_built_once_and_kept_sealed(app, alice, feed):
    GoalFactory(owner=alice, title="Swim")
    first = app.get(feed.path).content

    with CaptureQueriesContext(connection) as captured:
        again = app.get(feed.path).content

    assert again == first
    assert not [query for query in captured if "journal_goal" in query["sql"]]


def test_file_that_was_overtaken_is_not_kept(alice, feed):
    GoalFactory(owner=alice)  # the feed as it was read knows nothing of it

    CalendarFeed.objects.for_user(alice).keep(feed, "old")

    feed.refresh_from_db()
    assert feed.file == ""


def test_one_turn_as_a_file(signed_in, alice):
    goal = GoalFactory(owner=alice, **DATE_NIGHT)
    url = reverse("journal:occurrence_file", args=[goal.pk, date(2026, 11, 6)])
    assert url in signed_in.get(goal.get_absolute_url() + "2026-11-06/").content.decode()

    response = signed_in.get(url)

    assert response["Content-Disposition"] == 'attachment; filename="note.ics"'
    assert "no-store" in response["Cache-Control"]
    assert days_in(response.content, *[date(2026, 11, 6)] * 2) == [date(2026, 11, 6)]
    assert titles_in(response.content) == {"Evening plan"}


def test_day_without_a_turn_has_no_file(signed_in, alice):
    goal = GoalFactory(owner=alice)
    url = reverse("journal:occurrence_file", args=[goal.pk, date(2026, 11, 7)])

    assert signed_in.get(url).url == f"{goal.get_absolute_url()}2026-11-07/"


def test_choices_can_be_read(feed):
    assert ("Dates", "yes") in feed.readable()
    assert feed.readable()[-1] == ("Time", "the whole day")
