"""What belongs to no week, or has a week of its own: kinds of rows, and the sealed digest of their words for each year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField

from journal.digests.current import is_text_current, text_head
from journal.digests.slices import first_slice, in_one_go
from journal.digests.weeks import words_of
from journal.models import (
    Agreement,
    DateNight,
    Experiment,
    Goal,
    KindDigest,
    OwnWord,
    Review,
    SliderAnswers,
    SliderQuestions,
    Summary,
    Talk,
    Thread,
    WeekDigest,
)
from users.models import User
from vault.models import OwnedModel, OwnedQuerySet


@dataclass(frozen=True)
class DigestKind:
    """A kind of rows: what one of them is called, and the column that says when, if anything does."""

    model: type[OwnedModel]
    name: str
    when: str = ""

    def rows(self, user: User, year: date) -> OwnedQuerySet[Any]:
        """Return this user's rows of a year, as the database reckons it: moments in UTC."""
        rows = self.model.rows_of(user)
        if not self.when:
            return rows
        first: date = year
        last: date = year.replace(year=year.year + 1)
        if isinstance(self.model._meta.get_field(self.when), DateTimeField):
            first, last = (datetime.combine(day, time(), UTC) for day in (first, last))
        return rows.filter(**{f"{self.when}__gte": first, f"{self.when}__lt": last})

    def moment(self, user: User, row: OwnedModel) -> datetime | None:
        """Return when a row was written, or begins."""
        when = getattr(row, self.when) if self.when else None
        return user.clock.start_of(when) if when and not isinstance(when, datetime) else when


DIGEST_KINDS = {
    str(kind.model._meta.model_name): kind
    for kind in (
        DigestKind(Goal, "Goal", "created_at"),
        DigestKind(DateNight, "Date night", "day"),
        DigestKind(Review, "Week review", "week"),
        DigestKind(Talk, "Weekly talk", "week"),
        DigestKind(Agreement, "Agreement", "agreed_on"),
        DigestKind(Thread, "Thread", "created_at"),
        DigestKind(Experiment, "Experiment", "begins_on"),
        DigestKind(SliderAnswers, "How we are doing", "day"),
        DigestKind(SliderQuestions, "Question of your own"),
        DigestKind(Summary, "Page to take along"),
        DigestKind(OwnWord, "Word of your own"),
    )
}


def words(user: User) -> Iterator[str]:
    """Yield the folded words of each kind and year, as digests.words() yields those of weeks."""
    missing = []
    rows = KindDigest.objects.for_user(user)
    for kind, year, folded in rows.opened("words", "kind", "first_day"):
        if is_text_current(folded, user):
            yield folded
        else:
            missing.append((kind, year))
    with first_slice(user, missing) as now:
        if now:
            yield from _build(user, now)


def build_missing(user: User) -> None:
    """Keep the words of every kind and year that has none."""
    with in_one_go():
        for _ in words(user):
            pass


@transaction.atomic
def _build(user: User, missing: Sequence[tuple[str, date]]) -> list[str]:
    """Read these kinds of these years afresh, and keep their words."""
    WeekDigest.objects.wait_for_writes(user)
    built = []
    for digest in KindDigest.objects.for_user(user).defer("words"):
        if (digest.kind, digest.first_day) in missing:
            digest.words = _words(user, DIGEST_KINDS[digest.kind], digest.first_day)
            digest.version += 1
            built.append(digest)
    KindDigest.objects.replace(built)
    return [digest.words for digest in built]


def _words(user: User, kind: DigestKind, year: date) -> str:
    rows = list(kind.rows(user, year))
    for row in rows:
        row.owner = user  # whose preferences are here already
    return text_head(user, rows) + "".join(words_of(row, kind.moment(user, row)) for row in rows)
