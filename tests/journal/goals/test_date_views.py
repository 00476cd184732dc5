"""Date nights: an idea, a plan, two questions, an album of lines."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from guide.marks import marks_of
from journal.models import DateNight, Goal
from tests.factories import DateNightFactory, GoalFactory, TickFactory
from tests.journal.browser import follow, open_page, send, send_back
from tests.journal.tampering import spoil

FRIDAY, COMING = date(2026, 11, 13), date(2026, 11, 20)
LIBRARY = "Library date: choose a book for each other"
PLAN = {
    "what": LIBRARY,
    "time": "at seven",
    "place": "by the big window",
    "arrange": "Ask the sitter\r\n\r\n Find the card ",
}


@pytest.fixture
def goal(alice):
    return GoalFactory(owner=alice, title="Date night", date_night=True)


def at(name, goal, day, *rest):
    """Return an address of one evening."""
    return reverse(f"journal:{name}", args=[goal.pk, day, *rest])


def test_evening_is_planned_and_its_page_shows_the_plan(signed_in, goal):
    page = follow(signed_in, send(signed_in, at("date_plan", goal, COMING), **PLAN))

    for said in (LIBRARY, "at seven", "by the big window", "Ask the sitter", "Find the card"):
        assert said in page.html, said
    typed = open_page(signed_in, at("date_plan", goal, COMING)).typed
    assert typed["arrange"] == ["Ask the sitter\r\nFind the card"]


def test_idea_from_the_finder_can_be_planned_for_an_evening(signed_in, goal):
    offer = open_page(signed_in, f"{reverse('journal:goal_create')}?idea=d20")
    address = f"{at('date_plan', goal, COMING)}?idea=d20"

    assert f'href="{address}"' in offer.html
    assert open_page(signed_in, address).typed["what"] == [LIBRARY]


def test_what_there_is_to_arrange_is_ticked_and_taken_back(signed_in, alice, goal):
    send(signed_in, at("date_plan", goal, COMING), **PLAN)

    ticks = []
    for _ in range(2):
        night = DateNight.objects.for_user(alice).get()
        follow(signed_in, signed_in.post(reverse("journal:date_arrange", args=[night.pk, 1])))
        ticks.append([one["done"] for one in DateNight.objects.for_user(alice).get().arrange])

    assert ticks == [[False, True], [False, False]]
    nothing = reverse("journal:date_arrange", args=[night.pk, 9])
    assert signed_in.post(nothing).status_code == 404


def test_two_questions_afterwards(signed_in, alice, goal):
    TickFactory(owner=alice, goal=goal, day=FRIDAY)
    assert at("date_answers", goal, FRIDAY) in open_page(signed_in, goal.get_absolute_url()).html

    page = follow(
        signed_in, send(signed_in, at("date_answers", goal, FRIDAY), good="The quiet.", again="yes")
    )

    assert "The quiet." in page.html
    album = open_page(signed_in, reverse("journal:date_list"))
    assert "The quiet." in album.html
    assert "Friday 13 November · again" in album.html


def test_answers_that_cannot_be_are_said_and_the_words_stay(signed_in, goal):
    page = send_back(signed_in, at("date_answers", goal, FRIDAY), good="Tea.", again="never")

    assert page.errors == {"again": ["Choose from the list."]}
    assert page.typed["good"] == ["Tea."]


def test_too_much_to_arrange_is_said_and_stays(signed_in, goal):
    things = "\r\n".join(map(str, range(31)))

    page = send_back(signed_in, at("date_plan", goal, COMING), arrange=things)

    assert page.errors == {
        "arrange": ["These are 31 things. Keep the first 30: it is one evening."]
    }
    assert page.typed["arrange"] == [things]


@pytest.mark.parametrize("name", ["date_plan", "date_answers"])
def test_evening_that_does_not_come_round_cannot_be_planned(signed_in, goal, name):
    page = follow(signed_in, signed_in.post(at(name, goal, date(2026, 11, 19)), PLAN))

    assert "It does not come round on this day." in page.html
    assert not DateNight.objects.exists()


def test_plan_goes_along_when_its_evening_moves(signed_in, alice, goal):
    send(signed_in, at("date_plan", goal, COMING), **PLAN)

    send(signed_in, at("occurrence_move", goal, COMING), to="2026-11-21")

    assert LIBRARY in open_page(signed_in, at("occurrence_detail", goal, date(2026, 11, 21))).html
    assert DateNight.objects.for_user(alice).get().day == date(2026, 11, 21)


def test_plan_that_is_there_already_is_not_replaced_by_one_that_moves(signed_in, alice, goal):
    DateNightFactory(owner=alice, goal=goal, day=date(2026, 11, 21), what="Chess")
    send(signed_in, at("date_plan", goal, COMING), **PLAN)

    send(signed_in, at("occurrence_move", goal, COMING), to="2026-11-21")

    days = {night.what: night.day.day for night in DateNight.objects.for_user(alice)}
    assert days == {"Chess": 21, LIBRARY: 20}


def test_plan_of_a_goal_that_is_deleted_goes_with_it(signed_in, alice, goal):
    send(signed_in, at("date_plan", goal, COMING), **PLAN)

    signed_in.post(reverse("journal:goal_delete", args=[goal.pk]))

    assert not DateNight.objects.for_user(alice).exists()


def test_template_and_idea_make_a_goal_that_is_a_date(signed_in, alice):
    for asked in ("template=gt-01", "idea=d20", "template=gt-13"):
        send(signed_in, f"{reverse('journal:goal_create')}?{asked}")

    found = {goal.title: goal.date_night for goal in Goal.objects.for_user(alice)}
    assert found == {"Date nights": True, LIBRARY: True, "Money hour": False}


def test_goal_that_is_no_date_offers_no_plan(signed_in, alice):
    goal = GoalFactory(owner=alice)

    assert "The plan" not in open_page(signed_in, at("occurrence_detail", goal, COMING)).html


@pytest.mark.parametrize(("again", "for_ever"), [("yes", False), ("no", True), ("", False)])
def test_finder_lets_an_idea_rest_after_its_evening(signed_in, goal, time_machine, again, for_ever):
    send(signed_in, at("date_plan", goal, FRIDAY), **PLAN)
    assert marks_of(goal.owner).resting() == set()

    send(signed_in, at("date_answers", goal, FRIDAY), good="The quiet.", again=again)

    assert marks_of(goal.owner).resting() == {"d20"}
    time_machine.move_to("2027-03-01T12:00Z")
    assert marks_of(goal.owner).resting() == ({"d20"} if for_ever else set())


def test_idea_that_may_be_done_again_after_all_rests_no_longer(
    signed_in, alice, goal, time_machine
):
    send(signed_in, at("date_plan", goal, FRIDAY), **PLAN)
    send(signed_in, at("date_answers", goal, FRIDAY), again="no")

    send(signed_in, at("date_answers", goal, FRIDAY), again="yes")

    time_machine.move_to("2027-03-01T12:00Z")
    assert marks_of(alice).resting() == set()


def test_album_is_empty_at_first_and_shows_only_own_lines(signed_in, bob, alice, goal):
    DateNightFactory(owner=bob, what="Somebody else's")
    page = open_page(signed_in, reverse("journal:date_list"))
    assert "Each evening that you plan or tick leaves a line here." in page.html
    assert "Somebody" not in page.html

    spoil(DateNightFactory(owner=alice, goal=goal), "what")

    page = open_page(signed_in, reverse("journal:date_list"))
    assert page.notices == ["Part of this cannot be opened."]


def test_album_leaves_out_what_was_skipped_and_holds_what_was_only_ticked(signed_in, alice, goal):
    days = [FRIDAY - timedelta(weeks=weeks) for weeks in range(5)]
    for number, (what, state) in enumerate(
        [("Chess", "done"), ("Zoo", "skipped"), ("", "partly"), ("Kites", ""), ("", "skipped")]
    ):
        if what:
            DateNightFactory(owner=alice, goal=goal, day=days[number], what=what)
        if state:
            TickFactory(owner=alice, goal=goal, day=days[number], state=state)
    TickFactory(owner=alice, goal=GoalFactory(owner=alice, title="Swim"), day=FRIDAY)

    lines = signed_in.get(reverse("journal:date_list")).context["lines"]

    assert [(night.day, night.what) for _, night in lines] == [
        (days[0], "Chess"),
        (days[2], ""),
        (days[3], "Kites"),
    ]


def test_idea_that_is_not_to_be_again_is_not_called_liked(signed_in, alice, goal):
    send(signed_in, at("date_plan", goal, FRIDAY), **PLAN)

    send(signed_in, at("date_answers", goal, FRIDAY), again="yes")
    liked = [idea.code for idea, _ in marks_of(alice).done_ideas]
    send(signed_in, at("date_answers", goal, FRIDAY), again="no")

    assert (liked, marks_of(alice).done_ideas) == (["d20"], [])


def test_album_goes_on_where_a_page_ended(signed_in, alice, goal):
    others = GoalFactory.create_batch(2, owner=alice, date_night=True)
    for number in range(33):
        day = COMING - timedelta(weeks=1 + number // 3)
        DateNightFactory(owner=alice, goal=[goal, *others][number % 3], day=day)

    first = signed_in.get(reverse("journal:date_list")).context
    url = f"{reverse('journal:date_list')}?before={first['page']['older']}"
    second = signed_in.get(url).context
    lost = signed_in.get(f"{reverse('journal:date_list')}?before=2026-11-13.x").context

    seen = [night.pk for _, night in (*first["lines"], *second["lines"])]
    assert (len(first["lines"]), len(set(seen)), second["page"]["older"]) == (30, 33, "")
    assert lost["lines"] == first["lines"]


def test_album_reads_on_past_evenings_that_were_left_out(signed_in, alice, goal):
    for number in range(40):
        TickFactory(owner=alice, goal=goal, day=FRIDAY - timedelta(days=number), state="skipped")
    DateNightFactory(owner=alice, goal=goal, day=FRIDAY - timedelta(days=50), what="Chess")

    album = signed_in.get(reverse("journal:date_list")).context

    assert [night.what for _, night in album["lines"]] == ["Chess"]
    assert album["page"]["older"] == ""


def test_evening_that_was_left_out_stays_so_when_its_goal_is_no_date_any_more(signed_in, alice):
    goal = GoalFactory(owner=alice)
    for number, state in enumerate(["skipped", "done"]):
        day = FRIDAY - timedelta(weeks=number)
        DateNightFactory(owner=alice, goal=goal, day=day, what=state)
        TickFactory(owner=alice, goal=goal, day=day, state=state)
    other = GoalFactory(owner=alice)
    DateNightFactory(owner=alice, goal=other, day=FRIDAY - timedelta(weeks=2), what="other")
    TickFactory(owner=alice, goal=other, day=FRIDAY)  # neither planned nor a date

    lines = signed_in.get(reverse("journal:date_list")).context["lines"]

    assert [night.what for _, night in lines] == ["done", "other"]
