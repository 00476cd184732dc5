"""Who is signed in, and how they call the person they are thinking of."""

from django.apps import AppConfig
from django.forms import DateField, Field


class UsersConfig(AppConfig):
    """The users app."""

    name = "users"

    def ready(self) -> None:
        """Say plainly what every form needs, before any form is there, and mend allauth."""
        Field.default_error_messages["required"] = "Please fill this in."
        DateField.default_error_messages["invalid"] = (
            "Choose a day, or write it like this: 2026-11-21."
        )
        _mend_allauth()


def _mend_allauth() -> None:
    """Mend allauth 65.21: its code page calls a method that it lacks when a new address is mistyped."""
    from allauth.account.views import ConfirmEmailVerificationCodeView as CodePage  # noqa: PLC0415
    from django.views.generic.edit import FormMixin  # noqa: PLC0415

    CodePage._change_form_invalid = FormMixin.form_invalid
