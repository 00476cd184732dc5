"""The cast: Alice writes, Bob writes too, Mallory is a stranger with an account of her own."""

import atexit
import os

import pytest
from hypothesis import settings as examples

# The same examples in every run: a red test is red for everybody. HYPOTHESIS_PROFILE=explore looks for new ones.
examples.register_profile("same", derandomize=True, deadline=None)
examples.register_profile("explore", deadline=None)
examples.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# What goes over everything or through a browser. Coverage is measured without: each line is to have a test that is
# about it. In a run of their own, for what a walk has imported or cached would not be run again where it is measured.
WALKS = (
    "tests/e2e/",
    "tests/guide/test_views.py::test_reader_gets_own_words_on_every_page",
    "tests/journal/test_bad_input.py",
    "tests/journal/test_field_limits.py",
    "tests/journal/test_query_counts.py",
    "tests/journal/test_races.py",
    "tests/journal/worksheets/test_tools.py",
    "tests/test_canaries.py",
    "tests/test_no_word_lost.py",
    "tests/test_privacy",
    "tests/test_reminders_under_fire.py",
)

# Playwright runs an event loop of its own beside the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure():
    """Hash quickly, and serve static files as they stand in the source."""
    from django.conf import settings  # noqa: PLC0415 - after pytest-django has chosen them

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_collection_modifyitems(items):
    """Mark the walks."""
    for item in items:
        if item.nodeid.startswith(WALKS):
            item.add_marker(pytest.mark.walk)


@pytest.fixture(scope="session", autouse=True)
def _no_connection_outlives_the_tests(django_db_setup, django_db_blocker):
    """End what a thread of the live server may still hold open: its database could not be dropped."""
    from django.db import connection  # noqa: PLC0415 - after settings

    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )


@pytest.fixture(scope="session", autouse=True)
def _tests_say_nothing_as_they_end():
    """Leave out what a process logs at its end: by then pytest has closed what the log is written to."""
    from vault import row_security  # noqa: PLC0415 - after settings

    atexit.unregister(row_security._log_remaining)


@pytest.fixture(scope="session")
def live_server():
    """Serve browsers behind a gate, wherever a test lives: this takes the place of pytest-django's own."""
    from tests.live_server import GatedServer  # noqa: PLC0415 - after settings

    server = GatedServer("localhost")
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _no_request_outlives_its_test(request):
    """End what a browser left unanswered, before the tables are emptied."""
    if "live_server" not in request.fixturenames:
        yield
        return
    server = request.getfixturevalue("live_server")
    server.gate.open()
    yield
    server.settle()


@pytest.fixture(autouse=True)
def _test_sees_everything(request):
    """Let the test itself look at every row; requests act as their own user all the same."""
    from django.db import connection  # noqa: PLC0415 - after settings

    from vault.row_security import Identity, set_identity, use_identity  # noqa: PLC0415 - after settings

    wants_rows = {"db", "client", "alice", "bob", "mallory"} & set(request.fixturenames)
    transactional = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not wants_rows or transactional:
        yield
        return
    request.getfixturevalue("db")
    identity = Identity(system="on")
    connection.identity_of_test = identity
    with use_identity(identity):
        set_identity(connection, identity)
        yield
    del connection.identity_of_test


@pytest.fixture
def alice(db):
    """The person who writes."""
    return _user("alice")


@pytest.fixture
def bob(db):
    """Another person who writes."""
    return _user("bob")


@pytest.fixture
def mallory(db):
    """A stranger, signed in to an account of her own."""
    return _user("mallory")


def _user(name):
    from users.models import User  # noqa: PLC0415 - after settings

    return User.objects.create_user(name, password="correct horse battery")
