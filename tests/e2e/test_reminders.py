"""Choose a reminder, get one mail that says nothing, and stop it without signing in."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from playwright.sync_api import expect

from journal.models import ReminderChoices
from journal.reminders.sweep import sweep
from journal.tasks import enqueue
from tests.e2e.journeys import sign_up
from tests.journal.reminders.delivering import run_jobs
from tests.postbox import Postbox, mail_server
from users.models import User
from vault.row_security import system_access


@pytest.fixture
def post(settings):
    """A real mail server that the site sends to."""
    box = Postbox()
    with mail_server(box) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
        yield box


def wait_a_day():
    """Do what the worker does when the next time has come."""
    with system_access("the test looks at the clock"):
        next_at = ReminderChoices.objects.get().next_at
    sweep(next_at or timezone.now() + timedelta(days=1), enqueue)
    run_jobs(timezone.now())


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_one_neutral_mail_comes_and_is_stopped_without_signing_in(
    open_browser, has_no_barriers, post, script
):
    page = open_browser(360, script=script, errors_count=False)
    sign_up(page)
    user = User.objects.get()
    EmailAddress.objects.create(user=user, email="a@example.org", verified=True, primary=True)
    page.goto("/settings/")
    page.get_by_role("link", name="When to be reminded, and how").click()
    page.get_by_role("radio", name="By e-mail").check()
    section = page.get_by_role("region", name="A quick check-in")
    section.get_by_label("At", exact=True).fill("09:15")
    page.get_by_label("From").fill("23:00")
    page.get_by_label("Until").fill("23:00")
    page.get_by_role("button", name="Save these reminders").click()
    expect(page.get_by_text("at 09:15: a quick check-in")).to_have_count(5)
    if script:
        has_no_barriers(page)

    wait_a_day()
    ((address, mail),) = post.mails
    assert (address, mail["Subject"]) == ("a@example.org", "Your note is ready")
    stranger = open_browser(360, script=script)
    stranger.goto(urlsplit(mail["List-Unsubscribe"].strip(" <>")).path)
    stranger.get_by_role("button", name="Stop them").click()
    expect(stranger.get_by_role("heading", name="No more mail")).to_be_visible()

    wait_a_day()
    assert len(post.mails) == 1
    page.reload()
    expect(page.get_by_role("radio", name="Not at all")).to_be_checked()
