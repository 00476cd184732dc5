"""Everything a person writes."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal app."""

    name = "journal"
