"""How a reader calls the person they are thinking of, and the words that follow from it."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.conf import settings
from django.db import transaction
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class PartnerKind(TextChoices):
    """What a reader calls them."""

    HUSBAND = "husband", "My husband"
    WIFE = "wife", "My wife"
    PARTNER = "partner", "My partner"
    FIANCE = "fiance", "My fiancé or fiancée"
    EX = "ex", "My ex"
    NAME = "name", "By name or nickname"


class Pronoun(TextChoices):
    """What stands for them in a sentence."""

    HE = "he", "he"
    SHE = "she", "she"
    THEY = "they", "they"


NOUNS = {
    PartnerKind.HUSBAND: "husband",
    PartnerKind.WIFE: "wife",
    PartnerKind.PARTNER: "partner",
    PartnerKind.EX: "ex",
}
FIANCE = {Pronoun.HE: "fiancé", Pronoun.SHE: "fiancée", Pronoun.THEY: "fiancé(e)"}
FORMS = {
    Pronoun.HE: (
        "he",
        "him",
        "his",
        "his",
        "himself",
        "he is",
        "he has",
        "he does",
        "he was",
    ),
    Pronoun.SHE: (
        "she",
        "her",
        "her",
        "hers",
        "herself",
        "she is",
        "she has",
        "she does",
        "she was",
    ),
    Pronoun.THEY: (
        *("they", "them", "their", "theirs", "themself"),
        *("they are", "they have", "they do", "they were"),
    ),
}
PRONOUN_TOKENS = (
    *("they", "them", "their", "theirs", "themself"),
    *("they_are", "they_have", "they_do", "they_were"),
)
TOKEN = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class PartnerWords:
    """The words for one reader; `{their}` in a text becomes "his", `{Your_partner}` becomes "Sam"."""

    my_partner: str
    your_partner: str
    pronoun: Pronoun

    @classmethod
    def default(cls) -> Self:
        """Return "my husband" and "he"."""
        return cls.from_choice(PartnerKind.HUSBAND, "", Pronoun.HE)

    @classmethod
    def from_choice(cls, kind: str, name: str, pronoun: str) -> Self:
        """Return the words for a choice; a name that was left empty falls back to "my partner"."""
        if kind == PartnerKind.NAME and name:
            return cls(name, name, Pronoun(pronoun))
        if kind == PartnerKind.FIANCE:
            noun = FIANCE[Pronoun(pronoun)]
        else:
            noun = NOUNS.get(PartnerKind(kind), "partner")
        return cls(f"my {noun}", f"your {noun}", Pronoun(pronoun))

    @cached_property
    def tokens(self) -> dict[str, str]:
        """Return every token with its word, each also with a capital."""
        plain = dict(zip(PRONOUN_TOKENS, FORMS[self.pronoun], strict=True))
        plain |= {"my_partner": self.my_partner, "your_partner": self.your_partner}
        return plain | {
            token[0].upper() + token[1:]: word[:1].upper() + word[1:]
            for token, word in plain.items()
        }

    def fill(self, text: str) -> str:
        """Return the text with its tokens replaced; an unknown token raises KeyError."""
        return TOKEN.sub(lambda match: self.tokens[match[1]], text)

    def fill_html(self, html: str) -> SafeString:
        """Return ready HTML with its tokens replaced by escaped words."""
        return mark_safe(TOKEN.sub(lambda match: escape(self.tokens[match[1]]), html))


def is_quiet(request: HttpRequest) -> bool:
    """Return whether this reader has asked for quiet suggestions; for a visitor no session is touched."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        with transaction.atomic():
            return bool(request.user.preferences.quiet)
    return False


def words_of(request: HttpRequest) -> PartnerWords:
    """Return the reader's own words; a visitor gets the default, and no session is touched."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        with transaction.atomic():
            return request.user.preferences.partner_words
    return PartnerWords.default()
