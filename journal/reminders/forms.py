"""The form for reminders: of what, when, and how."""

from datetime import time
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from journal.models import Goal, ReminderChoices
from journal.models.reminders import DAYS, TIME_FIELDS, Channel, ReminderKind
from journal.reminders.schedule import start_reminders
from users.forms import OwnedForm

OFF = {"autocomplete": "off"}
IN_QUIET_HOURS = "This time lies in your quiet hours. Choose another, or change them below."
NOTHING_CHOSEN = "Choose a time for at least one of these, or choose “Not at all”."


class TimeOfDayField(forms.TimeField):
    """A time of day, kept as the text 20:30."""

    widget = forms.TimeInput(attrs={"type": "time", **OFF}, format="%H:%M")
    default_error_messages = {"invalid": "Write the time as hours and minutes, such as 20:30."}

    def clean(self, value: Any) -> str:
        """Return the text, or "" for no time."""
        time_of_day: time | None = super().clean(value)
        return f"{time_of_day:%H:%M}" if time_of_day else ""


class ReminderChoicesForm(OwnedForm):
    """Everything about reminders, on one page."""

    instance: ReminderChoices
    week_at = TimeOfDayField(label="At", required=False)
    check_in_at = TimeOfDayField(label="At", required=False)
    check_in_days = forms.MultipleChoiceField(
        label="On",
        choices=DAYS,
        required=False,
        help_text="None ticked means every day.",
        widget=forms.CheckboxSelectMultiple(attrs=OFF),
        error_messages={"invalid_choice": "Choose the days from the list."},
    )
    goals_at = TimeOfDayField(label="At", required=False)
    goals = forms.MultipleChoiceField(
        label="Which goals",
        required=False,
        help_text="None ticked means all of them.",
        widget=forms.CheckboxSelectMultiple(attrs=OFF),
        error_messages={"invalid_choice": "Choose the goals from the list."},
    )
    dates_at = TimeOfDayField(label="At", required=False)
    reviews_at = TimeOfDayField(label="At", required=False)
    quiet_from = TimeOfDayField(label="From")
    quiet_until = TimeOfDayField(
        label="Until", help_text="The same time in both means no quiet hours."
    )

    class Meta:
        model = ReminderChoices
        fields = (
            *("by", "week_at", "week_day", "check_in_at", "check_in_days", "goals_at", "goals"),
            *("dates_at", "dates_ahead", "reviews_at", "quiet_from", "quiet_until"),
        )
        widgets: ClassVar = {"by": forms.RadioSelect(attrs=OFF)}
        error_messages: ClassVar = {
            name: {"invalid_choice": "Choose from the list."}
            for name in ("by", "week_day", "dates_ahead")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer mail only to a confirmed address, and the goals that are going on."""
        super().__init__(*args, **kwargs)
        self.address = self.instance.owner.confirmed_address
        if not self.address:
            choices = [choice for choice in Channel.choices if choice[0] != Channel.MAIL]
            self.fields["by"].choices = choices  # type: ignore[attr-defined] # a choice field
        goals = Goal.objects.for_user(self.instance.owner).active().in_order()
        offered = [(str(goal.pk), goal.title) for goal in goals if not goal.date_night]
        self.fields["goals"].choices = offered  # type: ignore[attr-defined] # a choice field
        self.has_goals = bool(offered)
        known = {pk for pk, _ in offered}
        self.initial["goals"] = [pk for pk in self.instance.goals if pk in known]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the kinds, each with its fields; what there is nothing of to choose is left out."""
        named = {
            ReminderKind.WEEK: ("week_day", "week_at"),
            ReminderKind.CHECK_IN: ("check_in_at", "check_in_days"),
            ReminderKind.GOALS: ("goals_at", "goals") if self.has_goals else ("goals_at",),
            ReminderKind.DATES: ("dates_at", "dates_ahead"),
            ReminderKind.REVIEWS: ("reviews_at",),
        }
        return [(kind.label, [self[name] for name in names]) for kind, names in named.items()]

    def clean(self) -> dict[str, Any] | None:
        """Refuse times in the quiet hours, and reminders of nothing."""
        data = self.cleaned_data
        times = {name: data[name] for name in TIME_FIELDS.values() if data.get(name)}
        if data.get("by", Channel.OFF) != Channel.OFF and not times and not self.errors:
            self.add_error("by", NOTHING_CHOSEN)
        if data.get("by") == Channel.MAIL and {"quiet_from", "quiet_until"} <= data.keys():
            quiet = ReminderChoices(quiet_from=data["quiet_from"], quiet_until=data["quiet_until"])
            for name, text in times.items():
                if quiet.is_quiet(time.fromisoformat(text)):
                    self.add_error(name, IN_QUIET_HOURS)
        return super().clean()

    def save(self, commit: bool = True) -> ReminderChoices:  # noqa: FBT001, FBT002 - Django's signature
        """Write it, and let the worker look again when it is time."""
        start_reminders(self.instance, self.instance.owner.clock, timezone.now())
        super().save(commit)
        return self.instance
