"""Digests of kinds say what reading afresh would say, whatever was written, moved or deleted meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.digests import search_text
from journal.digests.current import FIELD, RECORD
from journal.digests.weeks import fold
from journal.models import KindDigest
from tests import factories
from tests.journal.digests.test_weeks import again, set_clock
from tests.journal.test_races import _wait_until_somebody_waits as until_somebody_waits
from vault.row_security import acting_as

TODAY = date(2026, 11, 16)
FACTORIES = {
    "goal": factories.GoalFactory,
    "datenight": factories.DateNightFactory,
    "review": factories.ReviewFactory,
    "talk": factories.TalkFactory,
    "agreement": factories.AgreementFactory,
    "thread": factories.ThreadFactory,
    "experiment": factories.ExperimentFactory,
    "slideranswers": factories.SliderAnswersFactory,
    "sliderquestions": factories.SliderQuestionsFactory,
    "ownword": factories.OwnWordFactory,
    "summary": factories.SummaryFactory,
}


def kept(user):
    """Return the text of every row in the digests."""
    records = [one for words in search_text.words(again(user)) for one in words.split(RECORD)[1:]]
    return {tuple(record.split(FIELD)[:2]): record.split(FIELD)[3] for record in records}


def afresh(user):
    """Return the text of every row, without any digest."""
    rows = [
        (name, row)
        for name, kind in search_text.DIGEST_KINDS.items()
        for row in kind.model.rows_of(again(user))
    ]
    texts = {(name, row.pk.hex): [text for _, text in row.searched()] for name, row in rows}
    return {place: fold("\n".join(lines)) for place, lines in texts.items() if lines}


def write(name, user, age):
    """Write a row of this kind; where there can be one only, it stays."""
    kind, day = search_text.DIGEST_KINDS[name], TODAY - timedelta(days=age)
    if name in {"sliderquestions", "summary"} and kind.model.rows_of(user).exists():
        return
    once, more = {}, {}
    if name == "slideranswers":
        once, more = {"month": day.replace(day=1)}, {"day": day}
    if name in {"review", "talk"}:
        once = {"week": day - timedelta(days=day.weekday())}
    if once and kind.model.rows_of(user).filter(**once).exists():
        return
    row = FACTORIES[name](owner=user, **once, **more)
    if name in {"goal", "thread"}:
        moment = datetime.combine(day, datetime.min.time(), UTC)
        kind.model.rows_of(user).filter(pk=row.pk).update(created_at=moment)


def change(name, user, age):
    """Move a row to another day, if there is one that can be moved alone; else save it."""
    kind = search_text.DIGEST_KINDS[name]
    row = kind.model.rows_of(user).order_by("pk").first()
    if row and kind.when in {"agreed_on", "begins_on"}:
        kind.model.rows_of(user).filter(pk=row.pk).update(
            **{kind.when: getattr(row, kind.when) - timedelta(days=age % 100)}
        )
    elif row:
        row.save()


def delete(name, user, age):
    search_text.DIGEST_KINDS[name].model.rows_of(user).delete()


def look(name, user, age):
    kept(user)


def live_elsewhere(name, user, age):
    set_clock(user, "Pacific/Kiritimati", age % 7, "sunday")


steps = st.tuples(
    st.sampled_from([write, write, change, delete, look, live_elsewhere]),
    st.sampled_from(sorted(FACTORIES)),
    st.sampled_from([0, 1, 40, 319, 320, 321, 700]),
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, min_size=3, max_size=12))
def test_digests_hold_every_row_as_it_is(alice, steps):
    for kind in search_text.DIGEST_KINDS.values():
        kind.model.rows_of(alice).delete()
    for act, name, age in steps:
        act(name, again(alice), age)

    assert kept(alice) == afresh(alice)
    # And the same from what was kept.
    assert kept(alice) == afresh(alice)


def test_every_kind_has_a_factory_and_is_kept(alice):
    for name in FACTORIES:
        write(name, alice, 0)

    assert {name for name, _ in kept(alice)} == FACTORIES.keys() == search_text.DIGEST_KINDS.keys()


def test_look_at_digests_that_are_there_opens_no_row(alice, bob, django_assert_num_queries):
    for owner in (alice, bob):
        factories.AgreementFactory(owner=owner)
    user = again(alice)
    assert len(list(search_text.words(user))) == 1

    with django_assert_num_queries(1):
        assert len(list(search_text.words(user))) == 1


def test_write_empties_its_own_kind_and_year_and_nothing_else(alice, bob):
    for owner in (alice, bob):
        for age in (0, 400):
            write("agreement", owner, age)
            write("review", owner, age)
        list(search_text.words(again(owner)))

    write("review", alice, 7)

    rows = KindDigest.objects.values_list("owner", "kind", "first_day", "words")
    emptied = [place for *place, words in rows if words is None]
    assert emptied == [[alice.pk, "review", date(2026, 1, 1)]]


@pytest.mark.usefixtures("transactional_db")
def test_nobody_keeps_words_from_before_a_write_that_is_under_way(alice):
    with acting_as(alice):
        goal = factories.GoalFactory(owner=alice, title="A walk")

    with ThreadPoolExecutor(1) as pool, acting_as(alice):
        goal.title = "A swim"
        goal.save()
        found = pool.submit(look_from_elsewhere, alice)
        until_somebody_waits()

    assert "a swim" in found.result()


def look_from_elsewhere(user):
    """Return what another connection finds."""
    try:
        with acting_as(user):
            return str(kept(user))
    finally:
        connection.close()
