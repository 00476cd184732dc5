"""Week reviews."""

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from journal.models.base import WeekModel, WeekQuerySet
from users.clock import Clock, Week
from users.models import User
from users.partner import PartnerWords
from vault.fields import SealedJSONField, SealedTextField

NOTICING_DAYS = 7


class ReviewQuerySet(WeekQuerySet["Review"]):
    """Week reviews."""

    def near(self, week: Week) -> Self:
        """Only the reviews of this week and the one before, with nothing that is sealed."""
        plain = self.only("owner", "week", "closed_at", "noticing_from")
        return plain.of_weeks(week, week.previous)

    def earlier(self, week: Week, weeks: int) -> Self:
        """Only the reviews of so many weeks before this one."""
        first = week.monday - timedelta(weeks=weeks)
        return self.filter(week__gte=first, week__lt=week.monday).order_by("-week")

    def between(self, first: Week, last: Week) -> Self:
        """Only the reviews of these weeks and those between them."""
        return self.filter(week__gte=first.monday, week__lte=last.monday)

    def notice_from(self, user: User, day: date) -> None:
        """Begin seven days of noticing; what was begun before and is not over ends. The person must be locked."""
        review = self.of_week(user, user.clock.week_of(day))
        self.stop_noticing(user, day)
        defaults = {"id": review.pk, "owner": user}
        review, _ = self.for_user(user).get_or_create(week=review.week, defaults=defaults)
        review.noticing_from = day
        review.save(update_fields=["noticing_from"])

    def stop_noticing(self, user: User, day: date) -> None:
        """End the seven days that this day is one of."""
        begun = day - timedelta(days=NOTICING_DAYS - 1)
        self.for_user(user).filter(noticing_from__gte=begun).update(noticing_from=None)


class Review(WeekModel):
    """What a person makes of a week: one for each user and week, open or closed."""

    TEXTS = (
        *("more", "more_they", "more_again"),
        *("went_well", "differed", "insight", "request", "let_go"),
    )

    closed_at = models.DateTimeField(null=True, editable=False)
    # The day on which seven days of noticing were begun, if that was in this week.
    noticing_from = models.DateField(null=True, editable=False)
    more = SealedTextField("The more I…", blank=True)
    more_they = SealedTextField("the more {my_partner}…", blank=True)
    more_again = SealedTextField("the more I…", blank=True)
    went_well = SealedTextField("What went well", blank=True)
    differed = SealedTextField("When it went better, what was different?", blank=True)
    insight = SealedTextField("One insight", blank=True)
    request = SealedTextField("One request", blank=True)
    let_go = SealedTextField("One thing to let go", blank=True)
    baskets = SealedJSONField(default=dict, blank=True)  # {entry id: basket}
    card = SealedJSONField("What stands on the card", blank=True)  # the codes of its lines

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "week"], name="review_one_per_user_and_week"),
            models.CheckConstraint(
                name="review_week_is_a_monday", condition=Q(week__iso_week_day=1)
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the review once it is closed, and of its week before that."""
        page = "journal:week_review" if self.is_closed else "journal:week_detail"
        return reverse(page, args=[self.name])

    @property
    def name(self) -> str:
        """Return the name of its week, such as 2026-W47."""
        return Week(self.week).name

    def span(self, clock: Clock) -> Week:
        """Return its week as this person reckons weeks."""
        return clock.week_named(self.name)

    @property
    def is_closed(self) -> bool:
        """Return whether the week has been closed."""
        return self.closed_at is not None

    @property
    def is_blank(self) -> bool:
        """Return whether nothing is written in it yet."""
        return not any(getattr(self, name) for name in self.TEXTS)

    def close(self) -> None:
        """Close the week; it can be opened again at any time."""
        self._put(closed_at=self.closed_at or timezone.now())

    def reopen(self) -> None:
        """Open it again."""
        self._put(closed_at=None)

    def _put(self, **values: Any) -> None:
        """Change what says how far it has come. No words change, so that its version stays."""
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    @property
    def sentence(self) -> str:
        """Return the pattern as one sentence, for templates."""
        return self.pattern(self.owner.preferences.partner_words)

    def pattern(self, words: PartnerWords) -> str:
        """Return the pattern as one sentence, without the pieces that were left empty."""
        pieces = [
            ("the more I", self.more),
            (f"the more {words.my_partner}", self.more_they),
            ("the more I", self.more_again),
        ]
        sentence = ", ".join(f"{start} {_bare(text)}" for start, text in pieces if text.strip())
        return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""

    def readable(self) -> list[tuple[str, str]]:
        """Return what was written, as label and text, in the order of the form."""
        lines = [
            ("The pattern", self.sentence),
            ("What went well", self.went_well),
            ("What was different when it went better", self.differed),
            ("One insight", self.insight),
            ("One request", self.request),
            ("One thing to let go", self.let_go),
        ]
        return [(label, text) for label, text in lines if text]


def _bare(text: str) -> str:
    """Return a piece of the pattern without what the sentence itself says: "I push." becomes "push"."""
    return text.strip().removeprefix("I ").rstrip(" .,;…")
