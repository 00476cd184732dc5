"""The settings as they really run: safe without a variable, and refusing to start where a secret is missing."""

import os
import runpy
import subprocess
import sys
from unittest.mock import patch

import pytest
from django.conf import settings as used
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config.embedded_postgres import EmbeddedPostgres, PostgresUnavailable

VARIABLES = {
    *("PUBLIC_URL", "SECRET_KEY", "MASTER_KEYS", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE"),
    "TRUST_X_FORWARDED_PROTO",
}
PUBLIC = {
    "PUBLIC_URL": "https://notes.example.org",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "MASTER_KEYS": "k1:bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmU=",
}
CSP = {
    *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'"),
    *("font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'"),
    "frame-ancestors 'none'",
}


def variables_of(**variables):
    """Return these variables and no others of ours; DATABASE_URL stays that of the tests."""
    clean = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return clean | {"PYTEST_VERSION": "of the tests"} | variables


def run(*command, **variables):
    """Run Python with these variables."""
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *command],
        env=variables_of(**variables),
        cwd=used.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def values(*names, **variables):
    """Return these settings as they are with these variables, and no others: a failing test would print the secrets."""
    with patch.dict(os.environ, variables_of(**variables), clear=True):
        settings = runpy.run_path(f"{used.BASE_DIR}/config/settings.py")
    return [settings.get(name) for name in names]


def test_public_site_passes_the_checks_for_one_without_a_warning():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PUBLIC)

    assert done.stdout + done.stderr == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize("names", [["SECRET_KEY"], ["MASTER_KEYS"], ["SECRET_KEY", "MASTER_KEYS"]])
def test_public_site_does_not_start_without_its_secrets_and_says_so_in_a_sentence_each(names):
    variables = {key: PUBLIC[key] for key in PUBLIC if key not in names}
    done = run("manage.py", "check", **variables)

    said = " ".join(f"{name} is not set: a site with https needs its own." for name in names)
    with pytest.raises(ImproperlyConfigured, match=said):
        values(**variables)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{said}\n")


def test_database_that_does_not_answer_is_told_in_one_line():
    done = run("manage.py", "migrate", DATABASE_URL="postgresql://app:a-password@127.0.0.1:1/app")

    assert done.stderr.startswith("Cannot connect to PostgreSQL: ")
    assert "Connection refused" in done.stderr
    assert "a-password" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_empty_address_means_the_private_database():
    (databases,) = values("DATABASES", DATABASE_URL="")

    user = databases["default"]["USER"]
    assert user == "app"


def test_private_database_that_cannot_start_is_told_in_plain_words():
    error = PostgresUnavailable("It does not start.", "It said no.")
    with (
        patch.object(EmbeddedPostgres, "start", side_effect=error),
        pytest.raises(SystemExit) as end,
    ):
        values(DATABASE_URL="")

    assert end.value.code == error.report()


def test_https_is_believed_of_a_proxy_only_where_somebody_said_so():
    (unsaid,) = values("SECURE_PROXY_SSL_HEADER", **PUBLIC)
    (trusted,) = values("SECURE_PROXY_SSL_HEADER", TRUST_X_FORWARDED_PROTO="1", **PUBLIC)

    assert unsaid is None
    assert trusted == ("HTTP_X_FORWARDED_PROTO", "https")


def test_static_files_are_served_as_they_stand_while_debugging():
    (debugging,) = values("STORAGES", DEBUG="1")
    (usual,) = values("STORAGES")

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    assert debugging["staticfiles"]["BACKEND"] == plain
    assert usual["staticfiles"]["BACKEND"] == "config.static_files.StaticFiles"


def test_public_site_does_not_start_with_a_master_key_that_opens_nothing():
    done = run("manage.py", "check", **PUBLIC | {"MASTER_KEYS": "k1:short"})

    assert done.returncode != 0
    assert "MASTER_KEYS must be a comma-separated list" in done.stderr


def test_public_site_never_explains_errors_in_the_browser():
    with pytest.raises(ImproperlyConfigured, match="DEBUG shows private text on error pages"):
        values(DEBUG="1", **PUBLIC)


def test_public_site_keeps_its_cookies_to_itself():
    names = ("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME")

    assert values(*names, "CSRF_COOKIE_SECURE", **PUBLIC) == [
        "__Host-session",
        True,
        "__Host-csrf",
        True,
    ]


def test_public_site_answers_to_its_own_name_only():
    assert values("ALLOWED_HOSTS", "DEBUG", **PUBLIC) == [["notes.example.org"], False]


def test_local_site_needs_no_variable_and_no_tls():
    assert values("DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE") == [False] * 3


def test_local_secrets_are_long():
    key, masters = values("SECRET_KEY", "MASTER_KEYS")

    assert len(key) >= 50
    assert ":" in masters


def test_connections_are_kept_and_a_request_is_one_transaction():
    database = used.DATABASES["default"]

    assert database["CONN_MAX_AGE"] is None
    assert database["ATOMIC_REQUESTS"] is True
    assert database["ENGINE"] == "vault.backend"


def test_what_is_counted_or_kept_for_all_processes_is_in_the_database():
    assert used.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert used.SESSION_ENGINE == "django.contrib.sessions.backends.db"


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client, alice, settings):
    client.force_login(alice)
    client.get("/today/")

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"
        assert client.cookies[name]["domain"] == ""


@pytest.fixture
def answers(client, alice, monkeypatch, settings):
    """Answers of every kind."""
    client.force_login(alice)
    client.raise_request_exception = False
    strict = Client(enforce_csrf_checks=True)
    found = {
        "a page": client.get("/today/"),
        "a public page": Client().get("/guide/"),
        "a redirect": Client().get("/today/"),
        "not there": client.get("/nowhere/"),
        "refused": strict.post("/accounts/login/"),
        "not taken": client.post("/exit/"),
        "without its slash": client.get("/today"),
        "another host": client.get("/today/", headers={"host": "example.org"}),
        "static": Client().get("/static/css/site.css"),
    }
    monkeypatch.setattr("journal.today.views.progress_of", None)
    found["broken"] = client.get("/today/")
    settings.SECURE_SSL_REDIRECT = True
    found["over http"] = Client().get("/today/")
    yield found
    found["static"].close()


def test_every_answer_is_of_its_kind(answers):
    assert {name: response.status_code for name, response in answers.items()} == {
        "a page": 200,
        "a public page": 200,
        "a redirect": 303,
        "not there": 404,
        "refused": 403,
        "not taken": 405,
        "without its slash": 301,
        "another host": 400,
        "static": 200,
        "broken": 500,
        "over http": 301,
    }


def test_every_answer_carries_the_headers_of_a_careful_site(answers):
    for name, response in answers.items():
        assert response.get("X-Content-Type-Options") == "nosniff", name
        assert response.get("Referrer-Policy") == "same-origin", name
        assert response.get("Cross-Origin-Opener-Policy") == "same-origin", name
        assert response.get("X-Frame-Options") == "DENY", name
        assert set(response.get("Content-Security-Policy", "").split("; ")) == CSP, name
        assert response.get("Cross-Origin-Resource-Policy") == "same-origin", name
        assert "Cache-Control" in response, name
        assert "Access-Control-Allow-Origin" not in response, name


def test_error_page_says_nothing_of_the_error(answers):
    said = answers["broken"].content.decode()

    assert "TypeError" not in said
    assert "progress_of" not in said


@pytest.mark.parametrize("origin", ["http://notes.example.org", "notes.example.org"])
def test_site_that_others_can_reach_needs_https(origin):
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL must begin with https://"):
        values(**PUBLIC | {"PUBLIC_URL": origin})
