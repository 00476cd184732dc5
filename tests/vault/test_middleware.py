import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from vault.middleware import act_as_signed_in_user, no_store_unless_said
from vault.row_security import NOBODY, current


class Visitor:
    is_authenticated = False


@pytest.fixture
def request_of(settings):
    """Return a function that makes a request of this user, with or without a session cookie."""

    def make(user, cookie="a session"):
        request = RequestFactory().get("/today/")
        request.user = user
        if cookie:
            request.COOKIES[settings.SESSION_COOKIE_NAME] = cookie
        return request

    return make


def seen_by(request):
    """Return the identity that is in force while this request is answered."""
    seen = []
    act_as_signed_in_user(lambda _: seen.append(current()))(request)
    return seen[0]


def test_request_acts_as_its_user(request_of, alice):
    assert seen_by(request_of(alice)).user_id == str(alice.pk)


def test_request_of_a_user_is_no_system_work(request_of, alice):
    assert seen_by(request_of(alice)).system == ""


def test_request_of_a_visitor_acts_as_nobody(request_of):
    assert seen_by(request_of(Visitor())) is NOBODY


def test_request_without_a_session_does_not_look_for_its_user(request_of):
    assert seen_by(request_of(user=None, cookie="")) is NOBODY


def test_identity_ends_with_the_request(request_of, alice):
    before = current()

    seen_by(request_of(alice))

    assert current() is before


def test_identity_ends_with_a_request_that_fails(request_of, alice):
    before = current()

    def fail(_):
        raise ValueError("away")

    with pytest.raises(ValueError, match="away"):
        act_as_signed_in_user(fail)(request_of(alice))

    assert current() is before


def test_answer_is_kept_nowhere_unless_it_says_so():
    response = no_store_unless_said(lambda _: HttpResponse())(None)

    assert response["Cache-Control"] == "no-store, private"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_answer_that_says_how_to_keep_it_is_left_alone():
    response = no_store_unless_said(
        lambda _: HttpResponse(headers={"Cache-Control": "public, no-cache"})
    )(None)

    assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("url", ["/today/", "/settings/", "/nowhere/", "/accounts/login/"])
def test_site_says_no_store(client, alice, url):
    client.force_login(alice)

    assert "no-store" in client.get(url)["Cache-Control"]
