"""Pages of goals."""

from __future__ import annotations

from django.urls import reverse

from pages.asking import LIST, Page, get


def read(cookie: str) -> list[Page]:
    """Return the pages on which somebody sees their goals."""
    return [get("goals", LIST, None, reverse("journal:goal_list"), Cookie=cookie)]
