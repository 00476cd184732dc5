"""Choices of a bank, drawn as chips."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any, cast

from django import forms
from django.core.cache import caches
from django.core.cache.utils import make_template_fragment_key
from django.forms.renderers import BaseRenderer
from django.utils.safestring import SafeString, mark_safe


def drawn_once(draw: Callable[[], SafeString], name: str, attrs: object) -> SafeString:
    """Return a widget that looks the same for everybody; each process draws it once."""
    fragments = caches["template_fragments"]
    key = make_template_fragment_key("widget", [name, attrs])
    drawn = fragments.get(key)
    if drawn is None:
        drawn = draw()
        fragments.set(key, drawn, timeout=None)
    return drawn


class BankChips(forms.CheckboxSelectMultiple):
    """Chips for the choices of a bank: each process draws a field's chips once, and then only ticks them.

    A person's own words come behind them, drawn anew each time: they are never remembered.
    """

    own: Sequence[tuple[str, str]] = ()

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Return the chips, with the chosen ones ticked."""
        chips: str = drawn_once(partial(super().render, name, [], attrs, renderer), name, attrs)
        own = "".join(_chip(name, ref, label) for ref, label in self.own)
        chips = f"{chips.rstrip().removesuffix(END)}{own}{END}"
        for slug in self.format_value(value):
            chips = chips.replace(f'value="{slug}"', f'value="{slug}" checked', 1)
        return mark_safe(chips)


END = "</div>"


def _chip(name: str, ref: str, label: str) -> str:
    field = f'<input type="checkbox" name="{name}" value="{ref}" autocomplete="off">'
    return f'<label class="chip">{field}<span>{escape(label)}</span></label>'


class Chips(forms.MultipleChoiceField):
    """Any number of choices of a bank."""

    widget = BankChips(attrs={"autocomplete": "off"})
    default_error_messages = {"invalid_choice": "Choose from the list."}

    def clean(self, value: Any) -> list[str]:
        """Return each choice once: what was sent twice was still one thing."""
        return list(dict.fromkeys(super().clean(value)))

    def add(self, own: list[tuple[str, str]]) -> None:
        """Offer these words of the person's own too."""
        bank = self.widget.choices
        self.choices = [*cast("Any", self.choices), *own]
        self.widget.choices, self.widget.own = bank, own
