"""Threads: gather entries, go through the steps, see the whole story."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from journal.models import Entry, Thread, ThreadEntry
from journal.models.thread_steps import STEPS
from tests.factories import EntryFactory, ThreadEntryFactory, ThreadFactory
from tests.journal.browser import follow, open_page, saved, send, send_back
from tests.journal.tampering import spoil

NEW = reverse("journal:thread_create")
LIST = reverse("journal:thread_list")
WARM = [{"feeling": "relieved", "strength": 3}]


def address(name, row, *rest):
    """Return the address of a page about a thread or an entry."""
    return reverse(f"journal:{name}", args=[row.pk, *rest])


def put(client, thread, entry, name="thread_put", **more):
    """Tap the button that puts an entry into a thread, or takes it out."""
    return client.post(address(name, thread), {"entry": entry.pk} | more)


def held(thread):
    return ThreadEntry.objects.of_thread(thread).held()


def hold_constraints():
    """Let the database check now what it would check at the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_list_without_threads_says_what_they_are_for(signed_in):
    html = open_page(signed_in, LIST).html

    assert "A thread gathers entries about one thing that comes round" in html
    assert f'href="{NEW}"' in html


def test_list_says_how_much_lies_in_each_thread(signed_in, alice, clock):
    for name, number in [("Bins", 0), ("Money", 1), ("Visits", 2)]:
        clock.shift(60)
        thread = ThreadFactory(owner=alice, name=name)
        ThreadEntryFactory.create_batch(number, owner=alice, thread=thread)

    html = open_page(signed_in, LIST).html

    told = ["Visits", "2 entries", "Money", "1 entry", "Bins", "No entries yet"]
    places = [html.index(said) for said in told]
    assert places == sorted(places)


def test_new_thread_is_kept_under_its_name(signed_in, alice):
    response = send(signed_in, NEW, name="Sunday visits")

    thread = Thread.objects.for_user(alice).get()
    assert response.url == saved(thread)
    assert thread.name == "Sunday visits"
    assert not held(thread)


def test_thread_without_a_name_is_asked_for_one_and_keeps_its_entry(signed_in, alice):
    entry = EntryFactory(owner=alice)
    url = f"{NEW}?entry={entry.pk}"

    page = send_back(signed_in, url, name="")
    signed_in.post(NEW, page.typed | {"name": "Bins"})

    assert page.errors == {"name": ["Please fill this in."]}
    assert held(Thread.objects.get()) == {entry.pk}


@pytest.mark.parametrize("named", ["not-an-id", "00000000-0000-4000-8000-000000000000"])
def test_new_thread_from_an_entry_that_is_not_there_is_not_found(signed_in, named):
    assert signed_in.get(f"{NEW}?entry={named}").status_code == 404


def test_new_thread_never_takes_in_an_entry_of_somebody_else(signed_in, bob):
    send(signed_in, NEW, name="Bins", entry=EntryFactory(owner=bob).pk)

    assert not held(Thread.objects.get())


def test_name_can_be_changed(signed_in, alice):
    thread = ThreadFactory(owner=alice)

    page = follow(signed_in, send(signed_in, address("thread_update", thread), name="Mondays"))

    assert '<h1 class="person">Mondays</h1>' in page.html


def test_entry_page_offers_every_thread_and_one_tap_puts_it_in(signed_in, alice):
    entry, bins = EntryFactory(owner=alice), ThreadFactory(owner=alice, name="Bins")
    here = ThreadEntryFactory(owner=alice, entry=entry).thread
    put_into, take_out = address("thread_put", bins), address("thread_take", here)
    html = open_page(signed_in, entry.get_absolute_url()).html
    assert f'action="{put_into}"' in html
    assert f'action="{take_out}"' in html

    page = follow(signed_in, put(signed_in, bins, entry, back="entry"))

    assert f'action="{address("thread_take", bins)}"' in page.html
    assert held(bins) == held(here) == {entry.pk}


def test_second_tap_puts_nothing_in_twice(signed_in, alice):
    entry, thread = EntryFactory(owner=alice), ThreadFactory(owner=alice)

    put(signed_in, thread, entry)
    put(signed_in, thread, entry)

    assert ThreadEntry.objects.count() == 1


def test_entry_that_is_taken_out_stays_in_the_journal(signed_in, alice):
    row = ThreadEntryFactory(owner=alice)

    response = put(signed_in, row.thread, row.entry, "thread_take")

    assert response.url == row.thread.get_absolute_url()
    assert not held(row.thread)
    assert Entry.objects.filter(pk=row.entry.pk).exists()


def test_page_to_choose_from_marks_what_is_in_and_leads_back_to_the_place(signed_in, alice):
    entries = EntryFactory.create_batch(31, owner=alice)
    thread = ThreadEntryFactory(owner=alice, entry=entries[0]).thread
    url = address("thread_entries", thread)
    first = signed_in.get(url)
    before = first.context["page"].older
    assert first.content.decode().count("In this thread") == 1

    response = put(signed_in, thread, entries[30], back="choose", before=before)

    assert response.url == f"{url}?before={before}#{entries[30].pk}"
    assert open_page(signed_in, response.url.partition("#")[0]).html.count("In this thread") == 1


def test_place_that_makes_no_sense_leads_to_the_first_page(signed_in, alice):
    thread, entry = ThreadFactory(owner=alice), EntryFactory(owner=alice)

    response = put(signed_in, thread, entry, back="choose", before="//elsewhere.example")

    assert response.url == f"{address('thread_entries', thread)}#{entry.pk}"


def test_page_to_choose_from_says_so_where_there_is_nothing(signed_in, alice):
    url = address("thread_entries", ThreadFactory(owner=alice))
    assert "There is nothing to choose from yet" in open_page(signed_in, url).html

    ThreadEntryFactory.create_batch(31, owner=alice)
    older = signed_in.get(url).context["page"].older
    Entry.objects.all().delete()

    assert "That was the beginning" in open_page(signed_in, f"{url}?before={older}").html


@pytest.mark.parametrize("name", ["thread_put", "thread_take"])
def test_tap_that_names_no_entry_changes_nothing(signed_in, alice, name):
    thread = ThreadEntryFactory(owner=alice).thread

    response = signed_in.post(address(name, thread), {"entry": "x"})

    assert response.url == thread.get_absolute_url()
    assert len(held(thread)) == 1


def test_entry_of_somebody_else_cannot_be_put_in(signed_in, alice, bob):
    thread = ThreadFactory(owner=alice)

    assert put(signed_in, thread, EntryFactory(owner=bob)).status_code == 404
    assert not held(thread)


@pytest.mark.parametrize("whose", ["thread", "entry"])
def test_database_holds_thread_and_entry_together_by_owner(alice, bob, whose):
    rows = {"thread": ThreadFactory(owner=alice), "entry": EntryFactory(owner=alice)}
    rows[whose] = {"thread": ThreadFactory, "entry": EntryFactory}[whose](owner=bob)

    refusal = pytest.raises(IntegrityError, match=f"thread_entry_{whose}_of_the_same_owner")

    with refusal, transaction.atomic():
        ThreadEntry(owner=alice, **rows).save()
        hold_constraints()


def test_deleting_a_thread_leaves_its_entries(signed_in, alice):
    row = ThreadEntryFactory(owner=alice)
    url = address("thread_delete", row.thread)
    assert "The entries in it stay" in open_page(signed_in, url).html

    page = follow(signed_in, signed_in.post(url))

    assert page.messages == ["Deleted.", "Its entries are still in your journal."]
    assert not Thread.objects.exists()
    assert not ThreadEntry.objects.exists()
    assert Entry.objects.get() == row.entry


def test_deleting_an_entry_leaves_its_threads(signed_in, alice):
    row = ThreadEntryFactory(owner=alice)

    signed_in.post(address("entry_delete", row.entry))

    assert Thread.objects.get() == row.thread
    assert not ThreadEntry.objects.exists()


def test_evidence_begins_with_the_times_that_went_better(signed_in, alice):
    thread = ThreadFactory(owner=alice)
    moments = {"Late.": "2026-11-02", "Warm.": "2026-11-09", "Early.": "2026-11-01"}
    for text, day in moments.items():
        felt = {"feelings": WARM, "ended": "We laughed."} if text == "Warm." else {}
        entry = EntryFactory(owner=alice, what_happened=text, happened_at=f"{day}T12:00Z", **felt)
        ThreadEntryFactory(owner=alice, thread=thread, entry=entry)

    html = open_page(signed_in, thread.get_absolute_url()).html

    told = ["Times that went better", "Monday 9 November", "Warm.", "How it ended", "We laughed."]
    told += ["The other times", "Early.", "Late."]
    places = [html.index(said) for said in told]
    assert places == sorted(places)


def test_thread_with_hard_times_only_asks_for_the_exception(signed_in, alice):
    hard = ThreadEntryFactory(owner=alice).thread
    asks = "Was there a time when it went better?"
    html = open_page(signed_in, hard.get_absolute_url()).html
    assert asks in html
    assert "The other times" not in html

    ThreadEntryFactory(owner=alice, thread=hard, entry=EntryFactory(owner=alice, feelings=WARM))

    assert asks not in open_page(signed_in, hard.get_absolute_url()).html


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_step_is_saved_alone_and_stands_on_the_page(signed_in, alice, step):
    thread = ThreadFactory(owner=alice)
    typed = {ask.name: f"Words on {ask.name}" for ask in step.asks}

    page = follow(signed_in, send(signed_in, address("thread_step", thread, step.slug), **typed))

    row = Thread.objects.get()
    assert page.messages == ["Saved."]
    assert {name: getattr(row, name) for name in typed} == typed
    assert [label for label, _ in row.readable()] == ["Thread", step.name]
    assert row.answer_to(step) in page.html


def test_thread_goes_on_with_the_first_step_that_is_open_until_all_are_done(signed_in, alice):
    thread = ThreadFactory(owner=alice, differences="Rest, and company.")
    assert "Go on: What is underneath" in open_page(signed_in, thread.get_absolute_url()).html

    for ask in (ask for step in STEPS for ask in step.asks):
        setattr(thread, ask.name, "Something")
    thread.save()

    assert "Go on:" not in open_page(signed_in, thread.get_absolute_url()).html


def test_step_asks_in_the_persons_own_words_below_its_note(signed_in, alice, prefer):
    prefer(partner_kind="name", partner_name="Sam")

    html = open_page(signed_in, address("thread_step", ThreadFactory(owner=alice), "part")).html

    assert html.index("Open Support") < html.index("whatever Sam does?")


@pytest.mark.parametrize(
    ("more", "then", "said"),
    [
        ("ask,", "he hides.", "The more I ask, the more he hides."),
        ("ask", "", "The more I ask, the more …."),
    ],
)
def test_loop_is_read_as_one_sentence(alice, more, then, said):
    thread = ThreadFactory.build(owner=alice, loop_more=more, loop_then=then)

    (_, told) = thread.readable()[1]
    assert told == said


def test_step_with_a_bad_letter_keeps_what_was_typed(signed_in, alice):
    url = address("thread_step", ThreadFactory(owner=alice), "loop")

    page = send_back(signed_in, url, loop_more="ask\0", loop_then="he hides")

    assert list(page.errors) == ["loop_more"]
    assert page.typed["loop_then"] == ["he hides"]
    assert Thread.objects.get().loop_then == ""


def test_step_that_does_not_exist_is_not_found(signed_in, alice):
    url = address("thread_step", ThreadFactory(owner=alice), "blame")

    assert signed_in.get(url).status_code == 404


def test_thread_that_does_not_open_says_so(signed_in, alice):
    thread = ThreadEntryFactory(owner=alice).thread
    spoil(thread, "name")

    listed = open_page(signed_in, LIST)
    page = open_page(signed_in, thread.get_absolute_url())

    assert listed.notices == ["The name of this thread cannot be opened."]
    assert page.notices[0].startswith("Part of this cannot be opened.")
