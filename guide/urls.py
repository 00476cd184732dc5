"""The guide's addresses."""

from django.urls import path

from guide import deck_views, views

app_name = "guide"
urlpatterns = [
    path("guide/", views.contents, name="contents"),
    path("guide/dates/", deck_views.dates, name="dates"),
    path("guide/questions/", deck_views.questions, name="questions"),
    path("guide/search/", views.search, name="search"),
    path("guide/search/index.json", views.search_index, name="search_index"),
    path("guide/sources/", views.sources, name="sources"),
    path("guide/<slug:part_slug>/", views.part, name="part"),
    path("guide/<slug:part_slug>/<slug:slug>/", views.page, name="page"),
    path("support/", views.support, name="support"),
    path("support/check/", views.check, name="check"),
    path("support/check/<slug:code>/", views.check_ending, name="check_ending"),
]
