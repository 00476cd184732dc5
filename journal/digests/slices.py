"""Counting afresh in slices: after a change of the zone ten years are stale at once, and no page waits for all of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from users.models import User
from vault.models import can_seal

Item = TypeVar("Item")
SLICE_SIZE = 104  # digests in one request: two years of weeks, about half a second
_in_one_go: ContextVar[bool] = ContextVar("in_one_go", default=False)


class StillCountingError(Exception):
    """Some digests were counted and kept, and more are left: ask again."""

    def __init__(self, left: int) -> None:
        """Keep how many digests are left."""
        super().__init__()
        self.left = left


@contextmanager
def first_slice(user: User, missing: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Hand out as many of these as one request counts; raise StillCountingError afterwards if more are left.

    Where this person's key does not open, nothing that is counted can be kept, and asking again would never end.
    """
    if len(missing) <= SLICE_SIZE or _in_one_go.get() or not can_seal(user.pk):
        yield missing
        return
    yield missing[:SLICE_SIZE]
    raise StillCountingError(len(missing) - SLICE_SIZE)


@contextmanager
def in_one_go() -> Iterator[None]:
    """Count all that is missing: for commands and jobs, for which nobody waits."""
    token = _in_one_go.set(True)
    try:
        yield
    finally:
        _in_one_go.reset(token)
