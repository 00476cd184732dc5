"""What a person does, step by step, by role and label."""

import re

from django.conf import settings
from django.test import Client

from users.models import User
from vault.row_security import acting_as

PASSWORD = "correct horse battery"


def arrive(page, partner="Sam"):
    """Be signed in with an account from before: signing up by hand is a journey of its own."""
    user = User.objects.create_user("kim", password=PASSWORD)
    with acting_as(user):
        user.preferences.partner_kind = "name"
        user.preferences.partner_name = partner
        user.preferences.save()
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    cookie = {"name": session.key, "value": session.value, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])


def sign_up(page, name="kim"):
    page.goto("/")
    page.get_by_role("link", name="Create an account").first.click()
    page.get_by_label("A name to sign in with").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The password once more").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.wait_for_url("**/welcome/")


def welcome(page, partner="By name or nickname", name="Sam"):
    page.get_by_role("radio", name=partner).check()
    page.get_by_label("Name or nickname", exact=True).fill(name)
    page.get_by_role("button", name="Save and begin").click()
    page.wait_for_url("**/today/**")


def log_a_feeling(page, family, word, strength):
    page.goto("/today/")
    page.get_by_role("radio", name=family).check()
    page.get_by_role("radio", name=re.compile(f"^{word}")).and_(visible(page)).check()
    page.get_by_role("button", name=re.compile(f"^{strength} ")).and_(visible(page)).click()
    page.wait_for_url(re.compile(r"/journal/feelings/[0-9a-f-]{36}/"))


def visible(page):
    return page.locator(":visible")


def sign_in(page, name="kim"):
    page.goto("/accounts/login/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/today/")
