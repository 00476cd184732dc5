"""Three baskets for what came up in a week: let go, raise gently, core need."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.text import Truncator

from guide import banks
from journal.models import Entry, Review
from users.clock import Clock
from users.models import User

MAX_SORTED = 40
REMEMBERED = 12  # weeks
TOO_OFTEN = 3
SHORT = 120


class Basket(TextChoices):
    """Where a thing goes."""

    LET_GO = "let-go", "Let go"
    RAISE = "raise", "Raise gently"
    CORE = "core", "Core need"


@dataclass(frozen=True)
class Sortable:
    """An entry to sort; `released` says which of its triggers has been let go three times already."""

    entry: Entry
    label: str
    released: str = ""

    @property
    def suggested(self) -> str:
        """Return the basket that it stands in unless the person says otherwise."""
        return Basket.RAISE if self.released else ""

    @property
    def hint(self) -> str:
        """Return why it stands there."""
        if not self.released:
            return ""
        return f"{self.released} was let go {TOO_OFTEN} times before. Small things that keep coming back are one big thing."


def sortables(user: User, review: Review) -> list[Sortable]:
    """Return what was written in the week of a review, ready to sort; three queries at most."""
    week = review.span(user.clock)
    rows = Entry.objects.for_user(user).within(week.first_day, week.last_day, user.clock)
    entries = rows.for_counts().newest_first()[:MAX_SORTED]
    often = released_often(user, review)
    return [
        Sortable(entry, _label(entry, user.clock), _released(entry, often)) for entry in entries
    ]


def released_often(user: User, review: Review) -> set[str]:
    """Return the triggers of which an entry was let go three times in the weeks before."""
    earlier = Review.objects.for_user(user).earlier(review.span(user.clock), REMEMBERED)
    let_go = [
        pk
        for review in earlier.only("owner", "week", "baskets")
        for pk, basket in review.baskets.items()
        if basket == Basket.LET_GO
    ]
    rows = Entry.objects.for_user(user).filter(pk__in=let_go).only("owner", "triggers")
    times = Counter(slug for entry in rows for slug in entry.triggers)
    return {slug for slug, number in times.items() if number >= TOO_OFTEN}


def _released(entry: Entry, often: set[str]) -> str:
    slug = next((slug for slug in entry.triggers if slug in often), "")
    trigger = banks.trigger(slug)
    return trigger.label if trigger else slug


def _label(entry: Entry, clock: Clock) -> str:
    words = " ".join(entry.what_happened.split()) or ", ".join(felt.word for felt in entry.felt)
    return f"{clock.day_of(entry.happened_at):%A}: {Truncator(words).chars(SHORT)}"
