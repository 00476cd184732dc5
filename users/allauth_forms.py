"""The forms of an account, in our words; what they do is allauth's."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.db import connection
from django.http import HttpRequest

from users.clock import zone_names
from users.models import User
from vault.row_security import acting_as

PASSWORD_HELP = "At least twelve characters. Three or four plain words are good."  # noqa: S105 - a hint, not a password


class SignupForm(allauth_forms.SignupForm):
    """A name, a password, and an address only if it is wanted. The time zone is the browser's guess."""

    time_zone = forms.CharField(
        required=False,
        widget=forms.HiddenInput(attrs={"data-guess-zone": "", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put it in our words."""
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "A name to sign in with"
        self.fields["username"].help_text = "It does not have to be your real one."
        self.fields["password1"].help_text = PASSWORD_HELP
        self.fields["password2"].label = "The password once more"
        self.fields["email"].required = False
        self.fields["email"].widget.is_required = False
        self.fields["email"].label = "E-mail, if you like"
        self.fields["email"].help_text = (
            "Leave it empty if someone else can read your inbox. Everything works without it,"
            " but a forgotten password can then not be reset."
        )
        _without_placeholders(self)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["username"].error_messages["required"] = "Choose a name to sign in with."
        self.order_fields(["username", "password1", "password2", "email"])

    def clean_username(self) -> str:
        """Let a second click wait for the first: the name is then taken, and not twice made."""
        name = str(self.cleaned_data["username"]).lower()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])
        return super().clean_username()

    def save(self, request: HttpRequest) -> User:
        """Keep the guess, so that days begin where the person lives, even for who skips the welcome."""
        user: User = super().save(request)
        if self.cleaned_data["time_zone"] in zone_names():
            with acting_as(user):
                user.preferences.time_zone = self.cleaned_data["time_zone"]
                user.preferences.save()
        return user


class LoginForm(allauth_forms.LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put it in our words."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Name"
        self.fields["password"].help_text = ""
        self.fields.pop("remember", None)
        _without_placeholders(self)


class AddEmailForm(allauth_forms.AddEmailForm):
    """An address that the browser does not offer to whoever types next."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put it in our words."""
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail"
        self.fields["email"].widget.attrs = {"autocomplete": "off"}
        _without_placeholders(self)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """The address of an account, as the other forms call it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put it in our words."""
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail"
        _without_placeholders(self)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put it in our words."""
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Your password"
        _without_placeholders(self)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The password now, and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put it in our words."""
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Password now"
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = PASSWORD_HELP
        self.fields["password2"].label = "New password once more"
        _without_placeholders(self)


def _without_placeholders(form: forms.Form) -> None:
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
