"""What a page is: how it is asked for, against which floor, and what that wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from users.models import User

BARE, LIST, POST = "bare", "list", "post"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Request:
    """What is sent."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


def nothing() -> None:
    """Leave everything as it is."""


@dataclass(frozen=True)
class Page:
    """A page: how to ask for it so many times, and how to undo what that wrote."""

    name: str
    floor: str
    limit: float | None  # times its floor, in processor time
    ask: Callable[[int], list[Request]]
    status: int = HTTPStatus.OK
    undo: Callable[[], None] = nothing
    user: User | None = None  # who asks, if it is not the person with ten years of entries


def get(name: str, floor: str, limit: float | None, path: str, **headers: str) -> Page:
    """Return a page that is asked for in the same way each time."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    request = Request("GET", path, named)
    status = HTTPStatus.NOT_MODIFIED if "If-None-Match" in named else HTTPStatus.OK
    return Page(name, floor, limit, lambda count: [request] * count, status)


def form_headers(cookies: str, secret: str) -> dict[str, str]:
    """Return the headers of a form with its CSRF cookie."""
    return {
        "Cookie": f"{cookies}; csrf={secret}; csrftoken={secret}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def sessions(user: User, count: int) -> list[str]:
    """Return cookies of so many new sessions of this user."""
    now = int(timezone.now().timestamp())
    content = {
        "since": now,
        "seen": now,
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: BACKEND,
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    store = SessionStore()
    model, expiry = store.get_model_class(), timezone.now() + timedelta(days=1)
    made = [
        model(session_key=store._get_new_session_key(), session_data=store.encode(content))
        for _ in range(count)
    ]
    for row in made:
        row.expire_date = expiry
    model.objects.bulk_create(made)
    return [f"session={row.session_key}" for row in made]
