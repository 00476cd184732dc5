"""Addresses of everything a person writes. None of them says what it is about."""

from datetime import date

from django.urls import path, register_converter

from journal.views import (
    agreements,
    calendars,
    cards,
    dates,
    deleted,
    entries,
    experiments,
    goals,
    ideas,
    insights,
    look_back,
    noticing,
    occurrences,
    reminders,
    reviews,
    saying,
    search,
    seasons,
    sliders,
    summaries,
    talks,
    thanks,
    threads,
    timeline,
    today,
    weeks,
    words,
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
    path("journal/deleted/", deleted.deleted_list, name="deleted_list"),
    path("journal/deleted/<uuid:pk>/restore/", deleted.deleted_restore, name="deleted_restore"),
    path("journal/feelings/quick/", entries.entry_quick, name="entry_quick"),
    path("journal/feelings/new/", entries.entry_create, name="entry_create"),
    path("journal/feelings/<uuid:pk>/", entries.entry_detail, name="entry_detail"),
    path("journal/feelings/<uuid:pk>/edit/", entries.entry_update, name="entry_update"),
    path(
        "journal/feelings/<uuid:pk>/another/", entries.entry_add_feeling, name="entry_add_feeling"
    ),
    path("journal/feelings/<uuid:pk>/tear/", entries.entry_tear, name="entry_tear"),
    path("journal/feelings/<uuid:pk>/delete/", entries.entry_delete, name="entry_delete"),
    path("journal/thanks/", thanks.note_list, name="note_list"),
    path("journal/thanks/new/", thanks.note_create, name="note_create"),
    path("journal/thanks/prompt/", thanks.note_prompt, name="note_prompt"),
    path("journal/thanks/jar/", thanks.note_jar, name="note_jar"),
    path("journal/thanks/suggest/", saying.note_suggest, name="note_suggest"),
    path("journal/thanks/<uuid:pk>/", thanks.note_detail, name="note_detail"),
    path("journal/thanks/<uuid:pk>/edit/", thanks.note_update, name="note_update"),
    path("journal/thanks/<uuid:pk>/delete/", thanks.note_delete, name="note_delete"),
    path("journal/thanks/<uuid:pk>/plan/", saying.note_plan, name="note_plan"),
    path("journal/thanks/<uuid:pk>/not-planned/", saying.note_unplan, name="note_unplan"),
    path("journal/thanks/<uuid:pk>/said/", saying.note_say, name="note_say"),
    path("journal/thanks/<uuid:pk>/not-said/", saying.note_unsay, name="note_unsay"),
    path("journal/thanks/<uuid:pk>/landed/", saying.note_landed, name="note_landed"),
    path("journal/ideas/<slug:code>/done/", ideas.idea_done, name="idea_done"),
    path("journal/threads/", threads.thread_list, name="thread_list"),
    path("journal/threads/new/", threads.thread_create, name="thread_create"),
    path("journal/threads/<uuid:pk>/", threads.thread_detail, name="thread_detail"),
    path("journal/threads/<uuid:pk>/edit/", threads.thread_update, name="thread_update"),
    path("journal/threads/<uuid:pk>/delete/", threads.thread_delete, name="thread_delete"),
    path("journal/threads/<uuid:pk>/entries/", threads.thread_entries, name="thread_entries"),
    path("journal/threads/<uuid:pk>/entries/put/", threads.thread_put, name="thread_put"),
    path("journal/threads/<uuid:pk>/entries/take/", threads.thread_take, name="thread_take"),
    path("journal/threads/<uuid:pk>/steps/<slug:step>/", threads.thread_step, name="thread_step"),
    path(
        "journal/threads/<uuid:pk>/experiments/new/",
        experiments.experiment_create,
        name="experiment_create",
    ),
    path(
        "journal/experiments/<uuid:pk>/edit/",
        experiments.experiment_update,
        name="experiment_update",
    ),
    path(
        "journal/experiments/<uuid:pk>/review/",
        experiments.experiment_review,
        name="experiment_review",
    ),
    path(
        "journal/experiments/<uuid:pk>/delete/",
        experiments.experiment_delete,
        name="experiment_delete",
    ),
    path("journal/sliders/", sliders.slider_list, name="slider_list"),
    path("journal/sliders/questions/", sliders.slider_questions, name="slider_questions"),
    path("journal/sliders/new/", sliders.slider_answer, name="slider_answer"),
    path("journal/sliders/<uuid:pk>/delete/", sliders.slider_delete, name="slider_delete"),
    path("journal/summary/", summaries.summary_detail, name="summary_detail"),
    path("journal/summary/choose/", summaries.summary_update, name="summary_update"),
    path("journal/summary/lines/", summaries.summary_lines, name="summary_lines"),
    path("journal/summary/pdf/", summaries.summary_pdf, name="summary_pdf"),
    path("journal/summary/delete/", summaries.summary_delete, name="summary_delete"),
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
    path("journal/insights/", insights.insights, name="insights"),
    path("journal/look-back/", look_back.look_back, name="look_back"),
    path("journal/search/", search.search, name="search"),
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
    path("journal/worksheets/<uuid:pk>/week/", worksheets.worksheet_add, name="worksheet_add"),
    path(
        "journal/worksheets/<uuid:pk>/week/undo/",
        worksheets.worksheet_take_out,
        name="worksheet_take_out",
    ),
    path(
        "journal/worksheets/<uuid:pk>/delete/", worksheets.worksheet_delete, name="worksheet_delete"
    ),
    path("settings/words/", words.word_list, name="word_list"),
    path("settings/words/<str:kind>/new/", words.word_create, name="word_create"),
    path("settings/words/<uuid:pk>/", words.word_update, name="word_update"),
    path("settings/reminders/", reminders.reminders, name="reminders"),
    path("settings/reminders/again/", reminders.reminders_resume, name="reminders_resume"),
    path("mail/<str:token>/", reminders.mail_stop, name="mail_stop"),
    path("calendar/<str:token>.ics", calendars.calendar_feed, name="calendar_feed"),
    path("settings/calendar/", calendars.calendar_update, name="calendar_update"),
    path("settings/calendar/renew/", calendars.calendar_renew, name="calendar_renew"),
    path("settings/calendar/stop/", calendars.calendar_stop, name="calendar_stop"),
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
    path("goals/<uuid:pk>/<day:day>/file/", calendars.occurrence_file, name="occurrence_file"),
    path("goals/<uuid:pk>/<day:day>/tick/", occurrences.goal_tick, name="goal_tick"),
    path("goals/<uuid:pk>/<day:day>/untick/", occurrences.goal_untick, name="goal_untick"),
    path("goals/<uuid:pk>/<day:day>/move/", occurrences.occurrence_move, name="occurrence_move"),
    path("goals/<uuid:pk>/steps/<int:step>/tick/", goals.step_tick, name="step_tick"),
    path("goals/<uuid:pk>/steps/<int:step>/up/", goals.step_shift, {"by": -1}, name="step_up"),
    path("goals/<uuid:pk>/steps/<int:step>/down/", goals.step_shift, {"by": 1}, name="step_down"),
]
