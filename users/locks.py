"""The extra lock: some pages open only to somebody who has just typed the password."""

from allauth.account.decorators import reauthentication_required

from users.http import UserRequest


@reauthentication_required  # type: ignore[untyped-decorator] # allauth ships no types
def ask_for_password(_: UserRequest) -> None:
    """Leave for the page that asks for the password, unless it was typed there in the last minutes."""
