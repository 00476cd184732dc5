"""Sliders: up to six questions in the person's own wording, answered from 0 to 10 once a month."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from vault.fields import SealedJSONField
from vault.models import OwnedModel, OwnedQuerySet


class SliderQuestionsQuerySet(OwnedQuerySet["SliderQuestions"]):
    """What people ask themselves."""

    def wordings(self) -> list[str]:
        """Return the questions that are asked now, if there are any."""
        questions = self.first()
        return questions.wordings if questions else []


class SliderQuestions(OwnedModel):
    """What one person asks themselves each month. An answer keeps the wording that it was given to."""

    wordings = SealedJSONField(default=list)  # [text]

    objects = SliderQuestionsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "slider questions"
        constraints = [
            models.UniqueConstraint(fields=["owner"], name="slider_questions_one_per_user")
        ]

    def get_absolute_url(self) -> str:
        """Return the page on which they are answered."""
        return reverse("journal:slider_answer")

    def readable(self) -> list[tuple[str, str]]:
        """Return the questions, under their numbers."""
        return [(f"Question {number}", text) for number, text in enumerate(self.wordings, 1)]


class SliderAnswersQuerySet(OwnedQuerySet["SliderAnswers"]):
    """Answers by month."""

    def in_order(self) -> Self:
        """Order by month, the oldest first."""
        return self.order_by("month")

    def up_to(self, day: date) -> Self:
        """Only those that were given by this day."""
        return self.filter(day__lte=day)

    def of_month(self, month: date) -> Self:
        """Only those of the month that begins on this day."""
        return self.filter(month=month)


class SliderAnswers(OwnedModel):
    """The answers of one month."""

    month = models.DateField()  # its first day
    day = models.DateField()
    given = SealedJSONField(default=list)  # [{"wording": text, "value": 0 to 10}]

    objects = SliderAnswersQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "slider answers"
        constraints = [
            models.UniqueConstraint(fields=["owner", "month"], name="slider_answers_once_a_month"),
            models.CheckConstraint(
                name="slider_answers_within_their_month",
                condition=Q(month__day=1, month__lte=F("day"), month__month=F("day__month")),
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the page on which all months stand."""
        return reverse("journal:slider_list")

    @property
    def values(self) -> dict[str, int]:
        """Return the answers by their question."""
        return {answer["wording"]: answer["value"] for answer in self.given}

    def readable(self) -> list[tuple[str, str]]:
        """Return what was answered, as question and number."""
        return [(wording, str(value)) for wording, value in self.values.items()]

    def searched(self) -> list[tuple[str, str]]:
        """Return what a search looks through: a question that is asked no more stands here alone."""
        return [("Answer", f"{wording} {value}") for wording, value in self.values.items()]
