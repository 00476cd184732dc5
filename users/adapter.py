"""What differs from allauth's own way: an e-mail address is a choice, never a condition."""

from allauth.account.adapter import DefaultAccountAdapter
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

    def get_login_stages(self) -> list[str]:
        """Return the stages of a sign-in, with our own e-mail stage."""
        return [OWN_STAGE if path == STOCK_STAGE else path for path in super().get_login_stages()]
