"""What Today shows of what was written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guide.marks import Marks, marks_of
from journal.goals.progress import Progress
from journal.models import Entry, Experiment, Goal, GratitudeNote, ReminderChoices, Review
from journal.models.words import Words, words_of
from journal.reminders.done import Deeds
from journal.thanks.suggestions import LAST, TURNS, ThanksToday, thanks_today
from journal.weeks.week import WeekDay, strip
from users.clock import Week
from users.models import User


@dataclass(frozen=True)
class TodayContent:
    """What is seen of a week, and what waits."""

    days: list[WeekDay]
    reviews: list[Review]
    words: Words
    marks: Marks
    goals: list[Goal]  # that are going on, the newest first
    experiments: list[Experiment]  # whose day to look back has come
    thanks: ThanksToday
    reminders: ReminderChoices | None

    @property
    def experiment(self) -> Experiment | None:
        """Return the experiment whose day to look back came first."""
        return min(self.experiments, key=lambda one: (one.review_on, one.pk), default=None)

    def deeds(self, goals: Iterable[Progress]) -> Deeds:
        """Return what has been done already, as far as Today shows it."""
        return Deeds(
            entries=frozenset(one.date for one in self.days if one.entries),
            weeks=frozenset(one.week for one in self.reviews if one.is_closed),
            turns=frozenset((one.goal.pk, day) for one in goals for day in one.settled_days),
        )


def load_today(user: User, week: Week, today: date, url: str) -> TodayContent:
    """Return what Today shows of this week, whose page has this address."""
    entries = Entry.objects.for_user(user).within(week.first_day, week.last_day, user.clock)
    goals = Goal.objects.for_user(user).active().for_today()
    notes = GratitudeNote.objects.for_user(user)
    return TodayContent(
        words=words_of(user.pk),
        days=strip(user, week, entries.only_feelings(), url),
        reviews=list(Review.objects.for_user(user).near(week)),
        marks=marks_of(user),
        reminders=ReminderChoices.objects.for_user(user).first(),
        experiments=list(Experiment.objects.for_user(user).due(today).for_today()),
        goals=sorted(goals, key=lambda goal: (goal.created_at, goal.pk), reverse=True),
        thanks=thanks_today(
            user,
            today,
            list(notes.planned_for(today).for_today()),
            list(notes.waiting().for_today()[:TURNS]),
            list(notes.weighed().for_rule()[:LAST]),
        ),
    )
