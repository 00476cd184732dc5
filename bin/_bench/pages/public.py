"""The pages of a visitor."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from guide import library
from pages.asking import BARE, LIST, Page, get


def longest_page() -> str:
    """Return the address of the longest page of the guide, which stands for all."""
    pages = [page for part in library.parts() for page in part.pages]
    return max(pages, key=lambda page: len(page.text)).get_absolute_url()


def first_looks() -> list[str]:
    """Return the addresses that a visitor may come to first."""
    return [longest_page(), reverse("guide:contents"), reverse("users:landing")]


def public_pages(etag_of: Callable[[str], str]) -> list[Page]:
    """Return the pages of a visitor."""
    longest = longest_page()
    return [
        get("guide, visitor", BARE, 0.8, longest),
        get("guide, seen before", BARE, 0.8, longest, If_None_Match=etag_of(longest)),
        get("sign in", BARE, 2, reverse("account_login")),
        get("landing", LIST, 3, reverse("users:landing")),
    ]
