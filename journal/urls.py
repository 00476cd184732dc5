"""Addresses of everything a person writes. None of them says what it is about."""

from datetime import date

from django.urls import path, register_converter

from journal.calendar import views as calendar_views
from journal.entries import views as entry_views
from journal.entries import word_views
from journal.goals import date_views, occurrence_views, season_views
from journal.goals import views as goal_views
from journal.insights import views as insight_views
from journal.reminders import views as reminder_views
from journal.search import views as search_views
from journal.sliders import views as slider_views
from journal.summary import views as summary_views
from journal.thanks import idea_views, saying_views
from journal.thanks import views as note_views
from journal.threads import experiment_views
from journal.threads import views as thread_views
from journal.timeline import look_back_views
from journal.timeline import views as timeline_views
from journal.today import views as today_views
from journal.trash import views as trash_views
from journal.weeks import agreement_views, card_views, noticing_views, review_views, talk_views
from journal.weeks import views as week_views
from journal.worksheets import views as worksheet_views


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
    path("today/", today_views.today, name="today"),
    path("journal/", timeline_views.timeline, name="timeline"),
    path("journal/deleted/", trash_views.deleted_list, name="deleted_list"),
    path("journal/deleted/<uuid:pk>/restore/", trash_views.deleted_restore, name="deleted_restore"),
    path("journal/feelings/quick/", entry_views.entry_quick, name="entry_quick"),
    path("journal/feelings/new/", entry_views.entry_create, name="entry_create"),
    path("journal/feelings/<uuid:pk>/", entry_views.entry_detail, name="entry_detail"),
    path("journal/feelings/<uuid:pk>/edit/", entry_views.entry_update, name="entry_update"),
    path(
        "journal/feelings/<uuid:pk>/another/",
        entry_views.entry_add_feeling,
        name="entry_add_feeling",
    ),
    path("journal/feelings/<uuid:pk>/tear/", entry_views.entry_tear, name="entry_tear"),
    path("journal/feelings/<uuid:pk>/delete/", entry_views.entry_delete, name="entry_delete"),
    path("journal/thanks/", note_views.note_list, name="note_list"),
    path("journal/thanks/new/", note_views.note_create, name="note_create"),
    path("journal/thanks/prompt/", note_views.note_prompt, name="note_prompt"),
    path("journal/thanks/jar/", note_views.note_jar, name="note_jar"),
    path("journal/thanks/suggest/", saying_views.note_suggest, name="note_suggest"),
    path("journal/thanks/<uuid:pk>/", note_views.note_detail, name="note_detail"),
    path("journal/thanks/<uuid:pk>/edit/", note_views.note_update, name="note_update"),
    path("journal/thanks/<uuid:pk>/delete/", note_views.note_delete, name="note_delete"),
    path("journal/thanks/<uuid:pk>/plan/", saying_views.note_plan, name="note_plan"),
    path("journal/thanks/<uuid:pk>/not-planned/", saying_views.note_unplan, name="note_unplan"),
    path("journal/thanks/<uuid:pk>/said/", saying_views.note_say, name="note_say"),
    path("journal/thanks/<uuid:pk>/not-said/", saying_views.note_unsay, name="note_unsay"),
    path("journal/thanks/<uuid:pk>/landed/", saying_views.note_landed, name="note_landed"),
    path("journal/ideas/<slug:code>/done/", idea_views.idea_done, name="idea_done"),
    path("journal/threads/", thread_views.thread_list, name="thread_list"),
    path("journal/threads/new/", thread_views.thread_create, name="thread_create"),
    path("journal/threads/<uuid:pk>/", thread_views.thread_detail, name="thread_detail"),
    path("journal/threads/<uuid:pk>/edit/", thread_views.thread_update, name="thread_update"),
    path("journal/threads/<uuid:pk>/delete/", thread_views.thread_delete, name="thread_delete"),
    path("journal/threads/<uuid:pk>/entries/", thread_views.thread_entries, name="thread_entries"),
    path("journal/threads/<uuid:pk>/entries/put/", thread_views.thread_put, name="thread_put"),
    path("journal/threads/<uuid:pk>/entries/take/", thread_views.thread_take, name="thread_take"),
    path(
        "journal/threads/<uuid:pk>/steps/<slug:step>/", thread_views.thread_step, name="thread_step"
    ),
    path(
        "journal/threads/<uuid:pk>/experiments/new/",
        experiment_views.experiment_create,
        name="experiment_create",
    ),
    path(
        "journal/experiments/<uuid:pk>/edit/",
        experiment_views.experiment_update,
        name="experiment_update",
    ),
    path(
        "journal/experiments/<uuid:pk>/review/",
        experiment_views.experiment_review,
        name="experiment_review",
    ),
    path(
        "journal/experiments/<uuid:pk>/delete/",
        experiment_views.experiment_delete,
        name="experiment_delete",
    ),
    path("journal/sliders/", slider_views.slider_list, name="slider_list"),
    path("journal/sliders/questions/", slider_views.slider_questions, name="slider_questions"),
    path("journal/sliders/new/", slider_views.slider_answer, name="slider_answer"),
    path("journal/sliders/<uuid:pk>/delete/", slider_views.slider_delete, name="slider_delete"),
    path("journal/summary/", summary_views.summary_detail, name="summary_detail"),
    path("journal/summary/choose/", summary_views.summary_update, name="summary_update"),
    path("journal/summary/lines/", summary_views.summary_lines, name="summary_lines"),
    path("journal/summary/pdf/", summary_views.summary_pdf, name="summary_pdf"),
    path("journal/summary/delete/", summary_views.summary_delete, name="summary_delete"),
    path("journal/weeks/", week_views.week_now, name="week_now"),
    path(
        "journal/weeks/now/review/",
        review_views.review_now,
        {"page": "journal:week_review"},
        name="review_now",
    ),
    path(
        "journal/weeks/now/baskets/",
        review_views.review_now,
        {"page": "journal:week_baskets"},
        name="baskets_now",
    ),
    path(
        "journal/weeks/now/card/",
        review_views.review_now,
        {"page": "journal:week_card"},
        name="card_now",
    ),
    path("journal/weeks/<str:name>/", week_views.week_detail, name="week_detail"),
    path("journal/insights/", insight_views.insights, name="insights"),
    path("journal/look-back/", look_back_views.look_back, name="look_back"),
    path("journal/search/", search_views.search, name="search"),
    path("journal/weeks/<str:name>/baskets/", card_views.week_baskets, name="week_baskets"),
    path("journal/weeks/<str:name>/card/", card_views.week_card, name="week_card"),
    path("journal/weeks/<str:name>/review/", review_views.week_review, name="week_review"),
    path("journal/weeks/<str:name>/review/reopen/", review_views.week_reopen, name="week_reopen"),
    path(
        "journal/weeks/<str:name>/review/delete/",
        review_views.week_review_delete,
        name="week_review_delete",
    ),
    path("journal/weeks/<str:name>/table/", talk_views.week_table, name="week_table"),
    path(
        "journal/weeks/<str:name>/table/edit/",
        talk_views.week_table_update,
        name="week_table_update",
    ),
    path("journal/weeks/<str:name>/table/log/", talk_views.week_table_log, name="week_table_log"),
    path("journal/agreements/", agreement_views.agreement_list, name="agreement_list"),
    path("journal/agreements/new/", agreement_views.agreement_create, name="agreement_create"),
    path(
        "journal/agreements/<uuid:pk>/edit/",
        agreement_views.agreement_update,
        name="agreement_update",
    ),
    path(
        "journal/agreements/<uuid:pk>/delete/",
        agreement_views.agreement_delete,
        name="agreement_delete",
    ),
    path(
        "journal/agreements/<uuid:pk>/mark/", agreement_views.agreement_mark, name="agreement_mark"
    ),
    path("journal/noticing/", noticing_views.noticing, name="noticing"),
    path("journal/noticing/start/", noticing_views.noticing_start, name="noticing_start"),
    path("journal/noticing/stop/", noticing_views.noticing_stop, name="noticing_stop"),
    path("journal/worksheets/", worksheet_views.worksheet_list, name="worksheet_list"),
    path(
        "journal/worksheets/<slug:tool>/new/",
        worksheet_views.worksheet_create,
        name="worksheet_create",
    ),
    path(
        "journal/worksheets/<uuid:pk>/", worksheet_views.worksheet_detail, name="worksheet_detail"
    ),
    path(
        "journal/worksheets/<uuid:pk>/edit/",
        worksheet_views.worksheet_update,
        name="worksheet_update",
    ),
    path("journal/worksheets/<uuid:pk>/week/", worksheet_views.worksheet_add, name="worksheet_add"),
    path(
        "journal/worksheets/<uuid:pk>/week/undo/",
        worksheet_views.worksheet_take_out,
        name="worksheet_take_out",
    ),
    path(
        "journal/worksheets/<uuid:pk>/delete/",
        worksheet_views.worksheet_delete,
        name="worksheet_delete",
    ),
    path("settings/words/", word_views.word_list, name="word_list"),
    path("settings/words/<str:kind>/new/", word_views.word_create, name="word_create"),
    path("settings/words/<uuid:pk>/", word_views.word_update, name="word_update"),
    path("settings/reminders/", reminder_views.reminders, name="reminders"),
    path("settings/reminders/again/", reminder_views.reminders_resume, name="reminders_resume"),
    path("mail/<str:token>/", reminder_views.mail_stop, name="mail_stop"),
    path("calendar/<str:token>.ics", calendar_views.calendar_feed, name="calendar_feed"),
    path("settings/calendar/", calendar_views.calendar_update, name="calendar_update"),
    path("settings/calendar/renew/", calendar_views.calendar_renew, name="calendar_renew"),
    path("settings/calendar/stop/", calendar_views.calendar_stop, name="calendar_stop"),
    path("goals/", goal_views.goal_list, name="goal_list"),
    path("goals/new/", goal_views.goal_create, name="goal_create"),
    path("goals/<uuid:pk>/", goal_views.goal_detail, name="goal_detail"),
    path("goals/<uuid:pk>/edit/", goal_views.goal_update, name="goal_update"),
    path("goals/<uuid:pk>/delete/", goal_views.goal_delete, name="goal_delete"),
    path("goals/dates/", date_views.date_list, name="date_list"),
    path("goals/<uuid:pk>/<day:day>/plan/", date_views.date_plan, name="date_plan"),
    path("goals/<uuid:pk>/<day:day>/after/", date_views.date_answers, name="date_answers"),
    path("goals/dates/<uuid:pk>/<int:step>/", date_views.date_arrange, name="date_arrange"),
    path("goals/rest/", season_views.season_begin, name="season_begin"),
    path("goals/rest/end/", season_views.season_end, name="season_end"),
    path("goals/<uuid:pk>/pause/", goal_views.goal_pause, name="goal_pause"),
    path("goals/<uuid:pk>/resume/", goal_views.goal_resume, name="goal_resume"),
    path("goals/<uuid:pk>/done/", goal_views.goal_finish, name="goal_finish"),
    path("goals/<uuid:pk>/review/", goal_views.goal_review, name="goal_review"),
    path("goals/<uuid:pk>/keep/", goal_views.goal_keep, name="goal_keep"),
    path("goals/<uuid:pk>/win/", goal_views.goal_win, name="goal_win"),
    path("goals/<uuid:pk>/days/", occurrence_views.occurrence_find, name="occurrence_find"),
    path(
        "goals/<uuid:pk>/<day:day>/", occurrence_views.occurrence_detail, name="occurrence_detail"
    ),
    path("goals/<uuid:pk>/<day:day>/file/", calendar_views.occurrence_file, name="occurrence_file"),
    path("goals/<uuid:pk>/<day:day>/tick/", occurrence_views.goal_tick, name="goal_tick"),
    path("goals/<uuid:pk>/<day:day>/untick/", occurrence_views.goal_untick, name="goal_untick"),
    path(
        "goals/<uuid:pk>/<day:day>/move/", occurrence_views.occurrence_move, name="occurrence_move"
    ),
    path("goals/<uuid:pk>/steps/<int:step>/tick/", goal_views.step_tick, name="step_tick"),
    path("goals/<uuid:pk>/steps/<int:step>/up/", goal_views.step_shift, {"by": -1}, name="step_up"),
    path(
        "goals/<uuid:pk>/steps/<int:step>/down/", goal_views.step_shift, {"by": 1}, name="step_down"
    ),
]
