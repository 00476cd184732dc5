"""Forms for the summary: what it is about, and which of its lines are kept."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from journal.fields.chips import Chips
from journal.fields.days import DayField
from journal.models import Summary, Thread
from journal.models.summaries import MAX_PERIOD
from journal.summary import Line, Section, sections_of
from journal.summary.lines import blank_of, blanked, blanked_line
from users.forms import OwnedForm

LIST = {"autocomplete": "off", "class": "chips--list"}


class SummaryForm(OwnedForm):
    """The time it tells of, the parts, and what help is wished for."""

    start = "journal:summary_update"
    instance: Summary
    period = forms.ChoiceField(
        label="Which time?",
        choices=Summary.Period.choices,
        widget=forms.RadioSelect(attrs={"autocomplete": "off"}),
        error_messages={"required": "Choose a time."},
    )
    first_day = DayField(label="Own days: from", required=False)
    last_day = DayField(label="to", required=False)
    parts = Chips(
        label="What may stand on it?",
        choices=Summary.Part.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=LIST),
    )
    threads = Chips(
        label="And which threads?",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=LIST),
    )

    class Meta:
        model = Summary
        fields = ("period", "first_day", "last_day", "parts", "threads", "wish")
        help_texts: ClassVar = {"wish": "It stands at the top. One or two sentences are enough."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the threads that there are."""
        super().__init__(*args, **kwargs)
        threads = Thread.objects.for_user(self.instance.owner).in_order().for_list()
        offered = [(str(thread.pk), thread.name or "A thread") for thread in threads]
        if not offered:
            del self.fields["threads"]
            return
        self.fields["threads"].choices = offered  # type: ignore[attr-defined] # a field with choices
        known = {pk for pk, _ in offered}
        self.initial["threads"] = [pk for pk in self.instance.threads if pk in known]

    def clean(self) -> dict[str, Any] | None:
        """Ask for both days of an own time; other times have none."""
        data = self.cleaned_data
        if data.get("period") == Summary.Period.OWN:
            self._check_days(data)
        else:
            data["first_day"] = data["last_day"] = None
        if not self.errors and not any(data.get(name) for name in ("parts", "threads", "wish")):
            message = "Choose one thing at least that may stand on it."
            raise ValidationError(message)
        return super().clean()

    def _check_days(self, data: dict[str, Any]) -> None:
        for name in ("first_day", "last_day"):
            if name in data and data[name] is None:
                self.add_error(name, "Choose a day.")
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and not first <= last <= first + MAX_PERIOD:
            self.add_error("last_day", "Choose a day after the first one, within a year of it.")


class Marks(forms.MultipleChoiceField):
    """The marks of lines. A line that has changed since the page was opened is left out, and nobody is to blame."""

    def validate(self, value: list[str]) -> None:
        """Take whatever came: what is no mark of a line is dropped afterwards."""


class SummaryLinesForm(OwnedForm):
    """Every line, ticked or left out, and words to leave out of all of them."""

    instance: Summary
    kept = Marks(required=False)

    class Meta:
        model = Summary
        fields = ("kept", "without")
        help_texts: ClassVar = {
            "without": "Names, places: one to a line. Each becomes […] wherever it stands."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Read the lines as they are now; one that was never looked at waits as it usually does."""
        super().__init__(*args, **kwargs)
        row = self.instance
        self.sections = sections_of(row)
        lines = [pair for section in self.sections for pair in section.marks]
        self.marks = [mark for _, mark in lines]
        self.initial["kept"] = [
            mark
            for line, mark in lines
            if mark in row.kept or (line.usual and mark not in row.seen)
        ]

    def clean_kept(self) -> list[str]:
        """Return the marks of lines that are there, in their order."""
        sent = set(self.cleaned_data["kept"])
        return [mark for mark in self.marks if mark in sent]

    def offered(self) -> list[tuple[Section, list[tuple[str, Line, bool]]]]:
        """Return the sections with their lines: mark, what it says, whether it is ticked."""
        ticked, blank = set(self["kept"].value() or []), blank_of(self["without"].value() or "")
        return [
            (
                Section(blanked(section.title, blank), (), section.remark),
                [(mark, blanked_line(line, blank), mark in ticked) for line, mark in section.marks],
            )
            for section in self.sections
        ]

    def save(self, commit: bool = True) -> Summary:  # noqa: FBT001, FBT002 - Django's signature
        """Write which lines were kept, and that all of these were looked at."""
        self.instance.seen = self.marks
        super().save(commit)
        return self.instance
