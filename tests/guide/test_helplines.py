import pytest

from guide import helplines
from guide.helplines import Way


def test_every_helpline_says_for_whom_when_and_where_it_was_read():
    lines = [line for country in helplines.countries() for line in country.helplines]

    for line in lines:
        assert all([line.for_whom, line.hours, line.numbers, line.source, line.read_on]), line


def test_every_country_has_an_emergency_number():
    countries = helplines.countries()

    assert countries[0].name == "United States"
    assert all(country.emergency.isdigit() for country in countries)


def test_what_was_not_read_officially_is_not_called_verified():
    lines = [line for country in helplines.countries() for line in country.helplines]

    unsure = [
        line for line in lines if "general knowledge" in line.source or "not its own" in line.source
    ]
    assert unsure
    assert not any(line.verified for line in unsure)


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("Call: 1-800-799-7233", "tel:18007997233"),
        ("Text START to: 88788", "sms:88788"),
        ("Chat: thehotline.org", "https://thehotline.org/"),
        ("WhatsApp: 600 000 016", ""),
    ],
)
def test_way_links_what_can_be_dialled(text, href):
    how, number = text.split(": ")

    assert Way.read(text) == Way(how, number, href)
