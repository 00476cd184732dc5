"""What Today shows of what was written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guide.marks import Marks, marks_of
from journal.goals.progress import Progress
from journal.models import Entry, Experiment, Goal, ReminderChoices, Review
from journal.models.words import Words, words_of
from journal.reminders.done import Completed
from journal.thanks.suggestions import ThanksToday, thanks_today
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
        return min(self.experiments, key=lambda row: (row.review_on, row.pk), default=None)

    def completed(self, goals: Iterable[Progress]) -> Completed:
        """Return what has been done already, as far as Today shows it."""
        return Completed(
            entries=frozenset(day.date for day in self.days if day.entries),
            weeks=frozenset(review.week for review in self.reviews if review.is_closed),
            turns=frozenset(
                (progress.goal.pk, day) for progress in goals for day in progress.settled_days
            ),
        )


def load_today(user: User, week: Week, today: date, url: str) -> TodayContent:
    """Return what Today shows of this week, whose page has this address."""
    entries = Entry.objects.for_user(user).within(week.first_day, week.last_day, user.clock)
    goals = Goal.objects.for_user(user).active().for_today()
    return TodayContent(
        words=words_of(user.pk),
        days=strip(user, week, entries.only_feelings(), url),
        reviews=list(Review.objects.for_user(user).near(week)),
        marks=marks_of(user),
        reminders=ReminderChoices.objects.for_user(user).first(),
        experiments=list(Experiment.objects.for_user(user).due(today).for_today()),
        goals=sorted(goals, key=lambda goal: (goal.created_at, goal.pk), reverse=True),
        thanks=thanks_today(user, today),
    )
