"""Every address, by floor: the map is in README and CONTRIBUTING."""

from django.urls import include, path

urlpatterns = [
    path("", include("users.urls")),
    path("", include("guide.urls")),
    path("", include("journal.urls")),
    path("accounts/", include("allauth.account.urls")),
]

handler404 = "users.views.not_here"
