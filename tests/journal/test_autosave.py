"""Whoever writes more than a line never loses it: every such form is kept while it is written."""

from tests.addresses import PRIVATE, WITH_ID, url_with_row


def test_every_form_for_a_longer_text_is_kept_while_it_is_written(signed_in, alice):
    pages = {
        name: signed_in.get(url_with_row(name, alice)).content.decode()
        for name in sorted(PRIVATE | WITH_ID.keys())
    }

    longer = [name for name, html in pages.items() if "<textarea" in html]

    assert {"journal:week_table_update", "journal:week_review", "journal:note_plan"} <= set(longer)
    assert [name for name in longer if "data-autosave" not in pages[name]] == []
