"""Weekly digests say what counting afresh would say, whatever was written, moved, deleted or set meanwhile."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import groupby

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.digests.columns import ChoiceCounts, chosen, series_of
from journal.digests.current import FIELD, RECORD
from journal.digests.labels import Labels
from journal.digests.slices import StillCountingError
from journal.digests.tally import Tally, Turn, tally_of, total
from journal.digests.weeks import moment_of, tallies, words, years
from journal.models import Entry, Goal, GratitudeNote, Tick, WeekDigest, Worksheet, YearDigest
from tests.factories import (
    EntryFactory,
    GoalFactory,
    GratitudeNoteFactory,
    OwnWordFactory,
    TickFactory,
    WorksheetFactory,
)
from users.clock import Week
from users.models import User
from users.partner import PartnerKind
from vault.sealing import Sealed

MOMENT = datetime(2026, 11, 16, 9, tzinfo=UTC)
ZONES = ["UTC", "Europe/London", "America/Sao_Paulo", "Pacific/Kiritimati", "Pacific/Pago_Pago"]


def again(user):
    """Return the user as the next request finds them, with nothing remembered."""
    return User.objects.get(pk=user.pk)


def afresh(user):
    """Count everything this person wrote, week by week, without any digest."""
    clock = user.clock
    rows = [
        *Entry.objects.for_user(user),
        *GratitudeNote.objects.for_user(user),
        *Tick.objects.for_user(user),
    ]
    rows.sort(key=lambda row: row.happened_at)
    weeks = groupby(rows, key=lambda row: clock.week_of(clock.day_of(row.happened_at)))
    labels = Labels(user.pk)
    return {week: labels.of_tally(count(list(some), clock)) for week, some in weeks}


def count(rows, clock):
    return tally_of(
        [moment_of(row, clock) for row in rows if isinstance(row, Entry)],
        [row.state for row in rows if isinstance(row, GratitudeNote)],
        [
            Turn(row.goal_id.hex, clock.day_of(row.happened_at), row.state)
            for row in rows
            if isinstance(row, Tick)
        ],
    )


def years_of(weeks):
    """Return what the years come to in which these weeks' Mondays lie."""
    return {
        year: (laid_out(year, weeks), sums(held))
        for year in {week.monday.year for week in weeks}
        if (held := [tally for week, tally in weeks.items() if week.monday.year == year])
    }


def laid_out(year, weeks):
    """Return a year week by week, from the first Monday in it to the last."""
    starts_on = next(iter(weeks)).first_day.weekday()
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    mondays = [day for day in days if day.weekday() == 0 and day.year == year]
    held = [Week.holding(monday, starts_on=starts_on) for monday in mondays]
    return series_of(held[0].first_day, [weeks.get(week, Tally()) for week in held])


def sums(tallies):
    whole = total(tallies)
    return {name: getattr(whole, name) for name in ("triggers", "needs", "times", "says")}


def found_by_search(user):
    """Return the id of every record in the folded words of the weeks."""
    records = [record for folded in words(again(user)) for record in folded.split(RECORD)[1:]]
    return [record.split(FIELD)[1] for record in records]


def written_by(user):
    """Return the id of everything in which a search looks, week by week."""
    models = (Entry, GratitudeNote, Worksheet, Tick)
    rows = [row for model in models for row in model.objects.for_user(again(user))]
    return [row.pk.hex for row in rows if row.searched()]


def by_year(years):
    """Return what years say, and what their totals come to; the same must come of their weeks."""
    for year in years.values():
        weeks = ChoiceCounts(year.choices.names, [], ["", *year.choices.weeks])
        assert said(weeks.counted(1)) == said(year.choices.counted(0))
    return {
        number: (year.series, chosen(year.choices.counted(0))) for number, year in years.items()
    }


def said(counted):
    return {name: number for name, number in counted if number}


def set_clock(user, zone, day_ends, week_start):
    preferences = again(user).preferences
    preferences.time_zone, preferences.day_ends = zone, str(day_ends)
    preferences.week_start = week_start
    preferences.save()


def first(rows, user):
    return rows.for_user(user).newest_first().first()


def write_entry(user, moment):
    EntryFactory(owner=user, happened_at=moment, triggers=["work"], needs=["rest"], did="Slept.")


def write_many(user, moment):
    rows = [
        Entry(owner=user, happened_at=moment - timedelta(days=n), feelings=[], ended="Well.")
        for n in range(3)
    ]
    Entry.objects.bulk_create(rows)


def move(user, moment):
    entry = first(Entry.objects, user)
    if entry:
        entry.happened_at = moment
        entry.feelings = [{"feeling": "calm", "strength": 2}]
        entry.save()


def move_all(user, moment):
    GratitudeNote.objects.for_user(user).update(happened_at=moment)


def tick(user, moment):
    goal = Goal.objects.for_user(user).first() or GoalFactory(owner=user)
    Tick.objects.set_state(user, goal, moment.date(), "done", user.clock)


ACTS = {
    "write an entry": write_entry,
    "write many at once": write_many,
    "keep a thank-you": lambda user, moment: GratitudeNoteFactory(owner=user, happened_at=moment),
    "fill a worksheet": lambda user, moment: WorksheetFactory(owner=user, happened_at=moment),
    "tick": tick,
    "move and change an entry": move,
    "move all thank-yous": move_all,
    "say thanks": lambda user, _: (note := first(GratitudeNote.objects, user)) and note.say(),
    "delete an entry": lambda user, _: (entry := first(Entry.objects, user)) and entry.delete(),
    "delete all entries": lambda user, _: Entry.objects.for_user(user).delete(),
    "delete the goal with its ticks": lambda user, _: Goal.objects.for_user(user).delete(),
    "look": lambda user, _: tallies(user),
    "look at years": lambda user, _: years(user),
}
AGES = st.one_of(st.integers(0, 40), st.integers(310, 330))  # in this month, or about New Year's
acts = st.tuples(
    st.sampled_from(sorted(ACTS)),
    st.builds(lambda days, minutes: timedelta(days, minutes=minutes), AGES, st.integers(0, 1439)),
)
clocks = st.tuples(
    st.sampled_from(ZONES), st.integers(0, 6), st.sampled_from(["monday", "sunday", "saturday"])
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.one_of(acts, clocks), min_size=2, max_size=8))
def test_digests_say_what_counting_afresh_says(alice, steps):
    for model in (Entry, GratitudeNote, Goal):
        model.objects.for_user(alice).delete()
    for step in steps:
        if step[0] in ACTS:
            ACTS[step[0]](again(alice), MOMENT - step[1])
        else:
            set_clock(alice, *step)

    user = again(alice)

    weeks = afresh(user)
    assert by_year(years(user)) == years_of(weeks)
    assert sorted(found_by_search(user)) == sorted(written_by(user))
    assert tallies(user) == weeks
    # And the same from what was kept.
    assert tallies(again(alice)) == weeks
    assert by_year(years(again(alice))) == years_of(weeks)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)).map(lambda m: m.replace(tzinfo=UTC)),  # noqa: DTZ001
    clocks,
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_database_knows_every_week_that_a_moment_may_belong_to(alice, moment, chosen):
    set_clock(alice, *chosen)
    clock = again(alice).clock

    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_mondays_of(%s)", [moment])
        mondays = [monday for (monday,) in cursor.fetchall()]

    assert clock.week_of(clock.day_of(moment)).monday in mondays
    assert len(mondays) <= 2


def emptied():
    """Return whose weeks are empty of counts, and of words."""
    rows = list(WeekDigest.objects.values_list("owner", "monday", "counts", "words"))
    assert all((counts is None) == (words is None) for _, _, counts, words in rows)
    return {(owner, monday) for owner, monday, counts, _ in rows if counts is None}


def test_write_empties_its_own_weeks_and_no_others(alice, bob):
    for owner in (alice, bob):
        for days in (0, 7, 30):
            EntryFactory(owner=owner, happened_at=MOMENT - timedelta(days=days))
        tallies(owner)

    Entry.objects.for_user(alice).filter(happened_at=MOMENT).update(happened_at=MOMENT)

    # Sunday night is Monday morning somewhere, so the week before goes as well.
    assert emptied() == {(alice.pk, date(2026, 11, 9)), (alice.pk, date(2026, 11, 16))}


def test_look_at_digests_that_are_there_opens_no_row(alice, django_assert_num_queries):
    EntryFactory.create_batch(3, owner=alice, happened_at=MOMENT)
    tallies(alice)

    with django_assert_num_queries(1):
        (tally,) = tallies(alice).values()

    assert tally.entries == 3


def test_digest_that_does_not_open_is_counted_afresh(alice):
    EntryFactory(owner=alice)
    tallies(alice)
    WeekDigest.objects.update(counts=Sealed(b"\x01\x00\x01" + bytes(300)))

    (tally,) = tallies(alice).values()

    assert tally.entries == 1
    assert tallies(alice) == afresh(alice)


def test_command_counts_what_is_missing(alice, bob):
    EntryFactory(owner=alice)
    EntryFactory(owner=bob)
    weeks, said = WeekDigest.objects.count(), StringIO()

    call_command("build_digests", stdout=said)
    call_command("build_digests", stdout=said)

    assert said.getvalue() == f"Counted {weeks} weeks.\nCounted 0 weeks.\n"
    assert emptied() == set()


def test_empty_week_is_left_out_and_a_tick_of_nothing_done_is_no_turn(alice):
    TickFactory(owner=alice, state="skipped", happened_at=MOMENT)
    EntryFactory(owner=alice, happened_at=MOMENT - timedelta(days=30)).delete()

    (tally,) = tallies(alice).values()

    assert tally == Tally(ticks={"skipped": 1})


def test_look_at_years_opens_no_week(alice, django_assert_num_queries):
    for age in range(4):
        EntryFactory(owner=alice, happened_at=MOMENT - timedelta(days=365 * age))
    years(alice)

    with django_assert_num_queries(2):
        by_year = years(alice)

    assert [sum(year.series.entries) for year in by_year.values()] == [1] * 4


def test_write_empties_its_own_year_and_no_other(alice):
    entry = EntryFactory(owner=alice, happened_at=MOMENT)
    EntryFactory(owner=alice, happened_at=MOMENT - timedelta(days=365))
    years(alice)

    entry.save()

    counts = YearDigest.objects.values_list("first_day", "counts")
    assert {day.year: sealed is None for day, sealed in counts} == {2025: False, 2026: True}


def versions(user):
    """Return how often each week of this person's was counted."""
    return dict(WeekDigest.objects.for_user(user).values_list("monday", "version"))


@pytest.fixture
def own(alice):
    """Return a feeling and a trigger of Alice's own, each in an entry of another month."""
    feeling = OwnWordFactory(owner=alice, label="fizzy", family="hurt")
    trigger = OwnWordFactory(owner=alice, label="the loft", kind="trigger", family="")
    felt = [{"feeling": feeling.ref, "strength": 3}]
    EntryFactory(owner=alice, happened_at=MOMENT, feelings=felt, triggers=[])
    before = MOMENT - timedelta(days=30)
    EntryFactory(owner=alice, happened_at=before, triggers=[trigger.ref])
    look(again(alice))
    return feeling, trigger


def look(user):
    """Look at everything that is made of digests, and return the words."""
    years(user)
    return "".join(words(user))


def test_renamed_word_has_its_new_name_and_nothing_is_counted_anew(alice, own):
    before = versions(alice)

    for word in own:
        word.label = f"{word.label} again"
        word.save()

    whole = total(tallies(again(alice)).values())
    assert "fizzy again" in whole.feelings["hurt"]
    assert "the loft again" in whole.triggers
    assert versions(alice) == before


def test_search_reads_the_weeks_of_a_renamed_word_alone(alice, own):
    before = versions(alice)
    own[0].label = "bubbly"
    own[0].save()

    folded = look(again(alice))

    assert "bubbly" in folded
    assert "fizzy" not in folded
    changed = {day for day, version in versions(alice).items() if version != before[day]}
    assert changed == {date(2026, 11, 16)}


def test_word_of_another_family_counts_its_own_weeks_anew(alice, own):
    own[0].family = "calm"
    own[0].save()

    user = again(alice)

    assert total(tallies(user).values()).feelings["calm"] == {"fizzy": 1}
    assert by_year(years(user)) == years_of(afresh(user))


def test_new_word_and_another_name_for_the_partner_read_nothing_anew(alice, own):
    before = versions(alice)
    OwnWordFactory(owner=alice, label="new")
    preferences = again(alice).preferences
    preferences.partner_kind = PartnerKind.WIFE
    preferences.save()

    look(again(alice))

    assert versions(alice) == before


def test_search_reads_what_names_the_partner_anew(alice):
    WorksheetFactory(owner=alice, happened_at=MOMENT)
    EntryFactory(owner=alice, happened_at=MOMENT - timedelta(days=30))
    look(again(alice))
    before = versions(alice)
    preferences = again(alice).preferences
    preferences.partner_kind = PartnerKind.WIFE
    preferences.save()

    look(again(alice))

    changed = {day for day, version in versions(alice).items() if version != before[day]}
    assert changed == {date(2026, 11, 16)}


def test_many_weeks_are_counted_in_slices_and_each_is_kept(alice, monkeypatch):
    monkeypatch.setattr("journal.digests.slices.SLICE_SIZE", 3)
    for age in range(3):
        EntryFactory(owner=alice, happened_at=MOMENT - timedelta(days=30 * age))
    number = WeekDigest.objects.count()

    with pytest.raises(StillCountingError) as stopped:
        years(again(alice))

    assert stopped.value.left == number - 3
    assert len(emptied()) == number - 3
    (year,) = years(again(alice)).values()
    assert sum(year.series.entries) == 3
