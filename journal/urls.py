"""Addresses of everything a person writes. None of them says what it is about."""

from datetime import date

from django.urls import path, register_converter

from journal.views import (
    dates,
    entries,
    goals,
    occurrences,
    seasons,
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
    path("journal/weeks/<str:name>/", weeks.week_detail, name="week_detail"),
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
    path("goals/dates/", dates.date_list, name="date_list"),
    path("goals/<uuid:pk>/<day:day>/plan/", dates.date_plan, name="date_plan"),
    path("goals/<uuid:pk>/<day:day>/after/", dates.date_answers, name="date_answers"),
    path("goals/dates/<uuid:pk>/<int:step>/", dates.date_arrange, name="date_arrange"),
    path("goals/rest/", seasons.season_begin, name="season_begin"),
    path("goals/rest/end/", seasons.season_end, name="season_end"),
    path("goals/<uuid:pk>/pause/", goals.goal_pause, name="goal_pause"),
    path("goals/<uuid:pk>/resume/", goals.goal_resume, name="goal_resume"),
    path("goals/<uuid:pk>/done/", goals.goal_finish, name="goal_finish"),
    path("goals/<uuid:pk>/review/", goals.goal_review, name="goal_review"),
    path("goals/<uuid:pk>/keep/", goals.goal_keep, name="goal_keep"),
    path("goals/<uuid:pk>/win/", goals.goal_win, name="goal_win"),
    path("goals/<uuid:pk>/days/", occurrences.occurrence_find, name="occurrence_find"),
    path("goals/<uuid:pk>/<day:day>/", occurrences.occurrence_detail, name="occurrence_detail"),
    path("goals/<uuid:pk>/<day:day>/tick/", occurrences.goal_tick, name="goal_tick"),
    path("goals/<uuid:pk>/<day:day>/untick/", occurrences.goal_untick, name="goal_untick"),
    path("goals/<uuid:pk>/<day:day>/move/", occurrences.occurrence_move, name="occurrence_move"),
    path("goals/<uuid:pk>/steps/<int:step>/tick/", goals.step_tick, name="step_tick"),
    path("goals/<uuid:pk>/steps/<int:step>/up/", goals.step_shift, {"by": -1}, name="step_up"),
    path("goals/<uuid:pk>/steps/<int:step>/down/", goals.step_shift, {"by": 1}, name="step_down"),
]
