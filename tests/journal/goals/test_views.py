"""Goals: make one, change it, see when it comes round, delete it."""

from datetime import date

import pytest
from django.urls import reverse

from guide import banks
from journal.models import Goal, Tick
from journal.recurrence.rules import rule_for
from tests.factories import GoalFactory, TickFactory
from tests.journal.browser import follow, open_page, saved, send
from tests.journal.tampering import spoil

NEW = reverse("journal:goal_create")
LIST = reverse("journal:goal_list")
FRIDAY = date(2026, 11, 20)
WHOLE = {
    "title": "Date night",
    "first_day": "2026-11-20",
    "rule": "fortnightly",
    "every": "1",
    "times": "",
    "last_day": "2027-11-19",
    "review_day": "2027-01-01",
    "steps": "Choose the day\r\n\r\n  Book the sitter  \r\nPhones away",
    "why": "We miss each other.",
    "plan": "When the sitter is here, we go out.",
    "fallback": "If she cannot come, then tea on the balcony.",
    "whose": "agreed",
}


def address(name, goal, *rest):
    """Return the address of a goal's page."""
    return reverse(f"journal:{name}", args=[goal.pk, *rest])


def test_goal_from_nothing_keeps_everything_that_was_written(signed_in, alice):
    response = send(signed_in, NEW, **WHOLE)

    goal = Goal.objects.for_user(alice).get()
    assert response.url == saved(goal)
    assert (goal.title, goal.first_day) == ("Date night", FRIDAY)
    assert goal.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"
    assert goal.steps == [
        {"id": 0, "text": "Choose the day", "done": False},
        {"id": 1, "text": "Book the sitter", "done": False},
        {"id": 2, "text": "Phones away", "done": False},
    ]


def test_goal_page_shows_everything_that_was_written(signed_in):
    page = follow(signed_in, send(signed_in, NEW, **WHOLE))

    assert page.messages == ["Saved."]
    for said in [
        "Every second Friday",
        "Date night",
        "We miss each other.",
        "When the sitter is here, we go out.",
        "If she cannot come, then tea on the balcony.",
        "For both of us: we agreed on this.",
        "Book the sitter",
        "Friday 20 November",
        "Friday 4 December",
        "Friday 1 January 2027",
    ]:
        assert said in page.html, said


def test_a_title_is_enough_for_a_goal_that_starts_today(signed_in, alice):
    send(signed_in, NEW, title="Call the bank")

    goal = Goal.objects.for_user(alice).get()
    assert (goal.first_day, goal.rule, goal.steps) == (date(2026, 11, 18), "", [])


def test_new_goal_can_begin_with_a_template(signed_in):
    page = open_page(signed_in, NEW)

    offered = [template.code for template in banks.goal_templates()]
    assert all(f'href="?template={code}"' in page.html for code in offered)


@pytest.mark.parametrize("template", banks.goal_templates(), ids=lambda template: template.code)
def test_goal_from_a_template_takes_over_what_the_guide_says(signed_in, alice, template):
    address = f"{NEW}?template={template.code}"

    follow(signed_in, send(signed_in, address))

    goal = Goal.objects.for_user(alice).get()
    assert (goal.title, goal.why) == (template.title, template.why)
    assert tuple(step["text"] for step in goal.steps) == template.steps
    assert goal.rule == rule_for(template.repeat, goal.first_day)
    assert goal.times == template.times
    assert date(2026, 11, 18) <= goal.first_day <= date(2026, 11, 22)
    assert (goal.last_day is None, goal.review_day is None) == (
        not template.weeks,
        not template.review,
    )


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("gt-01", "Every Friday"),
        ("gt-05", "3 times a week"),
        ("gt-06", "Every day until 24 November 2026"),
        ("gt-09", "Every day until 8 December 2026"),
    ],
)
def test_template_says_how_often_and_how_long(signed_in, template, words):
    page = follow(signed_in, send(signed_in, f"{NEW}?template={template}"))

    assert words in page.html


CHOSEN = {
    "title": "Walk",
    "rule": "chosen-days",
    "weekdays": ["SU", "TU"],
    "first_day": "2026-11-18",
}


def test_chosen_days_of_every_third_week_are_kept_and_come_back(signed_in, alice, prefer):
    prefer(week_start="sunday")

    page = follow(signed_in, send(signed_in, NEW, **CHOSEN, every="3"))

    goal = Goal.objects.for_user(alice).get()
    assert goal.rule == "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SU;WKST=SU"
    assert "Every third week on Tuesday and Sunday" in page.html
    assert "Sunday 6 December" in page.html  # weeks of this person's begin on Sunday
    typed = open_page(signed_in, address("goal_update", goal)).typed
    assert (typed["rule"], typed["weekdays"]) == (["chosen-days"], ["TU", "SU"])
    assert typed["every"] == ["3"]


def test_times_without_fixed_days_are_counted_and_ticked_today(signed_in, alice):
    page = follow(signed_in, send(signed_in, NEW, title="Walk", rule="times-a-week", times="3"))

    goal = Goal.objects.for_user(alice).get()
    assert (goal.rule, goal.times) == ("FREQ=WEEKLY", 3)
    assert "3 times a week · 0 of 3 this week" in page.html
    signed_in.post(address("goal_tick", goal, date(2026, 11, 18)), {"state": "done"})
    assert "1 of 3 this week" in open_page(signed_in, LIST).html
    assert "1 of 3 this week" in open_page(signed_in, reverse("journal:today")).html


def test_goal_under_quiet_suggestions_has_the_steps_for_one(signed_in, alice):
    alice.preferences.quiet = True
    alice.preferences.save()

    follow(signed_in, send(signed_in, f"{NEW}?template=gt-30"))

    (goal,) = Goal.objects.for_user(alice)
    template = banks.goal_template("gt-30")
    assert tuple(step["text"] for step in goal.steps) == template.alone != template.steps


def test_unknown_template_opens_an_empty_form(signed_in):
    page = open_page(signed_in, f"{NEW}?template=gt-99")

    assert page.typed["title"] == [""]


def test_edit_form_opens_with_everything(signed_in, alice):
    send(signed_in, NEW, **WHOLE)
    goal = Goal.objects.for_user(alice).get()

    typed = open_page(signed_in, address("goal_update", goal)).typed

    steps = "Choose the day\r\nBook the sitter\r\nPhones away"
    kept = {name: [text] for name, text in (WHOLE | {"steps": steps}).items()}
    assert typed == kept | {name: typed[name] for name in ("form_key", "csrfmiddlewaretoken")}


def test_edit_keeps_the_ticks_of_steps_that_stay(signed_in, alice):
    send(signed_in, NEW, **WHOLE)
    goal = Goal.objects.for_user(alice).get()
    signed_in.post(address("step_tick", goal, 1))

    response = send(
        signed_in,
        address("goal_update", goal),
        steps="Buy flowers\nBook the sitter\nChoose the day",
    )

    assert follow(signed_in, response).messages == ["Saved."]
    assert Goal.objects.for_user(alice).get().steps == [
        {"id": 3, "text": "Buy flowers", "done": False},
        {"id": 1, "text": "Book the sitter", "done": True},
        {"id": 0, "text": "Choose the day", "done": False},
    ]


def test_edit_keeps_the_ticks_of_days(signed_in, alice):
    goal = GoalFactory(owner=alice)
    TickFactory(owner=alice, goal=goal)

    send(signed_in, address("goal_update", goal), title="Walk by the river")

    assert Goal.objects.for_user(alice).get().title == "Walk by the river"
    assert Tick.objects.for_user(alice).count() == 1


def test_list_shows_own_goals_newest_first(signed_in, alice, bob, clock):
    first = GoalFactory(owner=alice)
    clock.shift(60)
    second = GoalFactory(owner=alice)
    GoalFactory(owner=bob)

    board = signed_in.get(LIST).context["board"]

    assert [row.goal for row in board.now] == [second, first]


def test_list_says_when_each_goal_comes_round_and_how_it_goes(signed_in, alice):
    goal = GoalFactory(owner=alice, first_day=date(2026, 11, 6), title="Walk by the river")
    TickFactory(owner=alice, goal=goal, day=date(2026, 11, 13), state="partly")

    page = open_page(signed_in, LIST)

    assert "Walk by the river" in page.html
    assert "Every Friday · next: Friday" in page.html
    assert "1 of 2" in page.html
    assert "Oldest first: no tick, partly" in page.html


def test_empty_list_says_what_it_is_for(signed_in, bob):
    GoalFactory(owner=bob)

    page = open_page(signed_in, LIST)

    assert "Goals keep small promises in sight" in page.html


def test_delete_asks_first(signed_in, alice):
    goal = GoalFactory(owner=alice, title="Walk by the river")

    page = open_page(signed_in, address("goal_delete", goal))

    assert "Delete this goal and its ticks?" in page.html
    assert "Walk by the river" in page.html
    assert Goal.objects.for_user(alice).count() == 1


def test_delete_takes_the_ticks_along_and_no_other_goal(signed_in, alice):
    goal, other = GoalFactory.create_batch(2, owner=alice)
    TickFactory(owner=alice, goal=goal)
    stays = TickFactory(owner=alice, goal=other)

    response = signed_in.post(address("goal_delete", goal))

    assert follow(signed_in, response).messages == ["Deleted."]
    assert Goal.objects.for_user(alice).get() == other
    assert Tick.objects.for_user(alice).get() == stays


def test_goal_that_does_not_open_says_so_and_the_pages_stand(signed_in, alice):
    goal = GoalFactory(owner=alice)
    for column in ("title", "rule", "steps"):
        spoil(goal, column)

    in_list, on_page = open_page(signed_in, LIST), open_page(signed_in, goal.get_absolute_url())

    assert in_list.notices == ["Part of this goal cannot be opened."]
    assert on_page.notices == [
        "Part of this goal cannot be opened. It has not been changed or deleted."
    ]


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("goal_detail", []),
        ("goal_update", []),
        ("goal_delete", []),
        ("goal_tick", [date(2026, 11, 13)]),
        ("goal_untick", [date(2026, 11, 13)]),
        ("step_tick", [1]),
    ],
)
def test_another_persons_goal_is_not_there(signed_in, bob, name, rest):
    goal = GoalFactory(owner=bob, steps=[{"id": 1, "text": "Find the shoes", "done": False}])
    TickFactory(owner=bob, goal=goal)
    url = address(name, goal, *rest)

    answers = {
        signed_in.get(url).status_code,
        signed_in.post(url, WHOLE | {"state": "done"}).status_code,
    }

    assert answers in ({404}, {404, 405})
    assert (Goal.objects.get().version, Tick.objects.get().version) == (goal.version, 0)


def test_board_says_a_title_as_it_was_typed(signed_in, alice):
    GoalFactory(owner=alice, title="<b>Bread</b> & “butter”")

    page = signed_in.get(LIST).content.decode()

    assert "<b>Bread" not in page
    assert page.count("&lt;b&gt;Bread&lt;/b&gt; &amp; “butter”") == 2
