"""A form as a browser holds it: opened, with its key, and sent later or somewhere else."""

from users.models import Draft

NEW_ENTRY = "/journal/feelings/new/"
ENOUGH = {
    "feelings_0_feeling": "sad",
    "feelings_0_strength": "2",
    "happened_at": "2026-11-16T09:00",
}
WORDS = "I told myself that it did not matter."
WRITTEN = ENOUGH | {"story": WORDS}
NOT_ENOUGH = {"story": WORDS, "happened_at": "2026-11-16T09:00"}


def form_at(client, url):
    """Open the page and return its form."""
    return client.get(url).context["form"]


def opened(client, url):
    """Open the form; return what it would send along with what is typed."""
    return {"form_key": form_at(client, url).key.token}


def reasons(user):
    """Return the addresses and reasons of this user's drafts."""
    return dict(Draft.objects.for_user(user).values_list("place", "reason"))
