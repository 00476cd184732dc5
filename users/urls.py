"""Addresses of the landing page, settings and the way out."""

from django.urls import path

from users import views

app_name = "users"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("welcome/", views.welcome, name="welcome"),
    path("settings/", views.preferences, name="settings"),
    path("drafts/keep/", views.draft_keep, name="draft_keep"),
    path("drafts/aside/", views.draft_aside, name="draft_aside"),
    path("drafts/<uuid:pk>/", views.draft_detail, name="draft_detail"),
    path("drafts/<uuid:pk>/take/", views.draft_take, name="draft_take"),
    path("drafts/<uuid:pk>/renew/", views.draft_renew, name="draft_renew"),
    path("drafts/<uuid:pk>/delete/", views.draft_delete, name="draft_delete"),
    path("exit/", views.leave, name="exit"),
]
