"""New worksheets that begin filled with the words of an entry or a thread."""

from collections.abc import Mapping

from django.shortcuts import get_object_or_404

from guide import library
from guide.tools import Mode
from journal.lookup import uuid_or_404
from journal.models import Entry, Thread, Worksheet
from journal.text import join
from users.models import User

I_FEEL = ("i-feel", "build")
SHORT = 60


def new_sheet(user: User, mode: Mode, query: Mapping[str, str]) -> Worksheet:
    """Return an unsaved worksheet; an entry or a thread of this user's lends its words to one that asks for them."""
    page = query.get("page", "")
    sheet = Worksheet(tool=mode.tool_slug, mode=mode.slug, page=page if library.page(page) else "")
    lent = _lent_by_thread(user, query)
    if (mode.tool_slug, mode.slug) == I_FEEL:
        lent |= _lent_by_entry(user, query)
    sheet.answers = {field.slug: lent[field.slug] for field in mode.fields if lent.get(field.slug)}
    return sheet


def _lent_by_entry(user: User, query: Mapping[str, str]) -> dict[str, str]:
    """Return what an entry holds of "When…, I feel…, because I need…. Would you be willing to…?"."""
    if "entry" not in query:
        return {}
    entry = get_object_or_404(Entry.objects.for_user(user), pk=uuid_or_404(query["entry"]))
    return {
        "when": " ".join(entry.what_happened.split()),
        "feel": join([felt.word for felt in entry.felt]),
        "need": join(entry.need_labels),
        "ask": " ".join(entry.next_wish.split()),
    }


def _lent_by_thread(user: User, query: Mapping[str, str]) -> dict[str, str]:
    """Return a thread's ask and the feeling underneath, if they are short enough for a line of a sentence."""
    if "thread" not in query:
        return {}
    thread = get_object_or_404(Thread.objects.for_user(user), pk=uuid_or_404(query["thread"]))
    lent = {"ask": thread.ask, "feel": thread.underneath}
    return {slug: text for slug, text in lent.items() if len(text) <= SHORT and "\n" not in text}
