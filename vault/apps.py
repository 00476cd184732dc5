"""The ground floor: keys, sealed values and walls between users."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Registers the checks that refuse a database role which could see through the walls."""

    name = "vault"

    def ready(self) -> None:
        """Register the checks."""
        from vault import checks  # noqa: F401, PLC0415 - importing registers them
