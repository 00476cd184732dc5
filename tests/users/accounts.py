"""What a person does at the door: sign up, sign in, read the mail."""

import re
from types import SimpleNamespace

from allauth.account.internal.flows.login import record_authentication
from django.urls import reverse

PASSWORD = "four quiet kestrels"
SIGN_UP = {"username": "wren", "password1": PASSWORD, "password2": PASSWORD, "email": ""}
WITH_MAIL = SIGN_UP | {"email": "wren@example.org"}
CODE = re.compile(r"^[A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*$", re.MULTILINE)


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), SIGN_UP | changes)


def sign_in(client, name="wren", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def has_just_typed_the_password(client, user):
    """Sign in as somebody of whom no page asks the password again: without its form, which counts tries."""
    client.force_login(user)
    session = client.session
    record_authentication(SimpleNamespace(session=session), user, "password", reauthenticated=True)
    session.save()


def is_signed_in(client):
    return client.get("/today/").status_code == 200


def code_in(mail):
    return CODE.search(mail.body)[0]


def errors_on(client, response, form="form"):
    """Follow a refused form to the page that says why."""
    assert response.status_code == 303
    return dict(client.get(response.url).context[form].errors)
