"""Who is signed in, and how they call the person they are thinking of."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """The users app."""

    name = "users"

    def ready(self) -> None:
        """Mend allauth 65.21: its code page calls a method that it lacks when a new address is mistyped."""
        from allauth.account.views import ConfirmEmailVerificationCodeView as CodePage  # noqa: PLC0415
        from django.views.generic.edit import FormMixin  # noqa: PLC0415

        CodePage._change_form_invalid = FormMixin.form_invalid
