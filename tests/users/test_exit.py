"""Exit: one touch ends the session on the server and leads to a site that says nothing."""

import pytest
from django.contrib.sessions.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, alice):
    """Alice's browser, with a session and a token."""
    client.force_login(alice)
    client.get("/today/")
    return client


def test_exit_ends_the_session_on_the_server(reader):
    session = reader.session.session_key

    reader.get("/exit/")

    assert not Session.objects.filter(pk=session).exists()
    assert reader.get("/today/").status_code == 303


def test_exit_leads_to_the_neutral_site_of_the_settings(reader, settings):
    settings.EXIT_URL = "https://weather.example/"

    response = reader.get("/exit/")

    assert response.status_code == 303
    assert response.url == "https://weather.example/"


def test_exit_leads_everybody_to_the_same_site(client, reader, settings):
    assert client.get("/exit/").url == reader.get("/exit/").url == settings.EXIT_URL


def test_exit_deletes_both_cookies(reader, settings):
    response = reader.get("/exit/")

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert response.cookies[name].value == ""
        assert response.cookies[name]["max-age"] == 0


def test_exit_leads_out_even_when_the_session_cannot_be_ended(reader, settings, monkeypatch):
    monkeypatch.setattr("users.views.logout", None)
    reader.raise_request_exception = False

    response = reader.get("/exit/")

    assert (response.status_code, response.url) == (303, settings.EXIT_URL)
    assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0


def test_exit_is_kept_by_no_cache(reader):
    assert "no-store" in reader.get("/exit/")["Cache-Control"]


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_exit_by_link_or_by_hand_ends_the_session(reader, site):
    reader.get("/exit/", headers={"Sec-Fetch-Site": site})

    assert reader.get("/today/").status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_end_the_session(reader, site):
    response = reader.get("/exit/", headers={"Sec-Fetch-Site": site})

    assert response.status_code == 303
    assert reader.get("/today/").status_code == 200


@pytest.mark.parametrize("purpose", ["prefetch", "prefetch;prerender"])
def test_fetching_ahead_does_not_end_the_session(reader, purpose):
    reader.get("/exit/", headers={"Sec-Purpose": purpose})

    assert reader.get("/today/").status_code == 200


def test_asking_for_the_head_does_not_end_the_session(reader):
    reader.head("/exit/")

    assert reader.get("/today/").status_code == 200


def test_exit_takes_no_post(reader):
    assert reader.post("/exit/").status_code == 405


@pytest.mark.parametrize("url", ["/", "/guide/", "/support/", "/accounts/login/", "/nowhere/"])
def test_exit_stands_on_every_page_of_a_visitor(client, url):
    assert 'class="exit" href="/exit/"' in client.get(url).content.decode()


@pytest.mark.parametrize("url", ["/today/", "/settings/", "/guide/", "/support/", "/nowhere/"])
def test_exit_stands_on_every_page_of_a_reader(reader, url):
    assert 'class="exit" href="/exit/"' in reader.get(url).content.decode()
