"""Forms on private rows, and the forms of an account."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.urls import reverse

from users.clock import zone_names
from users.form_keys import FormKey
from users.models import Draft, Preferences
from vault.models import OwnedModel

UNREADABLE = (
    "Part of this cannot be opened, so it cannot be changed here. Nothing has been overwritten."
)

UNSET_ZONE = "UTC"
CONFLICT = "This was changed somewhere else in the meantime."


class OwnedForm(forms.ModelForm):
    """A form on one private row. The owner is set on the instance; the form does not know the request."""

    start: ClassVar[str] = ""  # the URL name at which a new row is written
    instance: OwnedModel

    def __init__(
        self,
        *args: Any,
        key: FormKey,
        draft: Draft | None = None,
        **kwargs: Any,
    ) -> None:
        """Take the key that the form was opened with, and the draft that it was opened from."""
        super().__init__(*args, **kwargs)
        self.key = key
        self.draft = draft
        self.already_saved = False
        if draft and draft.reason == Draft.Reason.ASIDE:
            self._errors = ErrorDict()  # kept unchecked, so shown without remarks

    @classmethod
    def start_of(cls, instance: OwnedModel) -> str:  # noqa: ARG003 - a form may ask what kind of row it is
        """Return the address at which a new row is written, or ""."""
        return reverse(cls.start) if cls.start else ""

    def clean(self) -> dict[str, Any] | None:
        """Refuse to overwrite what this form never showed; let the same words pass twice."""
        data = super().clean()
        saved = self.instance
        if saved._state.adding:
            return data
        if saved.unreadable():
            raise ValidationError(UNREADABLE)
        if not self.errors and self.key.version != saved.version:
            if not self._says_the_same():
                raise ValidationError(CONFLICT, code=Draft.Reason.CONFLICT)
            self.already_saved = True
        return data

    def _says_the_same(self) -> bool:
        return all(
            self.cleaned_data[name] == getattr(self.instance, name)
            for name in self._meta.fields or []
        )

    def saved_now(self) -> list[tuple[str, str]]:
        """Return what is saved at this moment, as label and text, to stand beside what was typed."""
        rows = type(self.instance).rows_of(self.instance.owner)
        return rows.get(pk=self.instance.pk).readable()

    def save(self, commit: bool = True) -> OwnedModel:  # noqa: ARG002, FBT001, FBT002 - Django's signature
        """Write the row once, and let the draft go that this form was opened from."""
        if not self.already_saved:
            self.instance.version += 1
            super().save()
        if self.key.from_draft:
            Draft.objects.for_user(self.instance.owner).at(self.key.place).delete()
        return self.instance


class PreferencesForm(OwnedForm):
    """All of a user's preferences."""

    instance: Preferences

    class Meta:
        model = Preferences
        fields: tuple[str, ...] = (
            *("partner_kind", "partner_name", "pronoun"),
            *("time_zone", "week_start", "day_ends", "quiet"),
        )
        field_classes: ClassVar = {"quiet": forms.BooleanField}
        widgets: ClassVar = {
            "partner_kind": forms.RadioSelect,
            "partner_name": forms.TextInput,
            "pronoun": forms.RadioSelect,
            "time_zone": forms.Select(attrs={"data-guess-zone": ""}),
            "week_start": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every time zone."""
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].widget.choices = [
            (name, name.replace("_", " ")) for name in zone_names()
        ]

    def clean_partner_name(self) -> str:
        """Ask for a name where one was promised."""
        name = self.cleaned_data["partner_name"]
        if self.cleaned_data.get("partner_kind") == "name" and not name:
            message = "Write the name or nickname, or choose another line above."
            raise ValidationError(message)
        return name


class WelcomeForm(PreferencesForm):
    """What is worth asking on the first evening."""

    class Meta(PreferencesForm.Meta):
        fields = ("partner_kind", "partner_name", "pronoun", "time_zone", "week_start")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the zone open, so that the browser can guess it."""
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        zone.required = False
        zone.widget.choices = [("", "I do not know"), *zone.widget.choices]
        if self.initial["time_zone"] == UNSET_ZONE:
            self.initial["time_zone"] = ""

    def clean_time_zone(self) -> str:
        """Keep what there was if nothing was chosen."""
        return self.cleaned_data["time_zone"] or self.instance.time_zone
