"""Who is signed in, and how they call the person they are thinking of."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """The users app."""

    name = "users"
