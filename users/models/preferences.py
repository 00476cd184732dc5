"""How one user calls their partner and reckons time."""

from datetime import date
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models

from users.clock import MONDAY, SATURDAY, SUNDAY, Clock, zone_names
from users.partner import PartnerKind, PartnerWords, Pronoun
from users.seasons import Kept, closed, is_open
from vault.fields import SealedJSONField, SealedTextField
from vault.models import OwnedModel, OwnedQuerySet


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless this is one of the zones to choose from."""
    if name not in zone_names():
        message = "Choose a time zone from the list."
        raise ValidationError(message)


class FirstDay(models.TextChoices):
    """The day on which a week starts."""

    MONDAY = "monday", "Monday"
    SUNDAY = "sunday", "Sunday"
    SATURDAY = "saturday", "Saturday"


WEEKDAYS = {
    FirstDay.MONDAY: MONDAY,
    FirstDay.SUNDAY: SUNDAY,
    FirstDay.SATURDAY: SATURDAY,
}
DAY_ENDS = [
    ("0", "midnight"),
    *((str(hour), f"{hour} in the morning") for hour in range(1, 7)),
]


class Preferences(OwnedModel):
    """How one user calls their partner and reckons time. All of it is private."""

    partner_kind = SealedTextField(
        "what do you call them?",
        choices=PartnerKind.choices,
        default=PartnerKind.HUSBAND,
    )
    partner_name = SealedTextField("name or nickname", max_length=60, blank=True)
    pronoun = SealedTextField("and in a sentence?", choices=Pronoun.choices, default=Pronoun.HE)
    time_zone = SealedTextField(
        "your time zone", max_length=64, default="UTC", validators=[validate_time_zone]
    )
    week_start = SealedTextField(
        "your week starts on", choices=FirstDay.choices, default=FirstDay.MONDAY
    )
    day_ends = SealedTextField("your day ends at", choices=DAY_ENDS, default="0")
    quiet = SealedJSONField(
        "Quiet suggestions",
        default=False,
        blank=True,
        help_text="Suggests what you can do for yourself, and leaves out exercises and goals for two.",
    )

    # Times in which all goals rest, and nothing is asked; the last one is open while it lasts.
    seasons = SealedJSONField(blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "preferences"
        verbose_name_plural = "preferences"
        constraints = [models.UniqueConstraint(fields=["owner"], name="preferences_one_per_user")]

    @cached_property
    def partner_words(self) -> PartnerWords:
        """Return the words for this user's partner."""
        return PartnerWords.from_choice(self.partner_kind, self.partner_name, self.pronoun)

    @cached_property
    def clock(self) -> Clock:
        """Return this user's reckoning of days and weeks."""
        return Clock(
            zone_name=self.time_zone,
            day_ends=int(self.day_ends),
            week_starts_on=WEEKDAYS[FirstDay(self.week_start)],
        )

    @property
    def is_hard_season(self) -> bool:
        """Return whether everything rests for now."""
        return is_open(self.seasons)

    def begin_hard_season(self, today: date) -> None:
        """Let everything rest from today on."""
        if not self.is_hard_season:
            self._keep_seasons([*self.seasons, [f"{today}", None]])

    def end_hard_season(self, today: date) -> None:
        """Let everything go on today."""
        self._keep_seasons(closed(self.seasons, today))

    def _keep_seasons(self, seasons: Kept) -> None:
        self.seasons = seasons
        self.version += 1
        self.save(update_fields=["seasons", "version"])

    def readable(self) -> list[tuple[str, str]]:
        """Return what was chosen, as label and text."""
        return [
            ("You call them", self.partner_words.my_partner),
            ("Time zone", self.time_zone),
            ("Week starts on", FirstDay(self.week_start).label),
            ("Day ends at", dict(DAY_ENDS)[self.day_ends]),
            ("Quiet suggestions", "on" if self.quiet else "off"),
        ]
