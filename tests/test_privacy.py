"""The privacy walk: every address is declared, closed to visitors, and shows nobody a stranger's row."""

import re

import pytest
from django.db import transaction
from django.test import Client

from journal.models import (
    Agreement,
    DateNight,
    Entry,
    Experiment,
    Goal,
    GratitudeNote,
    OwnWord,
    SliderAnswers,
    Thread,
    Worksheet,
)
from tests.addresses import (
    BY_TOKEN,
    METHODS,
    NOWHERE,
    ONE_CLICK,
    PRIVATE,
    PUBLIC,
    WITH_ID,
    declared,
    fingerprint,
    url_of,
    url_with_row,
    walk,
)
from tests.tables import PRIVATE_TABLES
from users.models import Draft
from vault import row_security

SEEN = {
    Entry: "entry",
    Experiment: "experiment",
    GratitudeNote: "note",
    Worksheet: "worksheet",
    Goal: "goal",
    SliderAnswers: "answers",
    Thread: "thread",
    OwnWord: "own_word",
    Agreement: "agreement",
    DateNight: "date",
    Draft: "draft",
}
ONE_TIME = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")\w+')


@pytest.fixture(params=["both walls", "only the queries"])
def walls(request, monkeypatch):
    """Try the walk twice: as it is, and with row security lifted, so that each query stands alone."""
    if request.param == "only the queries":
        lift_row_security(monkeypatch)


def lift_row_security(monkeypatch):
    monkeypatch.setattr(
        row_security,
        "identity_of",
        lambda user: row_security.Identity(user_id=str(user.pk), system="on"),
    )


def forget_owner(monkeypatch, model):
    """Plant the fault that the walk is for: this model's for_user() lets every row through."""
    monkeypatch.setattr(model._default_manager._queryset_class, "for_user", forgetful)


def forgetful(rows, user):
    return rows.all()


def model_of(name):
    return next(model for model, word in SEEN.items() if WITH_ID[name].__name__.endswith(word))


def send(client, method, url):
    data = {"state": "done"} if method == "POST" else None
    return getattr(client, method.lower())(url, data)


def body_of(response):
    return ONE_TIME.sub(b"", response.content)


def strangers_get_nothing(client, name, owner):
    """Fail unless a signed-in stranger sees and changes nothing of this owner's at this address."""
    url = url_with_row(name, owner)
    before = fingerprint(*PRIVATE_TABLES)
    statuses = set()
    for method in METHODS:
        response = send(client, method, url)
        statuses.add(response.status_code)
        assert response.status_code in {404, 405}, f"{method} {name} answers a stranger"
        nothing = send(client, method, url_of(name, NOWHERE))
        assert response.status_code == nothing.status_code, f"{method} {name} tells by its status"
        assert body_of(response) == body_of(nothing), f"{method} {name} tells that a row is there"
    assert 404 in statuses, f"{name} takes none of the methods that were tried"
    assert fingerprint(*PRIVATE_TABLES) == before, f"{name} lets a stranger change a row"


def test_every_address_is_declared_and_every_declaration_has_an_address():
    assert {address.name for address in walk()} == declared()


def test_every_address_is_declared_once():
    assert len(declared()) == sum(map(len, (PUBLIC, BY_TOKEN, PRIVATE, WITH_ID)))


def test_every_address_with_an_id_names_the_row_it_shows():
    assert {address.name for address in walk() if address.has_id} == WITH_ID.keys()


def test_no_address_shows_a_row_by_number():
    assert not [one.route for one in walk() if re.search(r"int:(pk|id)|str:(pk|id)", one.route)]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(PRIVATE | WITH_ID.keys()))
def test_private_address_sends_a_visitor_to_sign_in(client, name, method):
    response = getattr(client, method)(url_of(name, NOWHERE))

    assert response.status_code == 303
    assert response.url.startswith("/accounts/login/?next=/")


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_address_opens_for_a_visitor(client, name):
    response = client.get(url_of(name))

    assert response.status_code in {200, 302, 303}
    assert "next=" not in response.get("Location", "")


@pytest.mark.parametrize("name", sorted(BY_TOKEN))
def test_without_its_token_an_address_is_not_there(client, mallory, name):
    for _ in ("a visitor", "somebody who is signed in"):
        assert client.get(url_of(name)).status_code == 404
        client.force_login(mallory)


@pytest.mark.usefixtures("walls")
@pytest.mark.parametrize("name", sorted(WITH_ID))
def test_stranger_finds_nothing_and_changes_nothing(client, alice, mallory, name):
    client.force_login(mallory)

    strangers_get_nothing(client, name, alice)


@pytest.mark.parametrize("name", sorted(WITH_ID))
def test_walk_goes_red_where_a_query_forgets_its_owner(client, alice, mallory, monkeypatch, name):
    lift_row_security(monkeypatch)
    forget_owner(monkeypatch, model_of(name))
    client.force_login(mallory)

    with pytest.raises(AssertionError, match=f"{name} answers a stranger"), transaction.atomic():
        strangers_get_nothing(client, name, alice)


@pytest.mark.parametrize("name", sorted(WITH_ID))
def test_row_security_holds_where_a_query_forgets_its_owner(
    client, alice, mallory, monkeypatch, name
):
    forget_owner(monkeypatch, model_of(name))
    client.force_login(mallory)

    strangers_get_nothing(client, name, alice)


@pytest.mark.parametrize("name", sorted(declared() - ONE_CLICK))
def test_post_without_token_is_refused(alice, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    client.get("/today/")  # the first page of a day notes the day, whatever it is
    url = url_with_row(name, alice)
    before = fingerprint(*PRIVATE_TABLES, "users_user", "account_emailaddress")

    response = client.post(url, {"state": "done"})

    assert response.status_code == 403
    assert fingerprint(*PRIVATE_TABLES, "users_user", "account_emailaddress") == before


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("name", sorted(declared()))
def test_reading_a_page_changes_nothing(client, alice, name, method):
    client.force_login(alice)
    url = url_with_row(name, alice)
    before = fingerprint(*PRIVATE_TABLES)

    getattr(client, method)(url)

    assert fingerprint(*PRIVATE_TABLES) == before
