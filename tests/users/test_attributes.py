"""The attributes of a widget are drawn as Django draws them."""

import pytest
from django.forms.utils import flatatt
from django.utils.safestring import mark_safe

from users.templatetags.attributes import attributes


@pytest.mark.parametrize(
    "attrs",
    [
        {},
        {"rows": 3, "id": "id_story", "autocomplete": "off"},
        {"required": True, "disabled": False, "aria-label": None},
        {"title": """<b> & "both" o'clock"""},
        {"title": mark_safe("tea &amp; toast")},
    ],
)
def test_attributes_are_those_that_django_draws(attrs):
    assert attributes(attrs) == flatatt(attrs)
    assert attributes(attrs).__html__() == attributes(attrs)
