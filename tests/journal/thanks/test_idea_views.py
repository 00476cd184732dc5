"""An idea that was done leaves one line in the journal."""

from datetime import timedelta

from django.urls import reverse

from journal.models import GratitudeNote
from tests.journal.browser import follow, open_page

DONE = reverse("journal:idea_done", args=["d17"])


def test_idea_that_was_done_leaves_a_line_and_is_listed(signed_in):
    page = follow(signed_in, signed_in.post(DONE))

    note = GratitudeNote.objects.get()
    assert page.messages == ["Saved."]
    assert note.what_they_did.startswith("We did this, and I liked it.")
    assert note.what_they_did in open_page(signed_in, reverse("journal:timeline")).html
    assert "18 November 2026" in open_page(signed_in, "/guide/dates/").html


def test_second_click_of_a_day_writes_nothing_and_another_day_does(signed_in, alice, clock):
    signed_in.post(DONE)
    again = signed_in.post(DONE)
    clock.shift(timedelta(days=1))
    signed_in.force_login(alice)

    signed_in.post(DONE)

    assert again.url == "/guide/dates/?idea=d17"
    assert GratitudeNote.objects.count() == 2
