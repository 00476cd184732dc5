"""Every address, by floor: the map is in README and CONTRIBUTING."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.styleguide import styleguide

# Accounts first: whoever signs in waits for no other address.
urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.account.urls")),
    path("", include("users.urls")),
    path("", include("guide.urls")),
    path("", include("journal.urls")),
]
if settings.DEBUG:  # elsewhere there is no such address
    urlpatterns.append(path("styleguide/", styleguide))

handler404 = "users.views.not_here"
handler500 = "users.views.broken"
