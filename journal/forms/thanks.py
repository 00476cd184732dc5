"""Forms for gratitude notes."""

from typing import ClassVar

from django import forms

from journal.models import GratitudeNote
from users.forms import OwnedForm


class GratitudeNoteForm(OwnedForm):
    """What was good; the rest is for those who want it."""

    start = "journal:note_create"

    class Meta:
        model = GratitudeNote
        fields = ("what_they_did", "what_it_did", "what_it_says", "about")
        widgets: ClassVar = {"about": forms.RadioSelect(attrs={"autocomplete": "off"})}
