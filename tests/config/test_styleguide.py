"""The page that shows every part in both schemes stands on the machine of whoever draws them, and nowhere else."""

from importlib import reload

import pytest
from django.urls import clear_url_caches

from config import urls

DUMMY = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
PARTS = (
    "button--quiet",
    "chip",
    "field--wrong",
    "week-strip",
    "goals",
    "chart",
    "check-in",
    "note",
)


@pytest.fixture
def drawing_board(settings):
    """Set DEBUG, as bin/dev does; what is drawn under it is not kept for other tests."""
    settings.CACHES = settings.CACHES | {"template_fragments": DUMMY}
    settings.DEBUG = True
    reload(urls)
    clear_url_caches()
    yield
    settings.DEBUG = False
    reload(urls)
    clear_url_caches()


def test_styleguide_shows_every_part_in_both_schemes(client, drawing_board):
    page = client.get("/styleguide/").content.decode()

    light, dark = page.partition('data-theme="light"')[2].split('data-theme="dark"')
    for part in PARTS:
        assert f'class="{part}' in light or f" {part}" in light, part
    assert len(dark.partition("</section>")[0]) > len(light) * 0.9


def test_styleguide_gives_each_id_once(client, drawing_board):
    page = client.get("/styleguide/").content.decode()

    ids = [piece.partition('"')[0] for piece in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_styleguide_is_not_there_without_debug(client):
    assert client.get("/styleguide/").status_code == 404
