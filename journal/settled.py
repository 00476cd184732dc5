"""What somebody has done already: of that no mail reminds."""

from datetime import date, timedelta

from journal.models import Entry, Review, Tick
from journal.models.reminders import DAY_BEFORE, Kind, ReminderChoices
from journal.reminders import Agenda
from users.models import User


def is_settled(user: User, agenda: Agenda, kind: Kind, choices: ReminderChoices, day: date) -> bool:
    """Return whether what a reminder of this kind and day would ask for has been done."""
    if kind == Kind.CHECK_IN:
        return Entry.objects.for_user(user).within(day, day, user.clock).exists()
    if kind == Kind.WEEK:
        return Review.objects.of_week(user, user.clock.week_of(day)).is_closed
    if kind == Kind.REVIEWS:
        return False  # whoever has looked back has no such day any more
    ahead = kind == Kind.DATES and choices.dates_ahead == DAY_BEFORE
    turn = day + timedelta(days=1) if ahead else day
    asked = {goal.pk for goal in agenda.asked(kind, choices) if agenda.has_turn(goal, turn)}
    return asked <= Tick.objects.for_user(user).goals_on(turn)
