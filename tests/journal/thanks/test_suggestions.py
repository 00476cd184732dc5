"""When saying a thank-you is suggested: the rule alone, by hand-made cases."""

import pytest

from journal.thanks.suggestions import goes_on


@pytest.mark.parametrize(
    ("landings", "expected"),
    [
        ([], True),
        (["well"], True),
        (["quietly", "quietly"], True),
        (["badly"], False),
        (["well", "badly"], False),
        (["badly", "well", "quietly"], True),
        (["badly", "badly", "well"], False),
        (["well", "badly", "badly"], False),
        (["well", "quietly", "well", "badly", "badly", "badly"], True),
        (["badly", "badly", "well", "well", "well", "well"], False),
    ],
)
def test_suggestions_rest_when_half_of_the_last_three_landed_badly(landings, expected):
    assert goes_on(landings) is expected
