"""The guide's addresses."""

from django.urls import path

from guide import deck_views, mark_views, views

app_name = "guide"
urlpatterns = [
    path("guide/", views.contents, name="contents"),
    path("guide/dates/", deck_views.dates, name="dates"),
    path("guide/dates/<slug:code>/mark/", mark_views.idea_mark, name="idea_mark"),
    path("guide/dates/<slug:code>/unmark/", mark_views.idea_unmark, name="idea_unmark"),
    path("guide/questions/", deck_views.questions, name="questions"),
    path("guide/search/", views.search, name="search"),
    path("guide/search/index.json", views.search_index, name="search_index"),
    path("guide/sources/", views.sources, name="sources"),
    path("guide/<slug:part_slug>/", views.part, name="part"),
    path("guide/<slug:part_slug>/<slug:slug>/", views.page, name="page"),
    path("guide/<slug:part_slug>/<slug:slug>/mark/", mark_views.page_mark, name="page_mark"),
    path("guide/<slug:part_slug>/<slug:slug>/unmark/", mark_views.page_unmark, name="page_unmark"),
    path("support/", views.support, name="support"),
    path("support/check/", views.check, name="check"),
    path("support/check/<slug:code>/", views.check_ending, name="check_ending"),
]
