"""It is a Wednesday evening in November, and Alice is signed in."""

from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 11, 18, 19, 30, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Stop the clock; a test that needs another moment moves it."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def signed_in(client, alice):
    """Alice's signed_in, signed in."""
    client.force_login(alice)
    return client


@pytest.fixture
def prefer(alice):
    """Let Alice choose where she lives and how she reckons days."""

    def choose(**chosen):
        for name, value in chosen.items():
            setattr(alice.preferences, name, value)
        alice.preferences.save()

    return choose


@pytest.fixture
def later(clock, client, alice):
    """Move to a later moment, at which Alice has signed in anew."""

    def move(moment):
        clock.move_to(moment, tick=False)
        client.force_login(alice)

    return move
