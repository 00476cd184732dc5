"""The mails of the journal: one function each. None of them says what it is about, or who anybody is."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from journal.models import Reminder
from journal.reminders.unsubscribe import address_for
from users.models import User


def note_ready(user: User, reminder: Reminder) -> EmailMultiAlternatives:
    """Return the mail that reminds."""
    return _mail("note_ready", user, reminder)


def still_wanted(user: User, reminder: Reminder) -> EmailMultiAlternatives:
    """Return the mail that asks whether to stop; it is the last one unless somebody says otherwise."""
    return _mail("still_wanted", user, reminder)


def _mail(name: str, user: User, reminder: Reminder) -> EmailMultiAlternatives:
    stop_url = address_for(user)
    context = {"url": settings.PUBLIC_URL + reverse("journal:today"), "stop_url": stop_url}
    file = f"journal/reminders/emails/{name}"
    mail = EmailMultiAlternatives(
        subject=render_to_string(f"{file}_subject.txt").strip(),
        body=render_to_string(f"{file}.txt", context),
        to=[user.confirmed_address],
        headers={
            # The same for every try, so that a mail program shows one that came twice only once.
            "Message-ID": f"<{reminder.pk.hex}@{urlsplit(settings.PUBLIC_URL).hostname}>",
            "List-Unsubscribe": f"<{stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string(f"{file}.html", context), "text/html")
    return mail
