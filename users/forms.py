"""Forms on private rows, and the forms of an account."""

from collections.abc import Sequence
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
    replaces_unreadable: ClassVar[bool] = False
    instance: OwnedModel

    def __init__(
        self,
        *args: Any,
        key: FormKey,
        draft: Draft | None = None,
        others: Sequence[Draft] = (),
        **kwargs: Any,
    ) -> None:
        """Take the key that the form was opened with, the draft that it was opened from, and other drafts of it."""
        super().__init__(*args, **kwargs)
        self.key = key
        self.draft = draft
        self.others = others
        if draft and draft.reason == Draft.Reason.TYPED:
            self._errors = ErrorDict()  # nobody has tried to save it yet, so nothing is wrong
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
        if saved.unreadable() and not self.replaces_unreadable:
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
            if name in self.fields
        )

    def saved_now(self) -> list[tuple[str, str]]:
        """Return what is saved at this moment, as label and text, to stand beside what was typed."""
        rows = type(self.instance).rows_of(self.instance.owner)
        return rows.get(pk=self.instance.pk).readable()

    def other_texts(self) -> list[tuple[Draft, list[tuple[str, str]]]]:
        """Return the other drafts of this form, each with what was typed as label and text."""
        texts = [
            (name, str(field.label))
            for name, field in self.fields.items()
            if isinstance(field.widget, forms.Textarea | forms.TextInput)
        ]
        return [
            (other, [(label, text) for name, label in texts if (text := _typed_in(other, name))])
            for other in self.others
        ]

    def save(self, commit: bool = True) -> OwnedModel:  # noqa: ARG002, FBT001, FBT002 - Django's signature
        """Write the row once, and delete the drafts that this form has shown or made."""
        is_autosaved = "draft_kept" in self.data
        Draft.objects.discard_saved(self.instance.owner, self.key, is_autosaved=is_autosaved)
        if not self.already_saved:
            self.instance.version += 1
            super().save()
        return self.instance


def _typed_in(draft: Draft, name: str) -> str:
    return "".join(draft.data.get(name, [])).strip()


class ZoneSelect(forms.Select):
    """A list of hundreds of zones, drawn in one loop: Django's own includes a template for each option."""

    template_name = "users/zone_select.html"

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:  # noqa: ARG002 - Django's signature
        """Make no widget for each option."""
        return []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Hand the choices themselves to the template."""
        context = super().get_context(name, value, attrs)
        context["widget"]["choices"] = self.choices
        return context


class PreferencesForm(OwnedForm):
    """All of a user's preferences."""

    replaces_unreadable = True  # they can be chosen again, and must not stay lost
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
            "time_zone": ZoneSelect(attrs={"data-guess-zone": ""}),
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
