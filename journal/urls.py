"""Addresses of everything a person writes. None of them says what it is about."""

from datetime import date

from django.urls import path, register_converter

from journal.views import (
    agreements,
    cards,
    entries,
    goals,
    noticing,
    reviews,
    talks,
    thanks,
    timeline,
    today,
    weeks,
    worksheets,
)


class DayConverter:
    """A day in an address: 2026-11-20."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Return the day; ValueError means that there is no such page."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Return the day as it stands in an address."""
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "journal"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("journal/", timeline.timeline, name="timeline"),
    path("journal/feelings/quick/", entries.entry_quick, name="entry_quick"),
    path("journal/feelings/new/", entries.entry_create, name="entry_create"),
    path("journal/feelings/<uuid:pk>/", entries.entry_detail, name="entry_detail"),
    path("journal/feelings/<uuid:pk>/edit/", entries.entry_update, name="entry_update"),
    path("journal/feelings/<uuid:pk>/delete/", entries.entry_delete, name="entry_delete"),
    path("journal/thanks/", thanks.note_list, name="note_list"),
    path("journal/thanks/new/", thanks.note_create, name="note_create"),
    path("journal/thanks/<uuid:pk>/", thanks.note_detail, name="note_detail"),
    path("journal/thanks/<uuid:pk>/edit/", thanks.note_update, name="note_update"),
    path("journal/thanks/<uuid:pk>/delete/", thanks.note_delete, name="note_delete"),
    path("journal/thanks/<uuid:pk>/said/", thanks.note_say, name="note_say"),
    path("journal/thanks/<uuid:pk>/not-said/", thanks.note_unsay, name="note_unsay"),
    path("journal/weeks/", weeks.week_now, name="week_now"),
    path(
        "journal/weeks/now/review/",
        reviews.review_now,
        {"page": "journal:week_review"},
        name="review_now",
    ),
    path(
        "journal/weeks/now/baskets/",
        reviews.review_now,
        {"page": "journal:week_baskets"},
        name="baskets_now",
    ),
    path(
        "journal/weeks/now/card/",
        reviews.review_now,
        {"page": "journal:week_card"},
        name="card_now",
    ),
    path("journal/weeks/<str:name>/", weeks.week_detail, name="week_detail"),
    path("journal/weeks/<str:name>/baskets/", cards.week_baskets, name="week_baskets"),
    path("journal/weeks/<str:name>/card/", cards.week_card, name="week_card"),
    path("journal/weeks/<str:name>/review/", reviews.week_review, name="week_review"),
    path("journal/weeks/<str:name>/review/reopen/", reviews.week_reopen, name="week_reopen"),
    path(
        "journal/weeks/<str:name>/review/delete/",
        reviews.week_review_delete,
        name="week_review_delete",
    ),
    path("journal/weeks/<str:name>/table/", talks.week_table, name="week_table"),
    path("journal/weeks/<str:name>/table/edit/", talks.week_table_update, name="week_table_update"),
    path("journal/weeks/<str:name>/table/log/", talks.week_table_log, name="week_table_log"),
    path("journal/agreements/", agreements.agreement_list, name="agreement_list"),
    path("journal/agreements/new/", agreements.agreement_create, name="agreement_create"),
    path(
        "journal/agreements/<uuid:pk>/edit/", agreements.agreement_update, name="agreement_update"
    ),
    path(
        "journal/agreements/<uuid:pk>/delete/", agreements.agreement_delete, name="agreement_delete"
    ),
    path("journal/agreements/<uuid:pk>/mark/", agreements.agreement_mark, name="agreement_mark"),
    path("journal/noticing/", noticing.noticing, name="noticing"),
    path("journal/noticing/start/", noticing.noticing_start, name="noticing_start"),
    path("journal/noticing/stop/", noticing.noticing_stop, name="noticing_stop"),
    path("journal/worksheets/", worksheets.worksheet_list, name="worksheet_list"),
    path(
        "journal/worksheets/<slug:tool>/new/", worksheets.worksheet_create, name="worksheet_create"
    ),
    path("journal/worksheets/<uuid:pk>/", worksheets.worksheet_detail, name="worksheet_detail"),
    path(
        "journal/worksheets/<uuid:pk>/edit/", worksheets.worksheet_update, name="worksheet_update"
    ),
    path(
        "journal/worksheets/<uuid:pk>/delete/", worksheets.worksheet_delete, name="worksheet_delete"
    ),
    path("goals/", goals.goal_list, name="goal_list"),
    path("goals/new/", goals.goal_create, name="goal_create"),
    path("goals/<uuid:pk>/", goals.goal_detail, name="goal_detail"),
    path("goals/<uuid:pk>/edit/", goals.goal_update, name="goal_update"),
    path("goals/<uuid:pk>/delete/", goals.goal_delete, name="goal_delete"),
    path("goals/<uuid:pk>/<day:day>/tick/", goals.goal_tick, name="goal_tick"),
    path("goals/<uuid:pk>/<day:day>/untick/", goals.goal_untick, name="goal_untick"),
    path("goals/<uuid:pk>/steps/<int:step>/tick/", goals.step_tick, name="step_tick"),
]
