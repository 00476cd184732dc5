import pytest
from django.conf import settings
from django.urls import reverse

from users.clock import SUNDAY
from users.models import Draft, Preferences, User

WELCOME, SETTINGS = "/welcome/", "/settings/"
CHOSEN = {
    "partner_kind": "name",
    "partner_name": "Sam",
    "pronoun": "they",
    "time_zone": "Pacific/Chatham",
    "week_start": "sunday",
}
ALL_CHOSEN = CHOSEN | {"day_ends": "4"}


@pytest.fixture
def reader(client, alice):
    client.force_login(alice)
    return client


def form_at(client, url):
    return client.get(url).context["form"]


def send(client, url, data):
    """Open the form, fill it in and send it; return the answer."""
    return client.post(url, data | {"form_key": form_at(client, url).key.token})


def preferences_of(user):
    return Preferences.objects.for_user(user).get()


def test_visitor_sees_what_this_is(client):
    response = client.get("/")

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-cache"
    assert not response.cookies


def test_reader_goes_straight_to_today(reader):
    response = reader.get("/")

    assert (response.status_code, response.url) == (302, "/today/")
    assert "no-store" in response["Cache-Control"]


def test_reader_whose_session_has_ended_sees_what_this_is(client, db, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "ended"

    assert client.get("/").status_code == 200


def test_welcome_can_be_skipped(reader, alice):
    assert 'href="/today/">Skip for now</a>' in reader.get(WELCOME).content.decode()

    assert reader.get("/today/").status_code == 200
    assert preferences_of(alice).version == 0


def test_welcome_begins_with_the_usual_answers_and_leaves_the_zone_to_the_browser(reader):
    form = form_at(reader, WELCOME)

    assert [form[name].value() for name in ("partner_kind", "pronoun", "week_start")] == [
        "husband",
        "he",
        "monday",
    ]
    assert form["time_zone"].value() == ""
    assert "data-guess-zone" in str(form["time_zone"])


def test_welcome_is_saved_and_leads_to_today(reader, alice):
    response = send(reader, WELCOME, CHOSEN)

    saved = preferences_of(alice)
    assert (response.status_code, response.url.partition("?")[0]) == (303, "/today/")
    assert saved.partner_words.fill("{my_partner}, {they_are}") == "Sam, they are"
    assert saved.clock.zone_name == "Pacific/Chatham"
    assert saved.clock.week_starts_on == SUNDAY


def test_welcome_without_a_zone_keeps_the_one_there_was(reader, alice):
    send(reader, WELCOME, CHOSEN)

    send(reader, WELCOME, CHOSEN | {"time_zone": ""})

    assert preferences_of(alice).time_zone == "Pacific/Chatham"
    assert form_at(reader, WELCOME)["time_zone"].value() == "Pacific/Chatham"


def test_settings_are_saved_and_shown(reader, alice):
    response = send(reader, SETTINGS, ALL_CHOSEN)

    saved = preferences_of(alice)
    assert response.url.partition("?")[0] == SETTINGS
    assert "Saved." in reader.get(response.url).content.decode()
    assert saved.clock.day_ends == 4
    assert saved.readable() == [
        ("You call them", "Sam"),
        ("Time zone", "Pacific/Chatham"),
        ("Week starts on", "Sunday"),
        ("Day ends at", "4 in the morning"),
        ("Quiet suggestions", "off"),
    ]


def test_quiet_suggestions_are_off_until_they_are_switched_on_and_can_be_switched_off(
    reader, alice
):
    assert preferences_of(alice).quiet is False
    assert form_at(reader, SETTINGS)["quiet"].value() is False

    send(reader, SETTINGS, ALL_CHOSEN | {"quiet": "on"})

    assert preferences_of(alice).quiet is True
    assert preferences_of(alice).readable()[-1] == ("Quiet suggestions", "on")
    assert "checked" in str(form_at(reader, SETTINGS)["quiet"])

    send(reader, SETTINGS, ALL_CHOSEN)

    assert preferences_of(alice).quiet is False


def test_quiet_suggestions_stay_as_they_are_when_the_first_evening_is_answered_again(reader, alice):
    send(reader, SETTINGS, ALL_CHOSEN | {"quiet": "on"})

    send(reader, WELCOME, CHOSEN)

    assert preferences_of(alice).quiet is True


def test_settings_call_the_switch_by_its_plain_name(reader):
    html = reader.get(SETTINGS).content.decode()

    assert "<span>Quiet suggestions</span>" in html
    assert 'id="id_quiet"' in html


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("partner_kind", "cat", "Select a valid choice. cat is not one of the available choices."),
        ("partner_name", "", "Write the name or nickname, or choose another line above."),
        ("partner_name", "x" * 61, "This is longer than one note can hold"),
        ("pronoun", "it", "Select a valid choice."),
        ("time_zone", "Mars/Olympus", "Choose a time zone from the list."),
        ("time_zone", "", "Please fill this in."),
        ("week_start", "friday", "Select a valid choice."),
        ("day_ends", "7", "Select a valid choice."),
        ("day_ends", "", "Please fill this in."),
    ],
)
def test_settings_say_beside_the_field_what_is_wrong(reader, alice, field, value, said):
    response = send(reader, SETTINGS, ALL_CHOSEN | {field: value})

    form = form_at(reader, response.url)
    assert said in form.errors[field][0]
    assert list(form.errors) == [field]
    assert preferences_of(alice).version == 0


def test_guide_and_journal_speak_of_the_partner_as_chosen(reader):
    send(reader, SETTINGS, ALL_CHOSEN)

    assert "Sam" in reader.get("/guide/talk-and-listen/say-i-feel/").content.decode()


def test_settings_of_another_stay_theirs(reader, alice, bob):
    send(reader, SETTINGS, ALL_CHOSEN)

    assert preferences_of(bob).partner_kind == "husband"


def test_draft_can_be_let_go(reader, alice):
    send(reader, SETTINGS, ALL_CHOSEN | {"day_ends": "7"})
    draft = Draft.objects.for_user(alice).get()

    response = reader.post(reverse("users:draft_delete", args=[draft.pk]))

    assert (response.status_code, response.url) == (303, SETTINGS)
    assert not Draft.objects.exists()
    assert form_at(reader, SETTINGS)["day_ends"].value() == "0"


def test_words_that_no_form_opens_can_be_let_go(reader, alice):
    draft = Draft.objects.create(
        owner=alice, place="/goals/gone/", data={"why": ["So."]}, reason=Draft.Reason.ORPHANED
    )

    response = reader.post(reverse("users:draft_delete", args=[draft.pk]))

    assert (response.status_code, response.url) == (303, reverse(settings.LOGIN_REDIRECT_URL))
    assert not Draft.objects.exists()


def test_draft_of_another_is_not_there(reader, bob):
    theirs = Draft.objects.create(owner=bob, place=SETTINGS, data={"day_ends": ["7"]})

    response = reader.post(reverse("users:draft_delete", args=[theirs.pk]))

    assert response.status_code == 404
    assert Draft.objects.for_user(bob).exists()


@pytest.mark.parametrize(
    ("method", "url"),
    [("put", WELCOME), ("delete", SETTINGS), ("post", "/today/"), ("patch", "/today/")],
)
def test_method_that_a_page_does_not_take_is_refused(reader, method, url):
    assert getattr(reader, method)(url).status_code == 405


def test_button_is_no_page(reader, alice):
    draft = Draft.objects.create(owner=alice, place=SETTINGS, data={})

    assert reader.get(reverse("users:draft_delete", args=[draft.pk])).status_code == 405


def test_everything_goes_with_its_user(reader, alice):
    send(reader, SETTINGS, ALL_CHOSEN)

    User.objects.get(pk=alice.pk).delete()

    assert not Preferences.objects.exists()
    assert reader.get("/today/").status_code == 303
