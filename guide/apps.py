"""Public advice: pages, banks and where to find help."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """Registers the checks that hold every page to the house rules."""

    name = "guide"

    def ready(self) -> None:
        """Register the checks."""
        from guide import checks  # noqa: F401, PLC0415 - importing registers them
