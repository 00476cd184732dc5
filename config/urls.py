"""Every address, by floor: the map is in README and CONTRIBUTING."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.styleguide import styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("users.urls")),
    path("", include("guide.urls")),
    path("", include("journal.urls")),
    path("accounts/", include("allauth.account.urls")),
]
if settings.DEBUG:  # elsewhere there is no such address
    urlpatterns.append(path("styleguide/", styleguide))

handler404 = "users.views.not_here"
handler500 = "users.views.broken"
