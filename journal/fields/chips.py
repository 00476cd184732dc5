"""Choices of a bank, drawn as chips."""

from typing import Any, cast

from django import forms


class ChipsInput(forms.CheckboxSelectMultiple):
    """Chips, drawn in one loop: Django's own includes a template for each."""

    template_name = "journal/fields/chips.html"

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:  # noqa: ARG002 - Django's signature
        """Make no widget for each chip."""
        return []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Hand the choices themselves to the template, each group of them under its name."""
        context = super().get_context(name, value, attrs)
        context["widget"]["groups"] = [
            (first, second) if isinstance(second, list | tuple) else ("", [(first, second)])
            for first, second in cast("Any", self.choices)
        ]
        shared = context["widget"]["attrs"].items()
        context["widget"]["input_attrs"] = {k: v for k, v in shared if k not in {"id", "class"}}
        return context


class Chips(forms.MultipleChoiceField):
    """Any number of choices of a bank."""

    widget = ChipsInput(attrs={"autocomplete": "off"})
    default_error_messages = {"invalid_choice": "Choose from the list."}

    def clean(self, value: Any) -> list[str]:
        """Return each choice once: what was sent twice was still one thing."""
        return list(dict.fromkeys(super().clean(value)))

    def add(self, own: list[tuple[str, str]]) -> None:
        """Offer these words of the person's own too."""
        self.choices = [*cast("Any", self.choices), *own]
