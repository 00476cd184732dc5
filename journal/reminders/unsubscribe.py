"""One-click unsubscribe (RFC 8058): a signed address in every mail that needs no sign-in."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from journal.models import Reminder, ReminderChoices
from users.models import User
from vault.row_security import HasKey, acting_as

# It works for as long as the mail is kept: who wants no more mail must not be asked for more than that.
_signer = signing.Signer(salt="journal.mail_stop")


def address_for(user: HasKey) -> str:
    """Return the address that stops this user's mail."""
    token = _signer.sign(user.pk.hex)
    return settings.PUBLIC_URL + reverse("journal:mail_stop", args=[token])


def owner_in(token: str) -> UUID | None:
    """Return whose mail this address stops, or None if it is none of ours."""
    try:
        return UUID(_signer.unsign(token))
    except signing.BadSignature:
        return None


@transaction.atomic
def stop_mail(owner: UUID) -> None:
    """Send nothing more to this person, what waits already included; who is gone has nothing to stop."""
    user = User.objects.filter(pk=owner).first()
    if user is None:
        return
    with acting_as(user):
        choices = ReminderChoices.objects.for_user(user).select_for_update().first()
        if choices and choices.is_by_mail:
            choices.switch_off()
        Reminder.objects.for_user(user).waiting().leave()
