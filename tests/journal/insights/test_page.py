"""What weeks say in counts: weeks made by hand, and the sentences they make."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from journal.digests.tally import Moment, Tally, Turn, tally_of, total
from journal.digests.weeks import year_of
from journal.insights import Ending, cards
from journal.insights.parts import Card, Table
from journal.insights.periods import (
    PERIODS,
    first_week,
    period_of_weeks,
    period_of_years,
    period_since,
)
from users.clock import Clock, Week

THIS_WEEK = Week(date(2026, 11, 16))  # the clock stands at the Wednesday in it
CLOCK = Clock()
BOTH = {"pizza"}


def moment(day, felt, hour=20, **more):
    """Return an entry of this day; felt as "hurt sad 3"."""
    family, word, strength = felt.split()
    return Moment(day.isoformat(), day, hour, ((family, word, int(strength)),), **more)


def week(weeks_ago=0):
    return Week(THIS_WEEK.first_day - timedelta(weeks=weeks_ago))


def written(weeks_ago, *felt, **more):
    """Return a week with an entry on each of its first days."""
    held = week(weeks_ago)
    return {
        held: tally_of(
            [moment(d, one, **more) for d, one in zip(held.days, felt, strict=False)], [], []
        )
    }


def cards_of(kept, period="4", goals=BOTH, ending=None):
    return {card.slug: card for card in cards(period_of_weeks(period, kept, CLOCK), goals, ending)}


HARD = ("hurt sad 4", "hurt sad 2", "angry cross 5")
GOOD = ("close loved 3", "calm calm 2", "calm content 1")


def test_feelings_are_counted_by_family_with_the_week_that_went_well():
    card = cards_of(written(1, *HARD) | written(3, *GOOD))["feelings"]

    assert card.sentence == "6 entries with 6 feelings. Most often: hurt and sad, twice."
    assert card.well.text == (
        "Close or calm came 3 times; most in the week of 26 October to 1 November, 3 times."
    )
    assert card.well.url == "/journal/weeks/2026-W44/"
    assert [word for _, word in card.table.heads] == [
        "Hurt and sad",
        "Angry",
        "Close",
        "Calm and hopeful",
    ]
    assert card.table.rows == [
        ("26 Oct", (0, 0, 1, 2)),
        ("2 Nov", (None,) * 4),
        ("9 Nov", (2, 1, 0, 0)),
        ("16 Nov", (None,) * 4),
    ]


def test_strength_names_the_week_in_which_nothing_was_strong():
    card = cards_of(written(1, *HARD) | written(2, *GOOD))["strength"]

    assert card.sentence == "2 of 6 feelings were strong or flooding."
    assert card.well.text == (
        "In the week of 2 to 8 November, none of 3 feelings was stronger than clear."
    )


@pytest.mark.parametrize(
    ("felt", "said"),
    [(GOOD * 2, "None of 6 feelings were"), ((*GOOD, *GOOD[1:], HARD[0]), "1 of 6 feelings was")],
)
def test_strength_is_said_as_one_speaks(felt, said):
    card = cards_of(written(1, *felt))["strength"]

    assert card.sentence == f"{said} strong or flooding."


def test_triggers_stand_beside_what_was_felt():
    kept = written(1, *HARD, triggers=("Work",)) | written(
        0, *GOOD, triggers=("Work", "A kind act")
    )

    card = cards_of(kept)["triggers"]

    assert card.sentence == "Most often: work, 6 times; with it most often hurt and sad, twice."
    assert card.table.rows == [("Work, 6", [2, 1, 1, 2]), ("A kind act, 3", [0, 0, 1, 2])]
    assert card.well.text == "Work: 3 of 6 entries hold something close or calm."


def test_times_of_day_name_the_fullest_and_the_kindest():
    kept = total_of(written(1, *HARD * 2, hour=7), written(0, *GOOD * 2))

    card = cards_of(kept)["times"]

    assert card.sentence == "Most entries: Monday morning, 1 of 12."
    assert card.well.text == "Close or calm most often: Monday evening, 1."
    assert card.table.rows[1] == ("Morning", [1, 1, 1, 1, 1, 1, 0])


def total_of(*weeks):
    return {held: tally for some in weeks for held, tally in some.items()}


def test_needs_are_named_in_order():
    kept = written(1, *HARD, needs=("rest", "help")) | written(0, *GOOD, needs=("rest",))

    card = cards_of(kept)["needs"]

    assert card.sentence == "Most often: rest and help."
    assert card.table.rows == [("rest", (6, 3)), ("help", (3, 0))]
    assert card.well.text == "Rest: 3 of 6 entries hold something close or calm."


def test_endings_quote_the_one_that_went_well():
    kept = written(1, *HARD, says_did=True, says_ended=True) | written(0, *GOOD, says_ended=True)

    card = cards_of(kept, ending=Ending("We laughed.", "/there/"))["endings"]

    assert card.sentence == "Of 6 entries, 3 say what you did and 6 how it ended."
    assert (card.well.quote, card.well.url) == ("We laughed.", "/there/")


def test_one_entry_says_what_was_done():
    kept = written(1, HARD[0], says_did=True, says_ended=True)

    card = cards_of(kept | written(0, *GOOD * 2, says_ended=True))["endings"]

    assert card.sentence == "Of 7 entries, 1 says what you did and 7 how it ended."


def test_thanks_that_are_planned_are_counted_too():
    kept = {week(0): tally_of([], ["kept", "planned", "planned", "said"], [])}

    card = cards_of(kept)["thanks"]

    assert card.sentence == "4 kept, 2 of them planned, 1 of them said."
    assert card.table.rows[3:] == [("16 Nov", (4, 2, 1))]


def test_thanks_are_kept_and_said():
    kept = {week(1): tally_of([], ["kept", "said"], []), week(0): tally_of([], ["said"], [])}

    card = cards_of(kept)["thanks"]

    assert card.sentence == "3 kept, 2 of them said."
    assert card.table.rows[2:] == [("9 Nov", (2, 1)), ("16 Nov", (1, 1))]
    assert card.well.text == "Most in the week of 9 to 15 November: 2."


def evenings(*days):
    return [Turn("pizza", day, "done") for day in days]


def test_two_days_after_a_date_night_reach_into_the_next_week():
    sunday = week(2).days[6]
    good = [moment(day, "calm calm 2") for day in week(1).days[:2]]
    hard = [moment(week(1).days[4], "hurt sad 4")]
    kept = {
        week(2): tally_of([], [], evenings(sunday)),
        week(1): tally_of(good + hard, [], evenings(week(1).days[5], week(1).days[6])),
    }

    card = cards_of(kept)["dates"]

    assert card.sentence == (
        "3 date nights. On the two days after, 2 of 2 entries hold something close or calm;"
        " on all other days, 0 of 1."
    )
    assert card.caution
    assert card.well.url == "/journal/weeks/2026-W46/"


def test_evenings_of_other_goals_are_no_date_nights():
    kept = {week(0): tally_of([], [], evenings(*week(0).days[:3]))}

    assert (
        cards_of(kept, goals=set())["dates"].missing
        == "3 more date nights and this says something."
    )
    assert cards_of(kept)["dates"].well is None


def test_whoever_wants_less_for_two_gets_no_card_about_it():
    assert "dates" not in cards_of(written(0, *HARD), goals=None)


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("feelings", "2 more entries and this says something."),
        ("strength", "2 more entries and this says something."),
        ("triggers", "5 more choices of what set it off and this says something."),
        ("times", "7 more entries and this says something."),
        ("needs", "5 more named needs and this says something."),
        ("endings", "5 more entries that say how it ended and this says something."),
        ("thanks", "1 more thank-you and this says something."),
        ("dates", "3 more date nights and this says something."),
    ],
)
def test_too_little_says_how_much_is_missing(slug, sentence):
    kept = written(0, *HARD) | {week(1): tally_of([], ["kept", "said"], [])}

    card = cards_of(kept)[slug]

    assert (card.missing, card.chart, card.sentence) == (sentence, None, "")


def test_weeks_without_anything_warm_or_light_have_no_exception_to_show():
    kept = total_of(
        written(0, *HARD * 2, triggers=("Work",), needs=("rest",)), written(1, *HARD * 2)
    )

    shown = cards_of(kept)

    for slug in ("feelings", "strength", "triggers", "times", "needs"):
        assert shown[slug].sentence
        assert shown[slug].well is None


def test_words_of_no_family_are_counted_as_other_words():
    kept = {week(0): tally_of([moment(d, "hurt sad 1") for d in week(0).days[:4]], [], [])}
    nameless = Moment("x", week(0).days[5], 9, (("", "wistful", 3),))
    kept[week(0)].add(tally_of([nameless], [], []))

    card = cards_of(kept)["feelings"]

    assert card.table.heads[-1] == ("", "Other words")
    assert card.table.rows[-1] == ("16 Nov", (4, 1))


@given(
    st.dictionaries(st.integers(0, 2000), st.integers(1, 5), max_size=12),
    st.sampled_from(sorted(PERIODS)),
    st.sampled_from([0, 5, 6]),
)
def test_weeks_laid_out_hold_every_entry_once_and_stay_few(amounts, period, starts_on):
    clock = Clock(week_starts_on=starts_on)
    now = clock.week_of(clock.today())
    kept = {}
    for weeks_ago, number in amounts.items():
        held = Week(now.first_day - timedelta(weeks=weeks_ago))
        if not PERIODS[period] or weeks_ago < PERIODS[period]:
            kept[held] = tally_of([moment(held.days[0], "hurt sad 1")] * number, [], [])

    period = period_of_weeks(period, kept, clock)

    assert period.whole.entries == sum(tally.entries for tally in kept.values())
    assert sum(bucket.tally.entries for bucket in period.buckets) == period.whole.entries
    assert total(kept.values()) == period.whole
    assert sum(period.series.entries) == period.whole.entries
    assert len(period.buckets) <= 27
    assert len(set(period.names)) == len(period.names)


@pytest.mark.parametrize(("weeks_ago", "shown"), [(0, 4), (3, 4), (6, 7), (11, 12)])
def test_weeks_before_the_first_words_are_no_gaps(weeks_ago, shown):
    kept = {week(weeks_ago): Tally(entries=1), week(0): Tally(entries=2)}

    period = period_of_weeks("12", kept, CLOCK)

    assert len(period.buckets) == shown
    assert period.buckets[-1].name == "16 Nov"


@pytest.mark.parametrize(
    ("weeks_ago", "unit", "first"),
    [
        (0, "week", "16 Nov"),
        (20, "month", "Jun 2026"),
        (200, "year", "2023"),
        (2600, "ten years", "1970s"),
    ],
)
def test_long_times_are_shown_in_larger_steps(weeks_ago, unit, first):
    kept = {week(weeks_ago): Tally(entries=1), week(0): Tally(entries=2)}

    period = period_of_weeks("all", kept, CLOCK)

    assert (period.unit, period.names[0]) == (unit, first)


def test_years_say_the_same_as_their_weeks():
    kept = {}
    for weeks_ago in range(0, 600, 3):
        feelings = (HARD, GOOD, HARD, (*GOOD, *HARD))[weeks_ago % 4]
        held = week(weeks_ago)
        entries = [
            moment(day, felt, triggers=("Work",), needs=("rest",), says_ended=True)
            for day, felt in zip(held.days, feelings, strict=False)
        ]
        kept[held] = tally_of(entries, ["kept", "said"], evenings(held.days[weeks_ago % 7]))
    last = {held: tally for held, tally in kept.items() if held.first_day > week(52).first_day}

    by_years = cards(period_of_years(years_of(kept), CLOCK), BOTH, None)
    since = period_since(first_week("52", CLOCK), years_of(kept), CLOCK)

    assert by_years == cards(period_of_weeks("all", kept, CLOCK), BOTH, None)
    assert all(card.sentence for card in by_years)
    assert cards(since, BOTH, None) == cards(period_of_weeks("52", last, CLOCK), BOTH, None)
    assert since.series.end == period_of_weeks("52", last, CLOCK).series.end


def years_of(kept):
    numbers = sorted({held.monday.year for held in kept})
    return {number: year_of(number, kept, CLOCK.week_starts_on) for number in numbers}


def test_year_in_which_only_the_time_before_was_written_about_is_none():
    kept = {week(52): Tally(entries=5)}

    assert period_since(first_week("52", CLOCK), years_of(kept), CLOCK) is None


def test_years_without_a_word_are_gaps():
    held = Week(date(2020, 3, 2)), Week(date(2023, 3, 6))
    years = years_of({held[0]: Tally(entries=5), held[1]: Tally(entries=1)})

    period = period_of_years(years, CLOCK)

    assert period.names == ["2020", "2021", "2022", "2023", "2024", "2025", "2026"]
    assert [bucket.tally.entries for bucket in period.buckets] == [5, 0, 0, 1, 0, 0, 0]


def test_table_says_a_gap_as_a_dash_and_a_label_as_text():
    card = Card("felt", "Felt", table=Table("By week", [], [("<b>", (3, None))]))

    html = render_to_string("journal/insights/_insight.html", {"card": card})

    assert '<tr><th scope="row">&lt;b&gt;<td>3<td>\N{EN DASH}\n' in html
