"""Rows of several tables in one query are the rows that each queryset would bring by itself."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from journal.models import GratitudeNote, Review, Worksheet
from tests.factories import GratitudeNoteFactory, ReviewFactory, WorksheetFactory
from vault.fields import SealedField
from vault.statements import ANYBODY
from vault.together import Together, together


def values(row):
    """Return every field of a row, opened."""
    return {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}


def test_rows_are_the_same_as_one_by_one_and_take_one_query(alice, bob):
    GratitudeNoteFactory(owner=bob)
    mine = [GratitudeNoteFactory(owner=alice), GratitudeNoteFactory(owner=alice)]
    sheet, review = WorksheetFactory(owner=alice), ReviewFactory(owner=alice, baskets={"a": "b"})

    with CaptureQueriesContext(
        connection,
    ) as captured:
        notes, sheets, reviews = together(
            GratitudeNote.objects.for_user(alice),
            Worksheet.objects.for_user(alice),
            Review.objects.for_user(alice),
        )

    assert len(captured) == 1
    assert {note.pk for note in notes} == {note.pk for note in mine}
    for found in (*notes, *sheets, *reviews):
        assert values(found) == values(type(found).objects.get(pk=found.pk))
    assert (sheets, reviews) == ([sheet], [review])


def test_values_stay_sealed_until_they_are_read(alice):
    ReviewFactory(owner=alice)

    ((review,),) = together(Review.objects.for_user(alice))

    sealed = [field for field in Review._meta.concrete_fields if isinstance(field, SealedField)]
    assert {type(review.__dict__[field.attname]).__name__ for field in sealed} == {"Sealed"}
    assert review.insight.startswith("On ")


def test_what_a_queryset_leaves_out_is_fetched_when_it_is_read(alice):
    WorksheetFactory(owner=alice)

    ((sheet,),) = together(Worksheet.objects.for_user(alice).for_list())

    assert sheet.get_deferred_fields() == {"version", "page"}
    assert sheet.page == "say-i-feel"


def test_nothing_found_is_nothing(alice):
    found = together(Review.objects.for_user(alice), Worksheet.objects.for_user(alice))

    assert found == [[], []]


def test_rows_come_in_the_order_that_is_asked_for_across_their_tables(alice):
    later, sooner = WorksheetFactory(owner=alice), GratitudeNoteFactory(owner=alice)
    sooner.happened_at = later.happened_at - timedelta(days=1)
    sooner.save()
    parts = (rows.for_user(ANYBODY) for rows in (GratitudeNote.objects, Worksheet.objects))
    question = Together(*parts, end="ORDER BY happened_at DESC")

    assert question.in_order({ANYBODY.pk: alice.pk}) == [(1, later), (0, sooner)]


def test_nothing_is_asked_where_there_is_nothing_to_ask():
    assert together() == []
