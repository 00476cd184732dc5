"""The form for the search over one's own words."""

from django import forms

from journal.search.find import MAX_QUERY_LENGTH
from vault.fields import PrivateText


class SearchForm(forms.Form):
    """Words to look for; what is too long for any word is cut, as the browser cuts it."""

    words = PrivateText(
        label="Which words?",
        help_text="Looks through everything you wrote, for all of these words together. What you type is not kept, and not part of the address.",
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "maxlength": MAX_QUERY_LENGTH,
                "autocapitalize": "off",
                "spellcheck": "false",
            }
        ),
    )
    skip = forms.IntegerField(
        min_value=0, max_value=100_000, required=False, widget=forms.HiddenInput
    )

    def clean_words(self) -> str:
        """Return the words, cut to the longest."""
        return str(self.cleaned_data["words"])[:MAX_QUERY_LENGTH]

    def clean_skip(self) -> int:
        """Return how many were shown before."""
        return self.cleaned_data["skip"] or 0
