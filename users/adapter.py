"""What differs from allauth's own way: an e-mail address is a choice, never a condition."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal import flows  # noqa: F401 - the stages cannot be imported before it
from allauth.account.stages import EmailVerificationStage as StockEmailVerificationStage
from django.http import HttpResponse

STOCK_STAGE = "allauth.account.stages.EmailVerificationStage"
OWN_STAGE = "users.adapter.EmailVerificationStage"


class EmailVerificationStage(StockEmailVerificationStage):
    """Ask for the code once, at sign-up, and only somebody who gave an address."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Return the code page, or nothing and go on: a lost mail must not lock anybody out."""
        login = self.login
        if not login.signup or (login.user and not login.user.email):
            return None, True
        return super().handle()


class AccountAdapter(DefaultAccountAdapter):
    """Ours."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "This name and password do not belong together. Please try once more.",
        "incorrect_password": "That is not the password. Please try once more.",
        "enter_current_password": "That is not the password you have now.",
        "too_many_login_attempts": "That was tried too often. Please wait a few minutes, then try again.",
        "incorrect_code": "That code does not fit. Please look once more, or ask for a new one.",
        "rate_limited": "That was very quick. Please wait a moment, then try again.",
        "username_taken": "That name is taken. Please choose another.",
    }

    def get_login_stages(self) -> list[str]:
        """Return the stages of a sign-in, with our own e-mail stage."""
        return [OWN_STAGE if path == STOCK_STAGE else path for path in super().get_login_stages()]
