"""Gratitude notes: write, read, change, delete; prompts, and the jar."""

import pytest
from django.urls import reverse

from guide import banks
from journal.models import GratitudeNote
from journal.thanks.prompts import prompt_of
from tests.factories import GratitudeNoteFactory
from tests.journal.browser import follow, open_page, saved, send
from tests.journal.conftest import NOW
from tests.journal.tampering import spoil
from users.models import Draft

NEW = reverse("journal:note_create")
LIST = reverse("journal:note_list")
PROMPT = reverse("journal:note_prompt")
JAR = reverse("journal:note_jar")
WHOLE = {
    "what_they_did": "Scraped the ice off my windscreen.\r\nBefore six!",
    "about": "us",
    "what_it_did": "I drove off smiling.",
    "what_it_says": "Thinks of me before coffee.",
}


def address(name, note):
    """Return the address of a note's page."""
    return reverse(f"journal:note_{name}", args=[note.pk])


def test_note_keeps_everything_that_was_written(signed_in, alice):
    response = send(signed_in, NEW, **WHOLE)

    note = GratitudeNote.objects.for_user(alice).get()
    assert response.url == saved(note)
    assert note.happened_at == NOW
    assert note.about == "us"
    assert note.readable() == [
        ("What was good", "Scraped the ice off my windscreen.\nBefore six!"),
        ("What it did for me", "I drove off smiling."),
        ("What it says about them", "Thinks of me before coffee."),
    ]


def test_note_page_shows_everything_that_was_written(signed_in):
    page = follow(signed_in, send(signed_in, NEW, **WHOLE))

    assert page.messages == ["Saved."]
    assert "Today" in page.html
    assert "Scraped the ice off my windscreen.<br>Before six!" in page.html
    assert "I drove off smiling." in page.html
    assert "Thinks of me before coffee." in page.html


def test_one_line_is_enough_for_a_note(signed_in, alice):
    send(signed_in, NEW, what_they_did="Made soup.")

    note = GratitudeNote.objects.for_user(alice).get()
    assert note.readable() == [("What was good", "Made soup.")]
    assert note.about == "partner"


def test_form_offers_a_way_in_that_changes_with_the_day(signed_in, alice, prefer, clock):
    prefer(partner_kind="name", partner_name="Kim", pronoun="they")

    today = signed_in.get(NEW).context["prompt"]
    clock.shift(5 * 3600)
    signed_in.logout()
    signed_in.force_login(alice)
    tomorrow = signed_in.get(NEW).context["prompt"]

    assert today != tomorrow
    assert "{" not in today + tomorrow


def test_form_opens_about_what_a_page_of_the_guide_asks_for(signed_in):
    page = open_page(signed_in, f"{reverse('journal:note_create')}?about=me")
    unknown = open_page(signed_in, f"{reverse('journal:note_create')}?about=nobody")

    assert page.typed["about"] == ["me"]
    assert any(f">{one.text}<" in page.html for one in banks.prompts() if one.about == "me")
    assert unknown.typed["about"] == ["partner"]


def test_each_prompt_leads_to_another_until_all_were_seen(signed_in):
    seen, code = set(), prompt_of(NOW.date()).code
    for _ in banks.prompts():
        answer = signed_in.post(PROMPT, {"prompt": code})
        assert answer.status_code == 303
        context = signed_in.get(answer.url).context
        seen.add(context["prompt"])
        code = context["next_prompt"]

    assert len(seen) == len(banks.prompts()) == 46


def test_prompt_can_be_left_out_and_had_again(signed_in):
    bare = signed_in.get(signed_in.post(PROMPT, {"prompt": "none"}).url)
    page = follow(signed_in, signed_in.post(PROMPT, {"prompt": bare.context["next_prompt"]}))

    assert "prompt" not in bare.context
    assert signed_in.get(NEW).context["prompt"] in page.html


@pytest.mark.parametrize(("code", "about"), [("G20", "us"), ("G26", "me"), ("G44", "life")])
def test_note_from_another_prompt_is_about_what_it_asks_for(signed_in, code, about):
    assert open_page(signed_in, f"{NEW}?prompt={code}").typed["about"] == [about]


def test_another_prompt_loses_nothing_that_was_typed(signed_in, alice):
    typed = open_page(signed_in, NEW).typed | {"what_it_did": "I drove off smiling."}

    page = follow(signed_in, signed_in.post(PROMPT, typed | {"prompt": "G20"}))
    send(signed_in, f"{NEW}?prompt=G20", what_they_did="Scraped the ice.")

    note = GratitudeNote.objects.for_user(alice).get()
    assert page.typed["what_it_did"] == ["I drove off smiling."]
    assert page.errors == {}
    assert (note.what_they_did, note.what_it_did) == ("Scraped the ice.", "I drove off smiling.")
    assert not Draft.objects.for_user(alice).exists()


def test_list_shows_own_notes_newest_first_under_their_days(signed_in, alice, bob):
    older, newer = [GratitudeNoteFactory(owner=alice, happened_at=NOW) for _ in range(2)]
    older.happened_at = NOW.replace(day=11)
    older.save()
    GratitudeNoteFactory(owner=bob, happened_at=NOW)

    days = signed_in.get(LIST).context["page"].days

    assert [day.label for day in days] == ["Today", "Wednesday 11 November"]
    assert [[item.row for item in day.items] for day in days] == [[newer], [older]]


def test_list_leads_on_to_older_notes(signed_in, alice):
    notes = GratitudeNoteFactory.create_batch(31, owner=alice)
    first = signed_in.get(LIST).context["page"]

    second = signed_in.get(LIST, {"before": first.older}).context["page"]

    (last,) = [item.row for day in second.days for item in day.items]
    assert last == min(notes, key=lambda note: note.happened_at)
    assert second.older == ""


def test_empty_list_says_what_it_is_for(signed_in, bob):
    GratitudeNoteFactory(owner=bob)

    page = open_page(signed_in, LIST)

    assert "This is where good things are kept" in page.html
    assert f'href="{NEW}"' in page.html


def test_edit_form_opens_with_everything_and_changes_only_what_is_changed(signed_in, alice):
    send(signed_in, NEW, **WHOLE)
    note = GratitudeNote.objects.for_user(alice).get()

    response = send(signed_in, address("update", note), what_it_did="I sang in the car.")

    changed = GratitudeNote.objects.for_user(alice).get()
    assert follow(signed_in, response).messages == ["Saved."]
    assert changed.what_it_did == "I sang in the car."
    assert changed.what_they_did == note.what_they_did
    assert (changed.about, changed.happened_at) == ("us", NOW)


def test_jar_hands_an_old_one_back_and_then_another(signed_in, alice, bob):
    old, older = (
        GratitudeNoteFactory(owner=alice, happened_at=NOW.replace(month=m)) for m in (9, 8)
    )
    GratitudeNoteFactory(owner=alice, happened_at=NOW)
    GratitudeNoteFactory(owner=bob, happened_at=NOW.replace(month=9))

    page = signed_in.get(JAR)
    first = page.context["note"]
    second = signed_in.get(JAR, {"not": first.pk}).context["note"]

    assert {first, second} == {old, older}
    assert f'href="{JAR}?not={first.pk}"' in page.content.decode()


@pytest.mark.parametrize("other", ["", "?not=nothing"])
def test_jar_with_one_fresh_note_hands_that_one_out(signed_in, alice, other):
    note = GratitudeNoteFactory(owner=alice, happened_at=NOW)

    page = open_page(signed_in, f"{JAR}{other}")

    assert note.what_they_did in page.html
    assert f"{JAR}?not=" not in page.html
    assert "Keep another" in page.html


def test_empty_jar_says_what_it_is_for(signed_in, bob):
    GratitudeNoteFactory(owner=bob)

    page = open_page(signed_in, JAR)

    assert "On a grey day it hands one back." in page.html
    assert f'href="{NEW}"' in page.html


def test_delete_asks_first(signed_in, alice):
    note = GratitudeNoteFactory(owner=alice, what_they_did="Made soup.")

    page = open_page(signed_in, address("delete", note))

    assert "Delete this thank-you?" in page.html
    assert "Made soup." in page.html
    assert GratitudeNote.objects.for_user(alice).count() == 1


def test_delete_takes_this_note_and_no_other(signed_in, alice):
    note, other = GratitudeNoteFactory.create_batch(2, owner=alice)

    response = signed_in.post(address("delete", note))

    assert response.url.startswith(f"{LIST}?deleted=")
    assert follow(signed_in, response).messages == ["Deleted."]
    assert GratitudeNote.objects.for_user(alice).get() == other


@pytest.mark.parametrize("name", ["detail", "update", "delete"])
def test_another_persons_note_is_not_there(signed_in, bob, name):
    note = GratitudeNoteFactory(owner=bob)

    answers = {
        signed_in.get(address(name, note)).status_code,
        signed_in.post(address(name, note), WHOLE).status_code,
    }

    assert answers in ({404}, {404, 405})
    assert GratitudeNote.objects.get().version == note.version


def test_note_that_does_not_open_says_so_in_the_list_and_on_its_page(signed_in, alice):
    spoil(GratitudeNoteFactory(owner=alice), "what_they_did")
    note = GratitudeNote.objects.get()

    in_list, on_page = open_page(signed_in, LIST), open_page(signed_in, note.get_absolute_url())

    assert in_list.notices == ["Part of this thank-you cannot be opened."]
    assert "Part of this cannot be opened." in on_page.notices[0]
