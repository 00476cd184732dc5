"""What a person does at the door: sign up, sign in, read the mail."""

import re

from django.urls import reverse

PASSWORD = "four quiet kestrels"
SIGN_UP = {"username": "wren", "password1": PASSWORD, "password2": PASSWORD, "email": ""}
WITH_MAIL = SIGN_UP | {"email": "wren@example.org"}
CODE = re.compile(r"^[A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*$", re.MULTILINE)


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), SIGN_UP | changes)


def sign_in(client, name="wren", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def is_signed_in(client):
    return client.get("/today/").status_code == 200


def code_in(mail):
    return CODE.search(mail.body)[0]


def errors_on(client, response, form="form"):
    """Follow a refused form to the page that says why."""
    assert response.status_code == 303
    return dict(client.get(response.url).context[form].errors)
