"""The guide's addresses."""

from django.urls import path

from guide import views

app_name = "guide"
urlpatterns = [
    path("guide/", views.contents, name="contents"),
    path("guide/<slug:part_slug>/", views.part, name="part"),
    path("guide/<slug:part_slug>/<slug:slug>/", views.page, name="page"),
    path("support/", views.support, name="support"),
    path("support/check/", views.check, name="check"),
    path("support/check/<slug:code>/", views.check_ending, name="check_ending"),
]
