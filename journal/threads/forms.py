"""Forms for threads: the name, each step, an entry that goes in or out."""

from typing import Any, ClassVar, cast

from django import forms
from django.forms import modelform_factory
from django.urls import reverse

from journal.models import Entry, Thread, ThreadEntry
from journal.models.thread_steps import STEPS, Step
from journal.timeline.page import Cursor
from users.forms import OwnedForm


class ThreadForm(OwnedForm):
    """The name of a thread; a new one may begin with the entry that it was opened from."""

    start = "journal:thread_create"
    instance: Thread
    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Thread
        fields = ("name",)
        widgets: ClassVar = {"name": forms.TextInput}

    def save(self, commit: bool = True) -> Thread:  # noqa: FBT001, FBT002 - Django's signature
        """Write the thread, and put its first entry into it if it is this person's."""
        super().save(commit)
        owner = self.instance.owner
        first = Entry.objects.for_user(owner).filter(pk=self.cleaned_data["entry"])
        ThreadEntry.objects.add_entries(owner, self.instance, first)
        return self.instance


class StepForm(OwnedForm):
    """The answers to one step. None is required: a step that is left empty is a step that can wait."""

    instance: Thread
    step: Step

    class Meta:
        model = Thread
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the person's own words for their partner."""
        super().__init__(*args, **kwargs)
        words = self.instance.owner.preferences.partner_words
        for ask in self.step.asks:
            field = self.fields[ask.name]
            field.label, field.help_text = words.fill(ask.label), words.fill(ask.help)


def _form_of(step: Step) -> type[StepForm]:
    short: dict[str, type[forms.Widget] | forms.Widget]
    short = {ask.name: forms.TextInput for ask in step.asks if not ask.is_long}
    names = [ask.name for ask in step.asks]
    made = modelform_factory(Thread, form=StepForm, fields=names, widgets=short)
    return cast("type[StepForm]", type(made.__name__, (made,), {"step": step}))


STEP_FORMS = {step.slug: _form_of(step) for step in STEPS}


class PlaceForm(forms.Form):
    """Which entry goes in or out, and the page to go back to."""

    entry = forms.UUIDField()
    back = forms.ChoiceField(choices=[("entry", "entry"), ("choose", "choose")], required=False)
    before = forms.CharField(required=False)

    def page_after(self, thread: Thread) -> str:
        """Return the address to go back to: the page that was named, else the thread's own."""
        data = self.cleaned_data
        if data["back"] == "entry":
            return reverse("journal:entry_detail", args=[data["entry"]])
        if data["back"] == "choose":
            cursor = Cursor.read(data["before"])
            before = f"?before={cursor}" if cursor else ""
            return f"{reverse('journal:thread_entries', args=[thread.pk])}{before}#{data['entry']}"
        return thread.get_absolute_url()
